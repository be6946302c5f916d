/* From the model's text to a score, through every kind of object. */
#include "shop.h"

static void record_late_login(kenko_portfolio* portfolio, int64_t customer, int64_t at) {
  kenko_activity activity = KENKO_ACTIVITY_INIT;
  kenko_error* error = NULL;
  activity.customer_id_type = KENKO_ID_INTEGER;
  activity.customer_id = customer;
  activity.at = at;
  activity.kind = "login";
  activity.kind_length = 5;
  CHECK_OK(kenko_portfolio_record_activity(portfolio, &activity, &error));
}

static void record_customer(kenko_portfolio* portfolio, int64_t id) {
  kenko_error* error = NULL;
  kenko_field fields[3];
  memset(fields, 0, sizeof fields);
  fields[0].name = "customer_id";
  fields[0].name_length = 11;
  fields[0].type = KENKO_FIELD_INTEGER;
  fields[0].integer = id;
  fields[1].name = "seats";
  fields[1].name_length = 5;
  fields[1].type = KENKO_FIELD_NUMBER;
  fields[1].number = 12;
  fields[2].name = "plan";
  fields[2].name_length = 4;
  fields[2].type = KENKO_FIELD_TEXT;
  fields[2].text = "basic";
  fields[2].text_length = 5;
  CHECK_OK(kenko_portfolio_record(portfolio, KENKO_TABLE_CUSTOMERS, fields, 3, NULL, &error));
}

static void score_everything(void) {
  kenko_model* const model = shop_model();
  kenko_portfolio* const portfolio = shop_portfolio();
  kenko_snapshot *before = NULL, *after = NULL;
  kenko_result *old_result = NULL, *new_result = NULL;
  kenko_error* error = NULL;
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  double scores[8] = {0};

  CHECK_OK(kenko_snapshot_take(portfolio, &before, &error));
  record_customer(portfolio, 10);
  record_late_login(portfolio, 10, SHOP_TODAY);
  record_late_login(portfolio, 7, SHOP_TODAY - 5 * SHOP_DAY);
  CHECK_OK(kenko_snapshot_take(portfolio, &after, &error));
  kenko_portfolio_free(portfolio); /* the snapshots stay */

  options.as_of = SHOP_TODAY;
  CHECK_OK(kenko_model_evaluate(model, before, &options, &old_result, &error));
  options.threads = 3;
  CHECK_OK(kenko_model_evaluate(model, after, &options, &new_result, &error));
  kenko_snapshot_free(before);
  kenko_snapshot_free(after);
  kenko_model_free(model); /* the results stay */

  CHECK(shop_scores(old_result, scores, 8) == 3);
  CHECK(scores[0] == 50 && scores[1] == 25 && scores[2] == 0);
  CHECK(shop_scores(new_result, scores, 8) == 4);
  CHECK(scores[0] == 75 && scores[1] == 25 && scores[2] == 0 && scores[3] == 25);
  CHECK(shop_scores(new_result, scores, 8) == 4); /* as often as wanted */
  kenko_result_free(old_result);
  kenko_result_free(new_result);
}

/* An exported stream outlives the result, and batches the stream. */
static void outlive_everything(void) {
  kenko_model* const model = shop_model();
  kenko_snapshot* const snapshot = shop_snapshot();
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  const kenko_text tables[2] = {{"measures", 8}, {"diagnostics", 11}};
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  struct ArrowArray batch, child;
  size_t length = 0;

  options.as_of = SHOP_TODAY;
  options.tables = tables;
  options.table_count = 2;
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options, &result, &error));
  CHECK(kenko_result_table_count(result) == 2);
  CHECK(check_is_text(kenko_result_table_name(result, 0, &length), 8, "measures"));
  CHECK(check_is_text(kenko_result_table_name(result, 1, &length), 11, "diagnostics"));
  CHECK(kenko_result_table_name(result, 2, &length) == NULL && length == 0);
  CHECK_FAILS(kenko_result_export(result, "health", 6, &stream, &error), KENKO_NOT_FOUND, "health");
  CHECK(stream.release == NULL);
  CHECK_OK(kenko_result_export(result, "measures", 8, &stream, &error));
  kenko_result_free(result);
  kenko_snapshot_free(snapshot);
  kenko_model_free(model);

  CHECK(stream.get_schema(&stream, &schema) == 0);
  CHECK(schema.metadata != NULL && schema.n_children == 2);
  CHECK(strcmp(schema.children[0]->name, "customer_id") == 0);
  CHECK(strcmp(schema.children[0]->format, "l") == 0);
  CHECK(stream.get_next(&stream, &batch) == 0 && batch.length == 3);
  stream.release(&stream);
  CHECK(stream.release == NULL);
  child = *batch.children[1]; /* moved away, as the specification allows */
  batch.children[1]->release = NULL;
  batch.release(&batch);
  CHECK(((const double*)child.buffers[1])[0] == 2 && ((const double*)child.buffers[1])[1] == 1);
  child.release(&child);
  schema.release(&schema);
}

int main(void) {
  size_t length = 0;
  CHECK(kenko_version_abi() == KENKO_ABI_VERSION);
  CHECK(strlen(kenko_version_text()) >= 5);
  CHECK(kenko_output_table_count() >= 4);
  CHECK(check_is_text(kenko_output_table_name(0, &length), 6, "health") && length == 6);
  CHECK(kenko_output_table_name(kenko_output_table_count(), NULL) == NULL);
  score_everything();
  outlive_everything();
  return check_failures;
}
