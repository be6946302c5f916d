#include "module.h"

static PyObject* diagnostics_list(const kenko_diagnostics* diagnostics) {
  PyObject* list = PyList_New(0);
  size_t count = kenko_diagnostics_count(diagnostics);
  for (size_t i = 0; list != NULL && i < count; ++i) {
    size_t length = 0;
    const char* message = kenko_diagnostics_message(diagnostics, i, &length);
    PyObject* item =
        Py_BuildValue("iiiN", (int)kenko_diagnostics_severity(diagnostics, i),
                      (int)kenko_diagnostics_line(diagnostics, i),
                      (int)kenko_diagnostics_column(diagnostics, i), text_of(message, length));
    if (item == NULL || PyList_Append(list, item) < 0) Py_CLEAR(list);
    Py_XDECREF(item);
  }
  return list;
}

PyObject* module_parse(PyObject* module, PyObject* args) {
  ModuleState* state = PyModule_GetState(module);
  const char *text, *file;
  Py_ssize_t text_length, file_length;
  if (!PyArg_ParseTuple(args, "s#s#:parse", &text, &text_length, &file, &file_length)) return NULL;

  kenko_model* model = NULL;
  kenko_diagnostics* diagnostics = NULL;
  kenko_error* error = NULL;
  kenko_status status;
  Py_BEGIN_ALLOW_THREADS;
  status = kenko_model_parse(text, (size_t)text_length, file, (size_t)file_length, &model,
                             &diagnostics, &error);
  Py_END_ALLOW_THREADS;

  PyObject* list = diagnostics_list(diagnostics);
  kenko_diagnostics_free(diagnostics);
  PyObject* exception = NULL;
  if (status != KENKO_OK) {
    exception = new_error(state, error);
  } else {
    Py_INCREF(Py_None);
    exception = Py_None;
  }
  PyObject* object = NULL;
  if (model != NULL) {
    object = PyType_GenericAlloc(state->model_type, 0);
    if (object != NULL) {
      ((ModelObject*)object)->model = model;
    } else {
      kenko_model_free(model);
    }
  } else {
    Py_INCREF(Py_None);
    object = Py_None;
  }
  /* "N" takes the references, and passes on the exception if one of them is null. */
  return Py_BuildValue("NNN", object, list, exception);
}

typedef const char* (*TextGetter)(const kenko_model*, size_t*);

static PyObject* get_text(PyObject* self, void* getter) {
  size_t length = 0;
  TextGetter get;
  *(void**)&get = getter; /* ISO C has no cast from a data pointer to a function's */
  const char* data = get(((ModelObject*)self)->model, &length);
  return text_of(data, length);
}

static PyObject* get_clocks(PyObject* self, void* Py_UNUSED(closure)) {
  return PyLong_FromLong(kenko_model_clock_count(((ModelObject*)self)->model));
}

/* (every, look_back) in microseconds, or None. */
static PyObject* get_stability(PyObject* self, void* Py_UNUSED(closure)) {
  const kenko_model* model = ((ModelObject*)self)->model;
  const long long every = kenko_model_stability_every(model);
  if (every == 0) Py_RETURN_NONE;
  return Py_BuildValue("LL", every, (long long)kenko_model_stability_look_back(model));
}

static PyObject* attributes(const kenko_model* model, size_t count,
                            const char* (*name_of)(const kenko_model*, size_t, size_t*),
                            int32_t (*type_of)(const kenko_model*, size_t)) {
  PyObject* list = PyList_New(0);
  for (size_t i = 0; list != NULL && i < count; ++i) {
    size_t length = 0;
    const char* name = name_of(model, i, &length);
    PyObject* item = Py_BuildValue("Ni", text_of(name, length), (int)type_of(model, i));
    if (item == NULL || PyList_Append(list, item) < 0) Py_CLEAR(list);
    Py_XDECREF(item);
  }
  return list;
}

static PyObject* get_customer_attributes(PyObject* self, void* Py_UNUSED(closure)) {
  const kenko_model* model = ((ModelObject*)self)->model;
  return attributes(model, kenko_model_customer_attribute_count(model),
                    kenko_model_customer_attribute_name, kenko_model_customer_attribute_type);
}

static PyObject* get_activity_attributes(PyObject* self, void* Py_UNUSED(closure)) {
  const kenko_model* model = ((ModelObject*)self)->model;
  return attributes(model, kenko_model_activity_attribute_count(model),
                    kenko_model_activity_attribute_name, kenko_model_activity_attribute_type);
}

static void dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  kenko_model_free(((ModelObject*)self)->model);
  PyObject_Free(self);
  Py_DECREF(type);
}

static PyGetSetDef getters[] = {
    {"name", get_text, NULL, NULL, (void*)kenko_model_name},
    {"hash", get_text, NULL, NULL, (void*)kenko_model_hash},
    {"customer_id_column", get_text, NULL, NULL, (void*)kenko_model_customer_id_column},
    {"valid_from_column", get_text, NULL, NULL, (void*)kenko_model_valid_from_column},
    {"clocks", get_clocks, NULL, NULL, NULL},
    {"stability", get_stability, NULL, NULL, NULL},
    {"customer_attributes", get_customer_attributes, NULL, NULL, NULL},
    {"activity_attributes", get_activity_attributes, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyType_Slot slots[] = {{Py_tp_dealloc, dealloc}, {Py_tp_getset, getters}, {0, NULL}};

PyType_Spec model_spec = {
    .name = "kenko._kenko.Model",
    .basicsize = sizeof(ModelObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};
