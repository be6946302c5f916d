/* One cell of an Arrow column, of the types that kenko's tables have (and their near relatives). */
#ifndef KENKO_PYTHON_CELL_H_
#define KENKO_PYTHON_CELL_H_

#include "module.h"

typedef enum CellKind {
  CELL_MISSING,
  CELL_INTEGER,
  CELL_NUMBER,
  CELL_FLAG,
  CELL_TIME, /* integer: microseconds since 1970, UTC */
  CELL_TEXT,
  CELL_LIST /* rows begin .. end of the column's only child */
} CellKind;

typedef struct Cell {
  CellKind kind;
  int64_t integer; /* also a flag's 0 or 1 */
  double number;
  const char* text;
  size_t length;
  int64_t begin, end;
} Cell;

/* Raises a TypeError and returns -1 where a column is of another type. */
int check_columns(const struct ArrowSchema* schema);
/* The cell of a row, from 0 within `array`. REQUIRES: check_columns was content. */
Cell cell_at(const struct ArrowSchema* schema, const struct ArrowArray* array, int64_t row);

/* A stream that is read batch by batch. */
typedef struct Reader {
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  struct ArrowArray batch; /* the columns are batch.children */
} Reader;
/* -1 with an exception. On success reader_close is due. */
int reader_open(Reader* reader, PyObject* source);
/* 1: reader->batch is the next one; 0: the end; -1 with an exception. */
int reader_next(Reader* reader);
void reader_close(Reader* reader);
/* The columns' names as a tuple. */
PyObject* reader_names(const Reader* reader);

#endif /* KENKO_PYTHON_CELL_H_ */
