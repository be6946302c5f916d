/* An Arrow stream made by hand from columns that the test has in arrays. */
#ifndef KENKO_TESTS_CAPI_SMALL_STREAM_H_
#define KENKO_TESTS_CAPI_SMALL_STREAM_H_

#include <stddef.h>
#include <string.h>

#include "kenko.h"

enum { SMALL_COLUMNS = 8 };

typedef struct small_column {
  const char* name;
  const char* format;
  const void* buffers[3]; /* validity (null: all there), values or offsets, bytes of text */
} small_column;

typedef struct small_table {
  small_column columns[SMALL_COLUMNS];
  int64_t column_count;
  int64_t row_count;
  int batches;       /* how many times the rows are handed over */
  int error;         /* what get_next returns once the batches are through; 0: the end */
  int alive;         /* schemas, arrays and streams that were not released */
  int streams_given; /* how often small_stream_begin was called */
  struct ArrowSchema schemas[SMALL_COLUMNS];
  struct ArrowSchema* schema_pointers[SMALL_COLUMNS];
  struct ArrowArray arrays[SMALL_COLUMNS];
  struct ArrowArray* array_pointers[SMALL_COLUMNS];
} small_table;

static inline void small_release_schema(struct ArrowSchema* schema) {
  --((small_table*)schema->private_data)->alive;
  schema->release = NULL;
}

static inline void small_release_array(struct ArrowArray* array) {
  --((small_table*)array->private_data)->alive;
  array->release = NULL;
}

/* Children own nothing. */
static inline void small_release_child_schema(struct ArrowSchema* schema) {
  schema->release = NULL;
}
static inline void small_release_child_array(struct ArrowArray* array) { array->release = NULL; }

static inline int small_get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  small_table* const table = (small_table*)stream->private_data;
  struct ArrowSchema empty;
  int64_t i;
  memset(&empty, 0, sizeof empty);
  for (i = 0; i < table->column_count; ++i) {
    table->schemas[i] = empty;
    table->schemas[i].format = table->columns[i].format;
    table->schemas[i].name = table->columns[i].name;
    table->schemas[i].flags = ARROW_FLAG_NULLABLE;
    table->schemas[i].release = small_release_child_schema;
    table->schema_pointers[i] = &table->schemas[i];
  }
  *out = empty;
  out->format = "+s";
  out->n_children = table->column_count;
  out->children = table->schema_pointers;
  out->release = small_release_schema;
  out->private_data = table;
  ++table->alive;
  return 0;
}

static inline int small_get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  static const void* no_validity[1] = {NULL};
  small_table* const table = (small_table*)stream->private_data;
  struct ArrowArray empty;
  int64_t i;
  memset(&empty, 0, sizeof empty);
  *out = empty;
  if (table->batches == 0) return table->error;
  --table->batches;
  for (i = 0; i < table->column_count; ++i) {
    const char kind = table->columns[i].format[0];
    table->arrays[i] = empty;
    table->arrays[i].length = table->row_count;
    table->arrays[i].null_count = -1;
    table->arrays[i].n_buffers = kind == 'u' ? 3 : 2;
    table->arrays[i].buffers = table->columns[i].buffers;
    table->arrays[i].release = small_release_child_array;
    table->array_pointers[i] = &table->arrays[i];
  }
  out->length = table->row_count;
  out->n_buffers = 1;
  out->buffers = no_validity;
  out->n_children = table->column_count;
  out->children = table->array_pointers;
  out->release = small_release_array;
  out->private_data = table;
  ++table->alive;
  return 0;
}

static inline const char* small_last_error(struct ArrowArrayStream* stream) {
  return ((small_table*)stream->private_data)->error != 0 ? "the disk is on fire" : NULL;
}

static inline void small_release_stream(struct ArrowArrayStream* stream) {
  --((small_table*)stream->private_data)->alive;
  stream->release = NULL;
}

/* Begins to hand the table over, `batches` times. */
static inline struct ArrowArrayStream small_stream_begin(small_table* table, int batches) {
  struct ArrowArrayStream stream;
  stream.get_schema = small_get_schema;
  stream.get_next = small_get_next;
  stream.get_last_error = small_last_error;
  stream.release = small_release_stream;
  stream.private_data = table;
  table->batches = batches;
  ++table->streams_given;
  ++table->alive;
  return stream;
}

#endif /* KENKO_TESTS_CAPI_SMALL_STREAM_H_ */
