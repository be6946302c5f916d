#include "module.h"

static PyObject* module_output_tables(PyObject* Py_UNUSED(module), PyObject* Py_UNUSED(args)) {
  size_t count = kenko_output_table_count();
  PyObject* names = PyTuple_New((Py_ssize_t)count);
  for (size_t i = 0; names != NULL && i < count; ++i) {
    size_t length = 0;
    const char* data = kenko_output_table_name(i, &length);
    PyObject* name = text_of(data, length);
    if (name == NULL || PyTuple_SetItem(names, (Py_ssize_t)i, name) < 0) Py_CLEAR(names);
  }
  return names;
}

static PyMethodDef functions[] = {
    {"parse", module_parse, METH_VARARGS, "parse(text, file) -> (model, diagnostics, error)"},
    {"evaluate", (PyCFunction)(void (*)(void))module_evaluate, METH_VARARGS | METH_KEYWORDS,
     "evaluate(model, snapshot, as_of, known, tables, customers, threads, progress, group_by, "
     "health_columns) -> Result"},
    {"series", (PyCFunction)(void (*)(void))module_series, METH_VARARGS | METH_KEYWORDS,
     "series(model, snapshot, instants, known, customers, threads, progress, columns) -> Result"},
    {"changes", (PyCFunction)(void (*)(void))module_changes, METH_VARARGS | METH_KEYWORDS,
     "changes(model, to_model, snapshot, start, end, customers, threads, progress) -> Result"},
    {"retention", (PyCFunction)(void (*)(void))module_retention, METH_VARARGS | METH_KEYWORDS,
     "retention(model, snapshot, start, end, group_by, customers, threads, progress) -> Result"},
    {"evaluator", module_evaluator, METH_VARARGS, "evaluator(model) -> Evaluator"},
    {"output_tables", module_output_tables, METH_NOARGS, "output_tables() -> tuple of names"},
    {"read_table", module_read_table, METH_VARARGS,
     "read_table(source, instant, limit) -> (names, columns)"},
    {"table_shape", module_table_shape, METH_VARARGS, "table_shape(source) -> (rows, names)"},
    {"write_csv", module_write_csv, METH_VARARGS, "write_csv(source, write, header)"},
    {NULL, NULL, 0, NULL}};

static int add_type(PyObject* module, PyType_Spec* spec, PyTypeObject** type) {
  *type = (PyTypeObject*)PyType_FromModuleAndSpec(module, spec, NULL);
  return *type == NULL ? -1 : PyModule_AddType(module, *type);
}

static int execute(PyObject* module) {
  ModuleState* state = PyModule_GetState(module);
  if (kenko_version_abi() < KENKO_ABI_VERSION) {
    PyErr_Format(PyExc_ImportError, "libkenko %s is older than this package (ABI %d, wants %d)",
                 kenko_version_text(), (int)kenko_version_abi(), (int)KENKO_ABI_VERSION);
    return -1;
  }
  PyObject* errors = PyImport_ImportModule("kenko._errors");
  if (errors == NULL) return -1;
  state->make_error = PyObject_GetAttrString(errors, "make_error");
  Py_DECREF(errors);
  if (state->make_error == NULL) return -1;
  if (add_type(module, &model_spec, &state->model_type) < 0 ||
      add_type(module, &portfolio_spec, &state->portfolio_type) < 0 ||
      add_type(module, &snapshot_spec, &state->snapshot_type) < 0 ||
      add_type(module, &result_spec, &state->result_type) < 0 ||
      add_type(module, &evaluator_spec, &state->evaluator_type) < 0) {
    return -1;
  }
  return PyModule_AddStringConstant(module, "version", kenko_version_text());
}

static int traverse(PyObject* module, visitproc visit, void* arg) {
  ModuleState* state = PyModule_GetState(module);
  Py_VISIT(state->model_type);
  Py_VISIT(state->portfolio_type);
  Py_VISIT(state->snapshot_type);
  Py_VISIT(state->result_type);
  Py_VISIT(state->evaluator_type);
  Py_VISIT(state->make_error);
  return 0;
}

static int clear(PyObject* module) {
  ModuleState* state = PyModule_GetState(module);
  Py_CLEAR(state->model_type);
  Py_CLEAR(state->portfolio_type);
  Py_CLEAR(state->snapshot_type);
  Py_CLEAR(state->result_type);
  Py_CLEAR(state->evaluator_type);
  Py_CLEAR(state->make_error);
  return 0;
}

static void free_module(void* module) { clear(module); }

ModuleState* state_of(PyObject* self) { return PyType_GetModuleState(Py_TYPE(self)); }

static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "kenko._kenko",
    .m_doc = "kenko's C ABI for Python. Use the package kenko instead of this module.",
    .m_size = sizeof(ModuleState),
    .m_methods = functions,
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = free_module,
};

PyMODINIT_FUNC PyInit__kenko(void) { return PyModuleDef_Init(&definition); }
