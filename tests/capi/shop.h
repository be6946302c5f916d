/* A small model, and customers and activities for it, that the C tests share. */
#ifndef KENKO_TESTS_CAPI_SHOP_H_
#define KENKO_TESTS_CAPI_SHOP_H_

#include <string.h>

#include "check.h"
#include "small_stream.h"

#define SHOP_TODAY INT64_C(1700000000000000)
#define SHOP_DAY INT64_C(86400000000)

static const char shop_model_text[] =
    "kenko: 1\n"
    "name: shop\n"
    "customer:\n"
    "  attributes: {seats: number, plan: text}\n"
    "measures:\n"
    "  logins: {count: login, window: 28d}\n"
    "scorecards:\n"
    "  - name: use\n"
    "    signals:\n"
    "      - {name: logins, measure: logins, curve: [[0, 0], [4, 100]]}\n";

/* Customers 7, 8 and 9. */
static inline small_table shop_customers(void) {
  static const int64_t ids[3] = {7, 8, 9};
  static const double seats[3] = {1, 2.5, 3};
  static const unsigned char seats_valid[1] = {5}; /* the second is missing */
  small_table table = {0};
  table.column_count = 2;
  table.row_count = 3;
  table.columns[0].name = "customer_id";
  table.columns[0].format = "l";
  table.columns[0].buffers[1] = ids;
  table.columns[1].name = "seats";
  table.columns[1].format = "g";
  table.columns[1].buffers[0] = seats_valid;
  table.columns[1].buffers[1] = seats;
  return table;
}

/* Two logins of 7, one of 8. */
static inline small_table shop_activities(void) {
  static const int64_t ids[3] = {7, 8, 7};
  static const int64_t at[3] = {SHOP_TODAY - SHOP_DAY, SHOP_TODAY - 2 * SHOP_DAY,
                                SHOP_TODAY - 3 * SHOP_DAY};
  static const int32_t offsets[4] = {0, 5, 10, 15};
  small_table table = {0};
  table.column_count = 3;
  table.row_count = 3;
  table.columns[0].name = "customer_id";
  table.columns[0].format = "l";
  table.columns[0].buffers[1] = ids;
  table.columns[1].name = "at";
  table.columns[1].format = "tsu:";
  table.columns[1].buffers[1] = at;
  table.columns[2].name = "kind";
  table.columns[2].format = "u";
  table.columns[2].buffers[1] = offsets;
  table.columns[2].buffers[2] = "loginloginlogin";
  return table;
}

static inline kenko_model* shop_model(void) {
  kenko_model* model = NULL;
  kenko_error* error = NULL;
  CHECK_OK(kenko_model_parse(shop_model_text, strlen(shop_model_text), "shop.yaml", 9, &model, NULL,
                             &error));
  return model;
}

static inline void shop_load(kenko_portfolio* portfolio) {
  kenko_error* error = NULL;
  small_table customers = shop_customers(), activities = shop_activities();
  struct ArrowArrayStream stream = small_stream_begin(&customers, 1);
  CHECK_OK(kenko_portfolio_load(portfolio, KENKO_TABLE_CUSTOMERS, &stream, NULL, NULL, &error));
  stream = small_stream_begin(&activities, 1);
  CHECK_OK(kenko_portfolio_load(portfolio, KENKO_TABLE_ACTIVITIES, &stream, NULL, NULL, &error));
  CHECK(customers.alive == 0 && activities.alive == 0);
}

static inline kenko_portfolio* shop_portfolio(void) {
  kenko_portfolio* portfolio = NULL;
  kenko_error* error = NULL;
  CHECK_OK(kenko_portfolio_create(&portfolio, &error));
  shop_load(portfolio);
  return portfolio;
}

static inline kenko_snapshot* shop_snapshot(void) {
  kenko_portfolio* const portfolio = shop_portfolio();
  kenko_snapshot* snapshot = NULL;
  kenko_error* error = NULL;
  CHECK_OK(kenko_snapshot_take(portfolio, &snapshot, &error));
  kenko_portfolio_free(portfolio);
  return snapshot;
}

static inline int64_t shop_column(const struct ArrowSchema* schema, const char* name) {
  int64_t i;
  for (i = 0; i < schema->n_children; ++i) {
    if (strcmp(schema->children[i]->name, name) == 0) return i;
  }
  return -1;
}

/* The scores by row of the health table, which fits one batch; how many there are, or -1. */
static inline int64_t shop_scores(const kenko_result* result, double* scores, int64_t most) {
  kenko_error* error = NULL;
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  int64_t count = 0, i, column;
  CHECK_OK(kenko_result_export(result, "health", 6, &stream, &error));
  if (stream.release == NULL) return -1;
  CHECK(stream.get_schema(&stream, &schema) == 0);
  CHECK(strcmp(schema.format, "+s") == 0);
  column = shop_column(&schema, "score");
  CHECK(column >= 0 && strcmp(schema.children[column]->format, "g") == 0);
  CHECK(stream.get_next(&stream, &batch) == 0);
  if (batch.release != NULL && column >= 0) {
    count = batch.length;
    for (i = 0; i < count && i < most; ++i) {
      scores[i] = ((const double*)batch.children[column]->buffers[1])[i];
    }
    batch.release(&batch);
    CHECK(stream.get_next(&stream, &batch) == 0 && batch.release == NULL);
  }
  schema.release(&schema);
  stream.release(&stream);
  return count;
}

#endif /* KENKO_TESTS_CAPI_SHOP_H_ */
