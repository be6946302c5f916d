#include <stdlib.h>

#include "module.h"

typedef struct ResultObject {
  PyObject_HEAD kenko_result* result;
} ResultObject;

PyObject* result_new(ModuleState* state, kenko_result* result) {
  ResultObject* self = (ResultObject*)PyType_GenericAlloc(state->result_type, 0);
  if (self == NULL) {
    kenko_result_free(result);
    return NULL;
  }
  self->result = result;
  return (PyObject*)self;
}

static void dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  kenko_result_free(((ResultObject*)self)->result);
  PyObject_Free(self);
  Py_DECREF(type);
}

static PyObject* get_tables(PyObject* self, void* Py_UNUSED(closure)) {
  const kenko_result* result = ((ResultObject*)self)->result;
  size_t count = kenko_result_table_count(result);
  PyObject* names = PyTuple_New((Py_ssize_t)count);
  for (size_t i = 0; names != NULL && i < count; ++i) {
    size_t length = 0;
    const char* data = kenko_result_table_name(result, i, &length);
    PyObject* name = text_of(data, length);
    if (name == NULL || PyTuple_SetItem(names, (Py_ssize_t)i, name) < 0) Py_CLEAR(names);
  }
  return names;
}

/* A capsule whose consumer did not move the struct out releases it itself. */
static void free_stream(PyObject* capsule) {
  struct ArrowArrayStream* stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
  if (stream->release != NULL) stream->release(stream);
  free(stream);
}

static void free_schema(PyObject* capsule) {
  struct ArrowSchema* schema = PyCapsule_GetPointer(capsule, "arrow_schema");
  if (schema->release != NULL) schema->release(schema);
  free(schema);
}

static int export_table(PyObject* self, PyObject* name, struct ArrowArrayStream* out) {
  const char* data;
  size_t length;
  if (text_from(name, "a table's name", &data, &length) < 0) return -1;
  kenko_error* error = NULL;
  kenko_status status =
      kenko_result_export(((ResultObject*)self)->result, data, length, out, &error);
  if (status == KENKO_OK) return 0;
  raise_error(state_of(self), error);
  return -1;
}

static PyObject* stream(PyObject* self, PyObject* name) {
  struct ArrowArrayStream* out = calloc(1, sizeof *out);
  if (out == NULL) return PyErr_NoMemory();
  if (export_table(self, name, out) == 0) {
    PyObject* capsule = PyCapsule_New(out, "arrow_array_stream", free_stream);
    if (capsule != NULL) return capsule;
    out->release(out);
  }
  free(out);
  return NULL;
}

static PyObject* schema(PyObject* self, PyObject* name) {
  struct ArrowArrayStream tables;
  if (export_table(self, name, &tables) < 0) return NULL;
  struct ArrowSchema* out = calloc(1, sizeof *out);
  PyObject* capsule = NULL;
  if (out == NULL || tables.get_schema(&tables, out) != 0) {
    PyErr_NoMemory(); /* kenko's schema fails for no other reason */
  } else {
    capsule = PyCapsule_New(out, "arrow_schema", free_schema);
    if (capsule == NULL) out->release(out);
  }
  if (capsule == NULL) free(out);
  tables.release(&tables);
  return capsule;
}

static PyMethodDef methods[] = {
    {"stream", stream, METH_O, NULL}, {"schema", schema, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static PyGetSetDef getters[] = {{"tables", get_tables, NULL, NULL, NULL},
                                {NULL, NULL, NULL, NULL, NULL}};

static PyType_Slot slots[] = {
    {Py_tp_dealloc, dealloc}, {Py_tp_methods, methods}, {Py_tp_getset, getters}, {0, NULL}};

PyType_Spec result_spec = {
    .name = "kenko._kenko.Result",
    .basicsize = sizeof(ResultObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};
