/* Tables as CSV: empty for missing, numbers in the shortest form that reads back the same, instants
 * as 2025-01-31T00:00:00.000000Z, lists joined by |, RFC 4180 quoting, lines ended by \n. */
#include <string.h>

#include "buffer.h"
#include "cell.h"

enum { FLUSH_AT = 1 << 18 };

static int put_text(Buffer* out, const char* text, size_t length) {
  /* The empty text is quoted, as missing is empty. */
  int quote = length == 0;
  for (size_t i = 0; i < length && !quote; ++i) quote = strchr("\",\r\n", text[i]) && text[i];
  if (!quote) return buffer_put(out, text, length);
  if (buffer_put(out, "\"", 1) < 0) return -1;
  size_t begin = 0;
  for (size_t i = 0; i < length; ++i) {
    if (text[i] != '"') continue;
    if (buffer_put(out, text + begin, i + 1 - begin) < 0) return -1;
    begin = i; /* the quote comes once more with what follows it */
  }
  if (buffer_put(out, text + begin, length - begin) < 0) return -1;
  return buffer_put(out, "\"", 1);
}

/* Python's repr, but 100 instead of 100.0, 1e300 instead of 1e+300, and 1e-5 instead of 1e-05. */
static int put_number(Buffer* out, double number) {
  char* text = PyOS_double_to_string(number, 'r', 0, 0, NULL);
  if (text == NULL) return -1;
  char* exponent = strchr(text, 'e');
  size_t mantissa = exponent == NULL ? strlen(text) : (size_t)(exponent - text);
  int status = buffer_put(out, text, mantissa);
  if (status == 0 && exponent != NULL) {
    const char* digits = exponent + 1;
    status = buffer_put(out, "e-", *digits == '-' ? 2 : 1);
    while (*digits == '-' || *digits == '+' || *digits == '0') ++digits;
    if (status == 0) status = buffer_put(out, digits, strlen(digits));
  }
  PyMem_Free(text);
  return status;
}

static int put_integer(Buffer* out, int64_t number) {
  char text[32];
  int length = PyOS_snprintf(text, sizeof text, "%lld", (long long)number);
  return buffer_put(out, text, (size_t)length);
}

static int put_time(Buffer* out, int64_t instant) {
  const int64_t day_length = 86400 * INT64_C(1000000);
  int64_t days = instant / day_length, rest = instant % day_length;
  if (rest < 0) {
    rest += day_length;
    --days;
  }
  /* The civil date of a day number, in eras of 400 years that begin on a 1 March. */
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int day_of_era = (int)(days - era * 146097);
  int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;
  int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  long long year = (long long)(year_of_era + era * 400 + (month <= 2));
  int seconds = (int)(rest / 1000000);
  char text[64];
  int length =
      PyOS_snprintf(text, sizeof text, "%04lld-%02d-%02dT%02d:%02d:%02d.%06dZ", year, month, day,
                    seconds / 3600, seconds / 60 % 60, seconds % 60, (int)(rest % 1000000));
  return buffer_put(out, text, (size_t)length);
}

static int put_cell(Buffer* out, const struct ArrowSchema* schema, const struct ArrowArray* array,
                    int64_t row);

/* Joined first, and quoted as one text. */
static int put_list(Buffer* out, const struct ArrowSchema* schema, const struct ArrowArray* array,
                    const Cell* cell) {
  Buffer joined = {NULL, 0, 0, NULL};
  int status = 0;
  for (int64_t i = cell->begin; i < cell->end && status == 0; ++i) {
    if (i > cell->begin) status = buffer_put(&joined, "|", 1);
    Cell item = cell_at(schema->children[0], array->children[0], i);
    if (status < 0) break;
    status = item.kind == CELL_TEXT ? buffer_put(&joined, item.text, item.length)
                                    : put_cell(&joined, schema->children[0], array->children[0], i);
  }
  if (status == 0 && joined.length > 0) status = put_text(out, joined.data, joined.length);
  buffer_free(&joined);
  return status;
}

static int put_cell(Buffer* out, const struct ArrowSchema* schema, const struct ArrowArray* array,
                    int64_t row) {
  Cell cell = cell_at(schema, array, row);
  switch (cell.kind) {
    case CELL_INTEGER:
      return put_integer(out, cell.integer);
    case CELL_NUMBER:
      return put_number(out, cell.number);
    case CELL_FLAG:
      return cell.integer ? buffer_put(out, "true", 4) : buffer_put(out, "false", 5);
    case CELL_TIME:
      return put_time(out, cell.integer);
    case CELL_TEXT:
      return put_text(out, cell.text, cell.length);
    case CELL_LIST:
      return put_list(out, schema, array, &cell);
    case CELL_MISSING:
      break;
  }
  return 0;
}

static int put_header(Buffer* out, const Reader* reader) {
  for (int64_t i = 0; i < reader->schema.n_children; ++i) {
    const char* name = reader->schema.children[i]->name;
    if (i > 0 && buffer_put(out, ",", 1) < 0) return -1;
    if (put_text(out, name, strlen(name)) < 0) return -1;
  }
  return buffer_put(out, "\n", 1);
}

static int put_batch(Buffer* out, const Reader* reader) {
  for (int64_t row = 0; row < reader->batch.length; ++row) {
    for (int64_t i = 0; i < reader->schema.n_children; ++i) {
      if (i > 0 && buffer_put(out, ",", 1) < 0) return -1;
      if (put_cell(out, reader->schema.children[i], reader->batch.children[i],
                   reader->batch.offset + row) < 0) {
        return -1;
      }
    }
    if (buffer_put(out, "\n", 1) < 0) return -1;
    if (out->length >= FLUSH_AT && (buffer_flush(out) < 0 || PyErr_CheckSignals() < 0)) return -1;
  }
  return 0;
}

/* write_csv(source, write, header): calls write(bytes). */
PyObject* module_write_csv(PyObject* Py_UNUSED(module), PyObject* args) {
  PyObject *source, *write;
  int header;
  if (!PyArg_ParseTuple(args, "OOp:write_csv", &source, &write, &header)) return NULL;
  Reader reader;
  if (reader_open(&reader, source) < 0) return NULL;
  Buffer out = {NULL, 0, 0, write};
  int status = 1;
  if (header && put_header(&out, &reader) < 0) status = -1;
  while (status == 1) {
    status = reader_next(&reader);
    if (status == 1 && put_batch(&out, &reader) < 0) status = -1;
  }
  if (status == 0 && buffer_flush(&out) < 0) status = -1;
  buffer_free(&out);
  reader_close(&reader);
  if (status < 0) return NULL;
  Py_RETURN_NONE;
}
