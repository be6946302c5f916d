/* Questions about many instants and about two, and the groups of tables. */
#include "shop.h"

static char junk;
#define JUNK(type) ((type*)&junk)

static kenko_model* model;
static kenko_snapshot* snapshot;

/* The only batch of a result's only or named table, and its schema: the caller's to release. Not
 * 0: it has no rows, or something went wrong. */
static int read_batch(const kenko_result* result, const char* table, struct ArrowSchema* schema,
                      struct ArrowArray* batch) {
  kenko_error* error = NULL;
  struct ArrowArrayStream stream;
  int failed = 1;
  CHECK_OK(kenko_result_export(result, table, strlen(table), &stream, &error));
  if (stream.release == NULL) return 1;
  if (stream.get_schema(&stream, schema) == 0) {
    failed = stream.get_next(&stream, batch) != 0 || batch->release == NULL;
    if (failed) schema->release(schema);
  }
  stream.release(&stream);
  return failed;
}

static const void* values_of(const struct ArrowSchema* schema, const struct ArrowArray* batch,
                             const char* name, const char* format) {
  const int64_t column = shop_column(schema, name);
  CHECK(column >= 0);
  if (column < 0) return NULL;
  CHECK(strcmp(schema->children[column]->format, format) == 0);
  return batch->children[column]->buffers[1];
}

static void release(struct ArrowSchema* schema, struct ArrowArray* batch) {
  schema->release(schema);
  batch->release(batch);
}

static kenko_model* parse(const char* text) {
  kenko_model* parsed = NULL;
  kenko_error* error = NULL;
  CHECK_OK(kenko_model_parse(text, strlen(text), "", 0, &parsed, NULL, &error));
  return parsed;
}

/* Seats are the value, in two groups: 7 and 8 have the plan "a", 9 has none. */
static const char group_model_text[] =
    "kenko: 1\n"
    "name: groups\n"
    "customer: {value: seats, ended_at: left, attributes: {seats: number, plan: text, left: "
    "time}}\n"
    "tiers: {levels: [{name: high, from: 2}, {name: tech}]}\n"
    "rules: [{name: all, when: true, score: 50}]\n";

static kenko_snapshot* group_snapshot(void) {
  kenko_portfolio* const portfolio = shop_portfolio();
  kenko_snapshot* taken = NULL;
  kenko_error* error = NULL;
  int64_t id;
  for (id = 7; id <= 9; ++id) {
    kenko_field fields[4];
    memset(fields, 0, sizeof fields);
    fields[0].name = "customer_id";
    fields[0].name_length = 11;
    fields[0].type = KENKO_FIELD_INTEGER;
    fields[0].integer = id;
    fields[1].name = "seats";
    fields[1].name_length = 5;
    fields[1].type = KENKO_FIELD_NUMBER;
    fields[1].number = (double)(id - 6);
    fields[2].name = "plan";
    fields[2].name_length = 4;
    fields[2].type = id < 9 ? KENKO_FIELD_TEXT : KENKO_FIELD_MISSING;
    fields[2].text = "a";
    fields[2].text_length = 1;
    fields[3].name = "left";
    fields[3].name_length = 4;
    fields[3].type = id == 8 ? KENKO_FIELD_TIME : KENKO_FIELD_MISSING;
    fields[3].integer = SHOP_TODAY;
    CHECK_OK(kenko_portfolio_record(portfolio, KENKO_TABLE_CUSTOMERS, fields, 4, NULL, &error));
  }
  CHECK_OK(kenko_snapshot_take(portfolio, &taken, &error));
  kenko_portfolio_free(portfolio);
  return taken;
}

static void series(void) {
  const kenko_series_options unset = KENKO_SERIES_OPTIONS_INIT;
  kenko_series_options options = unset;
  const int64_t instants[3] = {SHOP_TODAY - 40 * SHOP_DAY, SHOP_TODAY - 2 * SHOP_DAY, SHOP_TODAY};
  const int64_t id[1] = {7};
  const double expected[9] = {0, 25, 50, 0, 25, 25, 0, 0, 0};
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  int64_t i;
  options.instants = instants;
  options.instant_count = 3;
  CHECK_OK(kenko_model_series(model, snapshot, &options, &result, &error));
  CHECK(kenko_result_table_count(result) == 1);
  CHECK(strcmp(kenko_result_table_name(result, 0, NULL), "series") == 0);
  if (read_batch(result, "series", &schema, &batch) == 0) {
    const int64_t* const ids = (const int64_t*)values_of(&schema, &batch, "customer_id", "l");
    const int64_t* const at = (const int64_t*)values_of(&schema, &batch, "as_of", "tsu:UTC");
    const double* const scores = (const double*)values_of(&schema, &batch, "score", "g");
    CHECK(batch.length == 9);
    for (i = 0; i < 9 && batch.length == 9; ++i) {
      CHECK(ids[i] == 7 + i / 3 && at[i] == instants[i % 3] && scores[i] == expected[i]);
    }
    release(&schema, &batch);
  } else {
    CHECK(0);
  }
  kenko_result_free(result);

  options.threads = 3;
  options.has_known = 1;
  options.known = SHOP_TODAY;
  options.customer_id_type = KENKO_ID_INTEGER;
  options.customer_ids = id;
  options.customer_count = 1;
  CHECK_OK(kenko_model_series(model, snapshot, &options, &result, &error));
  if (read_batch(result, "series", &schema, &batch) == 0) {
    CHECK(batch.length == 3);
    release(&schema, &batch);
  }
  kenko_result_free(result);
}

/* The columns of a table's schema, joined by commas. */
static void expect_columns(const kenko_result* result, const char* table, const char* expected) {
  kenko_error* error = NULL;
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  char joined[200] = "";
  int64_t i;
  CHECK_OK(kenko_result_export(result, table, strlen(table), &stream, &error));
  if (stream.release == NULL) return;
  CHECK(stream.get_schema(&stream, &schema) == 0);
  for (i = 0; i < schema.n_children; ++i) {
    if (i > 0) strncat(joined, ",", sizeof joined - strlen(joined) - 1);
    strncat(joined, schema.children[i]->name, sizeof joined - strlen(joined) - 1);
  }
  CHECK(strcmp(joined, expected) == 0);
  schema.release(&schema);
  stream.release(&stream);
}

static void columns(void) {
  const kenko_text chosen[2] = {{"band", 4}, {"score", 5}}, unknown[1] = {{"bnad", 4}};
  kenko_series_options options = KENKO_SERIES_OPTIONS_INIT;
  kenko_evaluate_options at_once = KENKO_EVALUATE_OPTIONS_INIT;
  const int64_t instants[1] = {SHOP_TODAY};
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  options.instants = instants;
  options.instant_count = 1;
  options.columns = chosen;
  options.column_count = 2;
  CHECK_OK(kenko_model_series(model, snapshot, &options, &result, &error));
  expect_columns(result, "series", "customer_id,as_of,score,band");
  kenko_result_free(result);
  options.columns = unknown;
  options.column_count = 1;
  CHECK_FAILS(kenko_model_series(model, snapshot, &options, &result, &error), KENKO_NOT_FOUND,
              "did you mean 'band'?");
  options.columns = NULL;
  CHECK_FAILS(kenko_model_series(model, snapshot, &options, &result, &error),
              KENKO_INVALID_ARGUMENT, "columns is null");

  at_once.as_of = SHOP_TODAY;
  at_once.health_columns = chosen;
  at_once.health_column_count = 2;
  CHECK_OK(kenko_model_evaluate(model, snapshot, &at_once, &result, &error));
  expect_columns(result, "health", "customer_id,score,band");
  kenko_result_free(result);
  at_once.health_columns = NULL;
  CHECK_FAILS(kenko_model_evaluate(model, snapshot, &at_once, &result, &error),
              KENKO_INVALID_ARGUMENT, "health_columns is null");
}

static void changes(void) {
  kenko_period_options options = KENKO_PERIOD_OPTIONS_INIT;
  kenko_model* const to_model = parse(
      "kenko: 1\nname: to\nrules: [{name: all, when: true, score: "
      "60}]\n");
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  double sum = 0;
  int64_t i;
  options.from = SHOP_TODAY - 2 * SHOP_DAY;
  options.to = SHOP_TODAY;
  CHECK_OK(kenko_model_changes(model, NULL, snapshot, &options, &result, &error));
  CHECK(strcmp(kenko_result_table_name(result, 0, NULL), "changes") == 0);
  if (read_batch(result, "changes", &schema, &batch) == 0) {
    const int64_t* const ids = (const int64_t*)values_of(&schema, &batch, "customer_id", "l");
    const double* const points = (const double*)values_of(&schema, &batch, "points", "g");
    CHECK(batch.length == 1 && ids[0] == 7 && points[0] == 25);
    release(&schema, &batch);
  } else {
    CHECK(0);
  }
  kenko_result_free(result);

  /* From 25, 25 and 0 to 60 each. */
  CHECK_OK(kenko_model_changes(model, to_model, snapshot, &options, &result, &error));
  if (read_batch(result, "changes", &schema, &batch) == 0) {
    const double* const points = (const double*)values_of(&schema, &batch, "points", "g");
    for (i = 0; i < batch.length; ++i) sum += points[i];
    CHECK(sum > 130 - 1e-9 && sum < 130 + 1e-9);
    release(&schema, &batch);
  } else {
    CHECK(0);
  }
  kenko_result_free(result);

  options.to = options.from; /* nothing moved: a table without rows */
  CHECK_OK(kenko_model_changes(model, NULL, snapshot, &options, &result, &error));
  CHECK(kenko_result_table_count(result) == 1);
  CHECK(read_batch(result, "changes", &schema, &batch) != 0);
  kenko_result_free(result);
  kenko_model_free(to_model);
}

static void retention(void) {
  kenko_period_options options = KENKO_PERIOD_OPTIONS_INIT;
  kenko_model* const grouped = parse(group_model_text);
  kenko_snapshot* const held = group_snapshot();
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  options.from = SHOP_TODAY - SHOP_DAY;
  options.to = SHOP_TODAY;
  CHECK_OK(kenko_model_retention(grouped, held, &options, &result, &error));
  CHECK(strcmp(kenko_result_table_name(result, 0, NULL), "retention") == 0);
  if (read_batch(result, "retention", &schema, &batch) == 0) {
    CHECK(batch.length == 1);
    CHECK(*(const int64_t*)values_of(&schema, &batch, "customers", "l") == 3);
    CHECK(*(const int64_t*)values_of(&schema, &batch, "churned", "l") == 1);
    CHECK(*(const double*)values_of(&schema, &batch, "value", "g") == 6);
    release(&schema, &batch);
  } else {
    CHECK(0);
  }
  kenko_result_free(result);
  options.group_by = "plan";
  options.group_by_length = 4;
  CHECK_OK(kenko_model_retention(grouped, held, &options, &result, &error));
  if (read_batch(result, "retention", &schema, &batch) == 0) {
    const int64_t* const churned = (const int64_t*)values_of(&schema, &batch, "churned", "l");
    CHECK(batch.length == 2 && churned[0] == 1 && churned[1] == 0);
    release(&schema, &batch);
  } else {
    CHECK(0);
  }
  kenko_result_free(result);
  kenko_snapshot_free(held);
  kenko_model_free(grouped);
}

static void summary(void) {
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  kenko_model* const grouped = parse(group_model_text);
  kenko_snapshot* const held = group_snapshot();
  const kenko_text table = {"summary", 7};
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  options.as_of = SHOP_TODAY - 1;
  options.tables = &table;
  options.table_count = 1;
  options.group_by = "tier";
  options.group_by_length = 4;
  CHECK_OK(kenko_model_evaluate(grouped, held, &options, &result, &error));
  if (read_batch(result, "summary", &schema, &batch) == 0) {
    const double* const value = (const double*)values_of(&schema, &batch, "value", "g");
    CHECK(batch.length == 2 && value[0] == 1 && value[1] == 5); /* tech, then high */
    release(&schema, &batch);
  } else {
    CHECK(0);
  }
  kenko_result_free(result);
  options.group_by_length = 3;
  result = JUNK(kenko_result);
  CHECK_FAILS(kenko_model_evaluate(grouped, held, &options, &result, &error),
              KENKO_INVALID_ARGUMENT, "did you mean 'tier'?");
  CHECK(result == NULL);
  options.group_by = NULL;
  CHECK_FAILS(kenko_model_evaluate(grouped, held, &options, &result, &error),
              KENKO_INVALID_ARGUMENT, "group_by");
  options.group_by = "\xff";
  options.group_by_length = 1;
  CHECK_FAILS(kenko_model_evaluate(grouped, held, &options, &result, &error),
              KENKO_INVALID_ARGUMENT, "UTF-8");
  kenko_snapshot_free(held);
  kenko_model_free(grouped);
}

static int32_t cancel(double done, void* user_data) {
  (void)done;
  ++*(int*)user_data;
  return 1;
}

static void series_arguments(void) {
  const kenko_series_options unset = KENKO_SERIES_OPTIONS_INIT;
  kenko_series_options options = unset;
  const int64_t instants[2] = {SHOP_TODAY, SHOP_TODAY};
  const int64_t unknown[1] = {12345};
  const kenko_status bad = KENKO_INVALID_ARGUMENT;
  kenko_result* result = JUNK(kenko_result);
  kenko_error* error = NULL;
  int calls = 0;
#define SERIES() kenko_model_series(model, snapshot, &options, &result, &error)
  CHECK_FAILS(SERIES(), bad, "at least one instant");
  CHECK(result == NULL);
  options.instant_count = 1;
  CHECK_FAILS(SERIES(), bad, "instants is null");
  options.instants = instants;
  options.instant_count = (size_t)-1;
  CHECK_FAILS(SERIES(), bad, "instants");
  options.instant_count = 2;
  CHECK_FAILS(SERIES(), bad, "must rise");
  options.instant_count = 1;
  CHECK_FAILS(kenko_model_series(NULL, snapshot, &options, &result, &error), bad, "model");
  CHECK_FAILS(kenko_model_series(model, NULL, &options, &result, &error), bad, "snapshot");
  CHECK_FAILS(kenko_model_series(model, snapshot, NULL, &result, &error), bad, "options");
  CHECK_FAILS(kenko_model_series(model, snapshot, &options, NULL, &error), bad, "result");
  CHECK(kenko_model_series(model, snapshot, NULL, &result, NULL) == bad);
  options.threads = 0;
  CHECK_FAILS(SERIES(), bad, "threads is 0");
  options.threads = 1;
  options.reserved = 1;
  CHECK_FAILS(SERIES(), bad, "reserved");
  options.reserved = 0;
  options.customer_count = 1;
  CHECK_FAILS(SERIES(), bad, "customer_id_type");
  options.customer_id_type = KENKO_ID_INTEGER;
  CHECK_FAILS(SERIES(), bad, "customer_ids is null");
  options.customer_ids = unknown;
  CHECK_FAILS(SERIES(), KENKO_NOT_FOUND, "12345");
  options.customer_id_type = KENKO_ID_NONE;
  options.customer_count = 0;
  options.has_known = 1;
  options.known = INT64_MAX;
  CHECK_FAILS(SERIES(), bad, "known");
  options.has_known = 0; /* then known is not looked at */
  options.progress = cancel;
  options.user_data = &calls;
  result = JUNK(kenko_result);
  CHECK_FAILS(SERIES(), KENKO_CANCELLED, "");
  CHECK(calls > 0 && result == NULL);
#undef SERIES
}

static void period_arguments(void) {
  const kenko_period_options unset = KENKO_PERIOD_OPTIONS_INIT;
  kenko_period_options options = unset;
  const kenko_status bad = KENKO_INVALID_ARGUMENT;
  kenko_result* result = JUNK(kenko_result);
  kenko_error* error = NULL;
  int calls = 0;
#define BOTH_FAIL(code, part)                                                                   \
  do {                                                                                          \
    result = JUNK(kenko_result);                                                                \
    CHECK_FAILS(kenko_model_changes(model, NULL, snapshot, &options, &result, &error), code,    \
                part);                                                                          \
    CHECK(result == NULL);                                                                      \
    result = JUNK(kenko_result);                                                                \
    CHECK_FAILS(kenko_model_retention(model, snapshot, &options, &result, &error), code, part); \
    CHECK(result == NULL);                                                                      \
  } while (0)
  BOTH_FAIL(bad, "from is not set");
  options.from = SHOP_TODAY;
  BOTH_FAIL(bad, "to is not set");
  options.to = SHOP_TODAY - 1;
  BOTH_FAIL(bad, "ends before it begins");
  options.to = INT64_MAX;
  BOTH_FAIL(bad, "to lies outside");
  options.to = SHOP_TODAY;
  options.threads = -1;
  BOTH_FAIL(bad, "threads is -1");
  options.threads = 1;
  options.customer_id_type = 3;
  BOTH_FAIL(bad, "customer_id_type is 3");
  options.customer_id_type = KENKO_ID_NONE;
  options.group_by_length = 2;
  BOTH_FAIL(bad, "group_by");
  options.group_by_length = 0;
  options.progress = cancel;
  options.user_data = &calls;
  BOTH_FAIL(KENKO_CANCELLED, "");
  CHECK(calls > 0);
#undef BOTH_FAIL
  options = unset;
  options.from = options.to = SHOP_TODAY;
  CHECK_FAILS(kenko_model_changes(NULL, model, snapshot, &options, &result, &error), bad, "model");
  CHECK_FAILS(kenko_model_changes(model, NULL, NULL, &options, &result, &error), bad, "snapshot");
  CHECK_FAILS(kenko_model_changes(model, NULL, snapshot, NULL, &result, &error), bad, "options");
  CHECK_FAILS(kenko_model_changes(model, NULL, snapshot, &options, NULL, &error), bad, "result");
  CHECK_FAILS(kenko_model_retention(NULL, snapshot, &options, &result, &error), bad, "model");
  CHECK_FAILS(kenko_model_retention(model, NULL, &options, &result, &error), bad, "snapshot");
  CHECK_FAILS(kenko_model_retention(model, snapshot, NULL, &result, &error), bad, "options");
  CHECK_FAILS(kenko_model_retention(model, snapshot, &options, NULL, &error), bad, "result");
}

int main(void) {
  model = shop_model();
  snapshot = shop_snapshot();
  series();
  columns();
  changes();
  retention();
  summary();
  series_arguments();
  period_arguments();
  kenko_snapshot_free(snapshot);
  kenko_model_free(model);
  return check_failures;
}
