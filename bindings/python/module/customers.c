#include "module.h"

void customers_free(Customers* customers) {
  PyMem_Free(customers->integers);
  text_array_free(&customers->texts);
}

static int integer_ids_from(PyObject* tuple, Customers* out) {
  if (integers_from(tuple, &out->integers, &out->count) < 0) return -1;
  out->type = KENKO_ID_INTEGER;
  return 0;
}

int integers_from(PyObject* tuple, int64_t** integers, size_t* count) {
  *count = (size_t)PyTuple_Size(tuple);
  *integers = PyMem_Calloc(*count + 1, sizeof **integers);
  if (*integers == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  for (size_t i = 0; i < *count; ++i) {
    PyObject* number = PyNumber_Index(PyTuple_GetItem(tuple, (Py_ssize_t)i));
    if (number == NULL) return -1;
    (*integers)[i] = PyLong_AsLongLong(number);
    Py_DECREF(number);
    if ((*integers)[i] == -1 && PyErr_Occurred()) return -1;
  }
  return 0;
}

int customers_from(PyObject* object, Customers* out) {
  memset(out, 0, sizeof *out);
  if (object == Py_None) return 0;
  PyObject* tuple = PySequence_Tuple(object);
  if (tuple == NULL) return -1;
  int status;
  if (PyTuple_Size(tuple) > 0 && !PyUnicode_Check(PyTuple_GetItem(tuple, 0))) {
    status = integer_ids_from(tuple, out);
  } else {
    status = text_array_from(tuple, "a customer id among texts", &out->texts);
    out->type = KENKO_ID_TEXT;
    out->count = out->texts.count;
  }
  Py_DECREF(tuple);
  if (status < 0) customers_free(out);
  return status;
}
