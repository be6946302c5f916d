#include "module.h"

/* One (name, type, value); the value's text is borrowed from the tuple. */
static int field_from(PyObject* item, kenko_field* field) {
  PyObject *name, *value;
  int type;
  if (!PyArg_ParseTuple(item, "UiO", &name, &type, &value)) return -1;
  if (text_from(name, "a column's name", &field->name, &field->name_length) < 0) return -1;
  field->type = type;
  switch (type) {
    case KENKO_FIELD_INTEGER:
    case KENKO_FIELD_TIME:
      field->integer = PyLong_AsLongLong(value);
      return field->integer == -1 && PyErr_Occurred() ? -1 : 0;
    case KENKO_FIELD_NUMBER:
      field->number = PyFloat_AsDouble(value);
      return field->number == -1 && PyErr_Occurred() ? -1 : 0;
    case KENKO_FIELD_FLAG:
      field->flag = PyObject_IsTrue(value);
      return field->flag < 0 ? -1 : 0;
    case KENKO_FIELD_TEXT:
      return text_from(value, "a text", &field->text, &field->text_length);
    default:
      return 0; /* missing; and kenko refuses what it does not know */
  }
}

int field_array_from(PyObject* sequence, FieldArray* out) {
  memset(out, 0, sizeof *out);
  out->owner = PySequence_Tuple(sequence);
  if (out->owner == NULL) return -1;
  Py_ssize_t count = PyTuple_Size(out->owner);
  out->items = PyMem_Calloc((size_t)count + 1, sizeof *out->items);
  if (out->items == NULL) {
    field_array_free(out);
    PyErr_NoMemory();
    return -1;
  }
  for (Py_ssize_t i = 0; i < count; ++i) {
    if (field_from(PyTuple_GetItem(out->owner, i), &out->items[i]) < 0) {
      field_array_free(out);
      return -1;
    }
  }
  out->count = (size_t)count;
  return 0;
}

void field_array_free(FieldArray* array) {
  PyMem_Free(array->items);
  Py_CLEAR(array->owner);
  array->items = NULL;
  array->count = 0;
}
