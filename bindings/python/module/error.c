#include "module.h"

/* A str, or None where kenko has nothing to say. */
static PyObject* text_or_none(const char* data, size_t length) {
  if (length == 0) Py_RETURN_NONE;
  return text_of(data, length);
}

PyObject* new_error(ModuleState* state, kenko_error* error) {
  size_t message_length = 0, table_length = 0, column_length = 0, file_length = 0;
  const char* message = kenko_error_message(error, &message_length);
  const char* table = kenko_error_table(error, &table_length);
  const char* column = kenko_error_column(error, &column_length);
  const char* file = kenko_error_file(error, &file_length);
  PyObject* exception = PyObject_CallFunction(
      state->make_error, "iNNLNNii", (int)kenko_error_code(error), text_of(message, message_length),
      text_or_none(table, table_length), (long long)kenko_error_row(error),
      text_or_none(column, column_length), text_or_none(file, file_length),
      (int)kenko_error_line(error), (int)kenko_error_file_column(error));
  kenko_error_free(error);
  return exception;
}

PyObject* raise_error(ModuleState* state, kenko_error* error) {
  PyObject* exception = new_error(state, error);
  if (exception == NULL) return NULL; /* the failure to make it is raised instead */
  PyErr_SetObject((PyObject*)Py_TYPE(exception), exception);
  Py_DECREF(exception);
  return NULL;
}
