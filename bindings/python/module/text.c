#include <limits.h>

#include "module.h"

PyObject* text_of(const char* data, size_t length) {
  /* "replace": a message must come through even if it quotes bytes that are not UTF-8. */
  return PyUnicode_DecodeUTF8(data == NULL ? "" : data, (Py_ssize_t)length, "replace");
}

int text_from(PyObject* object, const char* what, const char** data, size_t* length) {
  if (!PyUnicode_Check(object)) {
    PyErr_Format(PyExc_TypeError, "%s must be a str, not %R", what, (PyObject*)Py_TYPE(object));
    return -1;
  }
  Py_ssize_t size = 0;
  *data = PyUnicode_AsUTF8AndSize(object, &size);
  *length = (size_t)size;
  return *data == NULL ? -1 : 0;
}

int text_array_from(PyObject* sequence, const char* what, TextArray* out) {
  memset(out, 0, sizeof *out);
  out->owner = PySequence_Tuple(sequence);
  if (out->owner == NULL) return -1;
  Py_ssize_t count = PyTuple_Size(out->owner);
  /* One more than needed, so that an empty array has an address, too. */
  out->items = PyMem_Calloc((size_t)count + 1, sizeof *out->items);
  if (out->items == NULL) {
    text_array_free(out);
    PyErr_NoMemory();
    return -1;
  }
  for (Py_ssize_t i = 0; i < count; ++i) {
    kenko_text* item = &out->items[i];
    if (text_from(PyTuple_GetItem(out->owner, i), what, &item->data, &item->length) < 0) {
      text_array_free(out);
      return -1;
    }
  }
  out->count = (size_t)count;
  return 0;
}

void text_array_free(TextArray* array) {
  PyMem_Free(array->items);
  Py_CLEAR(array->owner);
  array->items = NULL;
  array->count = 0;
}
