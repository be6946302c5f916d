#include "buffer.h"

#include <string.h>

int buffer_put(Buffer* buffer, const char* data, size_t length) {
  if (length > buffer->capacity - buffer->length) {
    size_t capacity = 2 * (buffer->length + length) + 4096;
    char* grown = PyMem_Realloc(buffer->data, capacity);
    if (grown == NULL) {
      PyErr_NoMemory();
      return -1;
    }
    buffer->data = grown;
    buffer->capacity = capacity;
  }
  if (length > 0) memcpy(buffer->data + buffer->length, data, length);
  buffer->length += length;
  return 0;
}

int buffer_flush(Buffer* buffer) {
  if (buffer->length == 0) return 0;
  PyObject* answer =
      PyObject_CallFunction(buffer->write, "y#", buffer->data, (Py_ssize_t)buffer->length);
  Py_XDECREF(answer);
  buffer->length = 0;
  return answer == NULL ? -1 : 0;
}

void buffer_free(Buffer* buffer) { PyMem_Free(buffer->data); }
