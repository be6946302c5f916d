/* Scores three customers of a made-up company through kenko's C ABI.
 *
 *   cc score.c -lkenko && ./a.out */
#include <inttypes.h>
#include <kenko.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char kModel[] =
    "kenko: 1\n"
    "name: logins\n"
    "scorecards:\n"
    "  - name: use\n"
    "    signals:\n"
    "      - {name: logins, measure: {count: session.*, window: 28d}, curve: [[0, 0], [10, 100]],\n"
    "         says: Sessions in 28 days}\n"
    "      - {name: people, measure: {distinct: actor, of: session.*, window: 28d},\n"
    "         curve: [[0, 0], [3, 100]], says: People in 28 days}\n";

static const int64_t kDay = INT64_C(86400000000);      /* microseconds */
static const int64_t kNow = INT64_C(1738281600000000); /* 2025-01-31T00:00:00Z */

/* An error tells what is wrong, where, and what would be right. */
static void check(kenko_error* error) {
  if (error == NULL) return;
  fprintf(stderr, "%s\n", kenko_error_message(error, NULL));
  kenko_error_free(error);
  exit(1);
}

static void record_customer(kenko_portfolio* portfolio, const char* id) {
  kenko_field field = {0};
  kenko_error* error = NULL;
  field.name = "customer_id";
  field.name_length = strlen(field.name);
  field.type = KENKO_FIELD_TEXT;
  field.text = id;
  field.text_length = strlen(id);
  kenko_portfolio_record(portfolio, KENKO_TABLE_CUSTOMERS, &field, 1, NULL, &error);
  check(error);
}

static void record_session(kenko_portfolio* portfolio, const char* id, const char* who,
                           int64_t at) {
  kenko_activity activity = KENKO_ACTIVITY_INIT;
  kenko_error* error = NULL;
  activity.customer_id_type = KENKO_ID_TEXT;
  activity.customer_id_text = id;
  activity.customer_id_text_length = strlen(id);
  activity.at = at;
  activity.kind = "session.started";
  activity.kind_length = strlen(activity.kind);
  activity.actor = who;
  activity.actor_length = strlen(who);
  kenko_portfolio_record_activity(portfolio, &activity, &error);
  check(error);
}

/* Reading Arrow by hand: a real program gives the stream to its Arrow library instead. */

static int64_t find_column(const struct ArrowSchema* schema, const char* name) {
  int64_t i = 0;
  while (i < schema->n_children && strcmp(schema->children[i]->name, name) != 0) ++i;
  if (i == schema->n_children) exit(1);
  return i;
}

/* Texts are plain ("u") or, where they repeat, codes into a dictionary of such. */
static void print_text(const struct ArrowArray* array, int64_t row) {
  const struct ArrowArray* texts = array;
  const int32_t* offsets;
  if (array->dictionary != NULL) {
    texts = array->dictionary;
    row = ((const int32_t*)array->buffers[1])[row];
  }
  offsets = (const int32_t*)texts->buffers[1];
  printf("%.*s", (int)(offsets[row + 1] - offsets[row]),
         (const char*)texts->buffers[2] + offsets[row]);
}

static void print_reasons(const struct ArrowArray* array, int64_t row) {
  const int32_t* offsets = (const int32_t*)array->buffers[1];
  int32_t i;
  for (i = offsets[row]; i < offsets[row + 1]; ++i) {
    printf(i == offsets[row] ? "; lost most by: " : ", ");
    print_text(array->children[0], i);
  }
}

static void print_batch(const struct ArrowSchema* schema, const struct ArrowArray* batch) {
  const struct ArrowArray* scores = batch->children[find_column(schema, "score")];
  int64_t row;
  for (row = 0; row < batch->length; ++row) {
    print_text(batch->children[find_column(schema, "customer_id")], row);
    printf(": %.0f, ", ((const double*)scores->buffers[1])[row]);
    print_text(batch->children[find_column(schema, "band")], row);
    print_reasons(batch->children[find_column(schema, "reasons")], row);
    printf("\n");
  }
}

static void print_health(struct ArrowArrayStream* stream) {
  struct ArrowSchema schema;
  struct ArrowArray batch;
  if (stream->get_schema(stream, &schema) != 0) exit(1);
  while (stream->get_next(stream, &batch) == 0 && batch.release != NULL) {
    print_batch(&schema, &batch);
    batch.release(&batch);
  }
  schema.release(&schema);
  stream->release(stream);
}

int main(void) {
  static const char* const kCustomers[] = {"acme", "bell", "coop"};
  static const int kSessions[] = {12, 5, 0};
  kenko_model* model = NULL;
  kenko_portfolio* portfolio = NULL;
  kenko_snapshot* snapshot = NULL;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  struct ArrowArrayStream stream;
  int c, i;

  kenko_model_parse(kModel, strlen(kModel), "logins.yaml", strlen("logins.yaml"), &model, NULL,
                    &error);
  check(error);

  kenko_portfolio_create(&portfolio, &error);
  check(error);
  for (c = 0; c < 3; ++c) {
    record_customer(portfolio, kCustomers[c]);
    for (i = 0; i < kSessions[c]; ++i) {
      record_session(portfolio, kCustomers[c], i % 2 == 0 ? "ann" : "bob", kNow - i * kDay);
    }
  }

  kenko_snapshot_take(portfolio, &snapshot, &error);
  check(error);
  options.as_of = kNow;
  kenko_model_evaluate(model, snapshot, &options, &result, &error);
  check(error);
  kenko_result_export(result, "health", strlen("health"), &stream, &error);
  check(error);

  /* The stream needs none of these any more. */
  kenko_result_free(result);
  kenko_snapshot_free(snapshot);
  kenko_portfolio_free(portfolio);
  kenko_model_free(model);
  print_health(&stream);
  return 0;
}
