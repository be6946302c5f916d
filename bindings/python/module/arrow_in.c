/* The Arrow PyCapsule interface: a capsule's struct is moved out by copying it and marking the
 * original as released, so that whoever made it knows that it is gone. */
#include "module.h"

static int take_stream_capsule(PyObject* capsule, struct ArrowArrayStream* out) {
  struct ArrowArrayStream* stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
  if (stream == NULL) return -1;
  if (stream->release == NULL) {
    PyErr_SetString(PyExc_ValueError, "this Arrow stream was consumed already");
    return -1;
  }
  *out = *stream;
  stream->release = NULL;
  return 0;
}

static int take_array_capsules(PyObject* pair, struct ArrowArrayStream* out) {
  if (!PyTuple_Check(pair) || PyTuple_Size(pair) != 2) {
    PyErr_SetString(PyExc_TypeError, "__arrow_c_array__ must return two capsules");
    return -1;
  }
  struct ArrowSchema* schema = PyCapsule_GetPointer(PyTuple_GetItem(pair, 0), "arrow_schema");
  if (schema == NULL) return -1;
  struct ArrowArray* array = PyCapsule_GetPointer(PyTuple_GetItem(pair, 1), "arrow_array");
  if (array == NULL) return -1;
  if (schema->release == NULL || array->release == NULL) {
    PyErr_SetString(PyExc_ValueError, "this Arrow array was consumed already");
    return -1;
  }
  return stream_of_batch(schema, array, out);
}

int take_stream(PyObject* source, struct ArrowArrayStream* out) {
  out->release = NULL;
  if (PyCapsule_IsValid(source, "arrow_array_stream")) return take_stream_capsule(source, out);
  if (PyObject_HasAttrString(source, "__arrow_c_stream__")) {
    PyObject* capsule = PyObject_CallMethod(source, "__arrow_c_stream__", NULL);
    if (capsule == NULL) return -1;
    int status = take_stream_capsule(capsule, out);
    Py_DECREF(capsule);
    return status;
  }
  if (PyObject_HasAttrString(source, "__arrow_c_array__")) {
    PyObject* pair = PyObject_CallMethod(source, "__arrow_c_array__", NULL);
    if (pair == NULL) return -1;
    int status = take_array_capsules(pair, out);
    Py_DECREF(pair);
    return status;
  }
  PyErr_Format(PyExc_TypeError,
               "a table must have __arrow_c_stream__ or __arrow_c_array__ (a DataFrame of pandas "
               "2.2 or later or Polars, a table of pyarrow, a relation of DuckDB, …), not %R",
               (PyObject*)Py_TYPE(source));
  return -1;
}
