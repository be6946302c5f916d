#include <string.h>

#include "cell.h"

static void raise_stream_error(Reader* reader) {
  const char* text = reader->stream.get_last_error(&reader->stream);
  PyErr_SetString(PyExc_OSError, text == NULL ? "the Arrow stream failed" : text);
}

int reader_open(Reader* reader, PyObject* source) {
  memset(reader, 0, sizeof *reader);
  if (take_stream(source, &reader->stream) < 0) return -1;
  if (reader->stream.get_schema(&reader->stream, &reader->schema) != 0) {
    reader->schema.release = NULL;
    raise_stream_error(reader);
  } else if (check_columns(&reader->schema) == 0) {
    return 0;
  }
  reader_close(reader);
  return -1;
}

int reader_next(Reader* reader) {
  if (reader->batch.release != NULL) reader->batch.release(&reader->batch);
  reader->batch.release = NULL;
  int status;
  Py_BEGIN_ALLOW_THREADS;
  status = reader->stream.get_next(&reader->stream, &reader->batch);
  Py_END_ALLOW_THREADS;
  if (status != 0) {
    reader->batch.release = NULL;
    raise_stream_error(reader);
    return -1;
  }
  return reader->batch.release != NULL;
}

void reader_close(Reader* reader) {
  if (reader->batch.release != NULL) reader->batch.release(&reader->batch);
  if (reader->schema.release != NULL) reader->schema.release(&reader->schema);
  if (reader->stream.release != NULL) reader->stream.release(&reader->stream);
}

PyObject* reader_names(const Reader* reader) {
  PyObject* names = PyTuple_New((Py_ssize_t)reader->schema.n_children);
  for (int64_t i = 0; names != NULL && i < reader->schema.n_children; ++i) {
    const char* data = reader->schema.children[i]->name;
    PyObject* name = text_of(data, data == NULL ? 0 : strlen(data));
    if (name == NULL || PyTuple_SetItem(names, (Py_ssize_t)i, name) < 0) Py_CLEAR(names);
  }
  return names;
}
