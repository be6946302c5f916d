#include "cell.h"

#include <string.h>

static int is_text(const char* format) {
  return strcmp(format, "u") == 0 || strcmp(format, "U") == 0;
}

static int is_list(const char* format) {
  return strcmp(format, "+l") == 0 || strcmp(format, "+L") == 0;
}

static int is_known(const struct ArrowSchema* schema) {
  if (schema->dictionary != NULL) {
    return strchr("cCsSiIlL", schema->format[0]) != NULL && is_text(schema->dictionary->format);
  }
  if (is_list(schema->format)) {
    return schema->n_children == 1 && !is_list(schema->children[0]->format) &&
           is_known(schema->children[0]);
  }
  if (is_text(schema->format) || strncmp(schema->format, "tsu:", 4) == 0) return 1;
  return strlen(schema->format) == 1 && strchr("nbcCsSiIlLfg", schema->format[0]) != NULL;
}

int check_columns(const struct ArrowSchema* schema) {
  if (strcmp(schema->format, "+s") != 0) {
    PyErr_SetString(PyExc_TypeError, "a stream of record batches is needed");
    return -1;
  }
  for (int64_t i = 0; i < schema->n_children; ++i) {
    const struct ArrowSchema* column = schema->children[i];
    if (!is_known(column)) {
      PyErr_Format(PyExc_TypeError, "column %s has an Arrow type that is not known here: %s",
                   column->name, column->format);
      return -1;
    }
  }
  return 0;
}

static int bit_at(const void* bits, int64_t index) {
  return (((const uint8_t*)bits)[index / 8] >> (index % 8)) & 1;
}

static int64_t integer_at(char format, const void* data, int64_t index) {
  switch (format) {
    case 'c':
      return ((const int8_t*)data)[index];
    case 'C':
      return ((const uint8_t*)data)[index];
    case 's':
      return ((const int16_t*)data)[index];
    case 'S':
      return ((const uint16_t*)data)[index];
    case 'i':
      return ((const int32_t*)data)[index];
    case 'I':
      return ((const uint32_t*)data)[index];
    default:
      return ((const int64_t*)data)[index];
  }
}

static int64_t offset_at(int is_large, const void* offsets, int64_t index) {
  return is_large ? ((const int64_t*)offsets)[index] : ((const int32_t*)offsets)[index];
}

Cell cell_at(const struct ArrowSchema* schema, const struct ArrowArray* array, int64_t row) {
  Cell cell = {.kind = CELL_MISSING};
  const char* format = schema->format;
  int64_t index = array->offset + row;
  if (format[0] == 'n') return cell;
  if (array->null_count != 0 && array->buffers[0] != NULL && !bit_at(array->buffers[0], index)) {
    return cell;
  }
  if (schema->dictionary != NULL) {
    int64_t code = integer_at(format[0], array->buffers[1], index);
    return cell_at(schema->dictionary, array->dictionary, code);
  }
  switch (format[0]) {
    case 'b':
      cell.kind = CELL_FLAG;
      cell.integer = bit_at(array->buffers[1], index);
      return cell;
    case 'f':
      cell.kind = CELL_NUMBER;
      cell.number = ((const float*)array->buffers[1])[index];
      return cell;
    case 'g':
      cell.kind = CELL_NUMBER;
      cell.number = ((const double*)array->buffers[1])[index];
      return cell;
    case 't':
      cell.kind = CELL_TIME;
      cell.integer = ((const int64_t*)array->buffers[1])[index];
      return cell;
    case 'u':
    case 'U': {
      int64_t begin = offset_at(format[0] == 'U', array->buffers[1], index);
      int64_t end = offset_at(format[0] == 'U', array->buffers[1], index + 1);
      cell.kind = CELL_TEXT;
      cell.text = begin == end ? "" : (const char*)array->buffers[2] + begin;
      cell.length = (size_t)(end - begin);
      return cell;
    }
    case '+':
      cell.kind = CELL_LIST;
      cell.begin = offset_at(format[1] == 'L', array->buffers[1], index);
      cell.end = offset_at(format[1] == 'L', array->buffers[1], index + 1);
      return cell;
    default:
      cell.kind = CELL_INTEGER;
      cell.integer = integer_at(format[0], array->buffers[1], index);
      return cell;
  }
}
