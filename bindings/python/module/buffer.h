/* Bytes that grow, handed to a Python callable when there are many. */
#ifndef KENKO_PYTHON_BUFFER_H_
#define KENKO_PYTHON_BUFFER_H_

#include "module.h"

typedef struct Buffer {
  char* data;
  size_t length, capacity;
  PyObject* write; /* called with bytes; borrowed */
} Buffer;

/* Each returns -1 with an exception. The GIL must be held. */
int buffer_put(Buffer* buffer, const char* data, size_t length);
int buffer_flush(Buffer* buffer);
void buffer_free(Buffer* buffer);

#endif /* KENKO_PYTHON_BUFFER_H_ */
