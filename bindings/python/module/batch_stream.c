#include <errno.h>
#include <stdlib.h>

#include "module.h"

typedef struct Batch {
  struct ArrowSchema schema;
  struct ArrowArray array;
} Batch;

/* The only schema and the only batch are handed over themselves, as readers ask for the schema
 * once; a second request is refused. */
static int get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  Batch* batch = stream->private_data;
  if (batch->schema.release == NULL) return EINVAL;
  *out = batch->schema;
  batch->schema.release = NULL;
  return 0;
}

static int get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  Batch* batch = stream->private_data;
  *out = batch->array; /* released already the second time: the end */
  batch->array.release = NULL;
  return 0;
}

static const char* get_last_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return "the schema of a single Arrow array can be read only once";
}

static void release(struct ArrowArrayStream* stream) {
  Batch* batch = stream->private_data;
  if (batch->schema.release != NULL) batch->schema.release(&batch->schema);
  if (batch->array.release != NULL) batch->array.release(&batch->array);
  free(batch);
  stream->release = NULL;
}

int stream_of_batch(struct ArrowSchema* schema, struct ArrowArray* array,
                    struct ArrowArrayStream* out) {
  /* Not Python's allocator: the stream may be released without the GIL. */
  Batch* batch = malloc(sizeof *batch);
  if (batch == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  batch->schema = *schema;
  batch->array = *array;
  schema->release = NULL;
  array->release = NULL;
  out->get_schema = get_schema;
  out->get_next = get_next;
  out->get_last_error = get_last_error;
  out->release = release;
  out->private_data = batch;
  return 0;
}
