/* Tables as lists of Python values, so that nobody needs pyarrow to read a score. */
#include "cell.h"

static PyObject* python_of(const struct ArrowSchema* schema, const struct ArrowArray* array,
                           int64_t row, PyObject* instant) {
  Cell cell = cell_at(schema, array, row);
  switch (cell.kind) {
    case CELL_INTEGER:
      return PyLong_FromLongLong(cell.integer);
    case CELL_NUMBER:
      return PyFloat_FromDouble(cell.number);
    case CELL_FLAG:
      return PyBool_FromLong((long)cell.integer);
    case CELL_TIME:
      return PyObject_CallFunction(instant, "L", (long long)cell.integer);
    case CELL_TEXT:
      return text_of(cell.text, cell.length);
    case CELL_LIST: {
      PyObject* list = PyList_New((Py_ssize_t)(cell.end - cell.begin));
      for (int64_t i = cell.begin; list != NULL && i < cell.end; ++i) {
        PyObject* item = python_of(schema->children[0], array->children[0], i, instant);
        if (item == NULL || PyList_SetItem(list, (Py_ssize_t)(i - cell.begin), item) < 0) {
          Py_CLEAR(list);
        }
      }
      return list;
    }
    case CELL_MISSING:
      break;
  }
  Py_RETURN_NONE;
}

static int append_rows(const Reader* reader, PyObject* columns, int64_t rows, PyObject* instant) {
  for (int64_t i = 0; i < reader->schema.n_children; ++i) {
    PyObject* list = PyTuple_GetItem(columns, (Py_ssize_t)i);
    for (int64_t row = 0; row < rows; ++row) {
      PyObject* value = python_of(reader->schema.children[i], reader->batch.children[i],
                                  reader->batch.offset + row, instant);
      if (value == NULL) return -1;
      int status = PyList_Append(list, value);
      Py_DECREF(value);
      if (status < 0) return -1;
    }
  }
  return 0;
}

/* read_table(source, instant, limit): `instant` makes what stands for an instant of microseconds;
 * a negative limit is none. */
PyObject* module_read_table(PyObject* Py_UNUSED(module), PyObject* args) {
  PyObject *source, *instant;
  long long limit;
  if (!PyArg_ParseTuple(args, "OOL:read_table", &source, &instant, &limit)) return NULL;
  Reader reader;
  if (reader_open(&reader, source) < 0) return NULL;
  PyObject* names = reader_names(&reader);
  PyObject* columns = names == NULL ? NULL : PyTuple_New(PyTuple_Size(names));
  int status = columns == NULL ? -1 : 1;
  for (Py_ssize_t i = 0; status == 1 && i < PyTuple_Size(names); ++i) {
    PyObject* list = PyList_New(0);
    if (list == NULL || PyTuple_SetItem(columns, i, list) < 0) status = -1;
  }
  while (status == 1 && limit != 0) {
    status = reader_next(&reader);
    if (status != 1) break;
    int64_t rows = reader.batch.length;
    if (limit >= 0 && rows > limit) rows = limit;
    if (append_rows(&reader, columns, rows, instant) < 0) status = -1;
    if (limit >= 0) limit -= rows;
  }
  reader_close(&reader);
  if (status >= 0) return Py_BuildValue("NN", names, columns);
  Py_XDECREF(names);
  Py_XDECREF(columns);
  return NULL;
}

PyObject* module_table_shape(PyObject* Py_UNUSED(module), PyObject* args) {
  PyObject* source;
  if (!PyArg_ParseTuple(args, "O:table_shape", &source)) return NULL;
  Reader reader;
  if (reader_open(&reader, source) < 0) return NULL;
  int64_t rows = 0;
  int status;
  while ((status = reader_next(&reader)) == 1) rows += reader.batch.length;
  PyObject* names = status < 0 ? NULL : reader_names(&reader);
  reader_close(&reader);
  return names == NULL ? NULL : Py_BuildValue("LN", (long long)rows, names);
}
