/* Loading: reports, bad rows, failing and hostile streams, progress; streams are always released.
 */
#include "shop.h"

static kenko_status load(kenko_portfolio* portfolio, int32_t table, small_table* rows, int batches,
                         const kenko_load_options* options, kenko_load_report** report,
                         kenko_error** error) {
  struct ArrowArrayStream stream = small_stream_begin(rows, batches);
  const kenko_status status =
      kenko_portfolio_load(portfolio, table, &stream, options, report, error);
  CHECK(stream.release == NULL);
  CHECK(rows->alive == 0);
  return status;
}

static int64_t customer_count(kenko_portfolio* portfolio) {
  kenko_model* const model = shop_model();
  kenko_snapshot* snapshot = NULL;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  double scores[4];
  int64_t count;
  options.as_of = SHOP_TODAY;
  CHECK_OK(kenko_snapshot_take(portfolio, &snapshot, &error));
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options, &result, &error));
  count = shop_scores(result, scores, 4);
  kenko_result_free(result);
  kenko_snapshot_free(snapshot);
  kenko_model_free(model);
  return count;
}

static void bad_rows(kenko_portfolio* portfolio) {
  static const double seats[3] = {1, 2, -1e308 * 10}; /* minus infinity */
  small_table rows = shop_customers();
  kenko_load_options options = KENKO_LOAD_OPTIONS_INIT;
  kenko_load_report* report = (kenko_load_report*)&rows;
  kenko_error* error = NULL;
  size_t length = 0;
  kenko_status status;
  rows.columns[1].buffers[1] = seats;

  status = load(portfolio, KENKO_TABLE_CUSTOMERS, &rows, 1, NULL, &report, &error);
  CHECK(status == KENKO_INVALID_ARGUMENT && report == NULL);
  CHECK(check_is_text(kenko_error_table(error, NULL), 9, "customers"));
  CHECK(check_is_text(kenko_error_column(error, NULL), 5, "seats"));
  CHECK(kenko_error_row(error) == 2 && kenko_error_line(error) == 0);
  CHECK(check_is_text(kenko_error_file(error, &length), 0, ""));
  kenko_error_free(error);
  error = NULL;
  CHECK(customer_count(portfolio) == 0); /* as it was */

  options.set_aside = 1;
  options.threads = -1;
  status = load(portfolio, KENKO_TABLE_CUSTOMERS, &rows, 1, &options, &report, &error);
  CHECK(status == KENKO_INVALID_ARGUMENT && report == NULL);
  CHECK(strstr(kenko_error_message(error, NULL), "threads is -1") != NULL);
  kenko_error_free(error);
  error = NULL;
  options.threads = 2;
  CHECK_OK(load(portfolio, KENKO_TABLE_CUSTOMERS, &rows, 1, &options, &report, &error));
  CHECK(kenko_load_report_rows_loaded(report) == 2);
  CHECK(kenko_load_report_rows_set_aside(report) == 1);
  CHECK(kenko_load_report_bad_row_count(report) == 1);
  CHECK(kenko_load_report_bad_row(report, 0) == 2 && kenko_load_report_bad_row(report, 1) == -1);
  CHECK(check_is_text(kenko_load_report_bad_row_column(report, 0, NULL), 5, "seats"));
  CHECK(strstr(kenko_load_report_bad_row_message(report, 0, &length), "row 2") != NULL);
  CHECK(kenko_load_report_bad_row_column(report, 1, &length) == NULL && length == 0);
  CHECK(kenko_load_report_bad_row_message(report, 1, NULL) == NULL);
  kenko_load_report_free(report);
  CHECK(customer_count(portfolio) == 2);
}

static void other_columns(void) {
  static const int64_t since[3] = {0, 0, SHOP_TODAY + 1};
  kenko_portfolio* portfolio = NULL;
  small_table rows = shop_customers();
  kenko_load_options options = KENKO_LOAD_OPTIONS_INIT;
  kenko_error* error = NULL;
  CHECK_OK(kenko_portfolio_create(&portfolio, &error));
  rows.columns[0].name = "account";
  rows.columns[1].name = "since";
  rows.columns[1].format = "tsu:Asia/Tokyo";
  rows.columns[1].buffers[0] = NULL;
  rows.columns[1].buffers[1] = since;
  CHECK_FAILS(load(portfolio, KENKO_TABLE_CUSTOMERS, &rows, 1, NULL, NULL, &error),
              KENKO_INVALID_ARGUMENT, "customer_id");
  options.id_column = "account";
  options.id_column_length = 7;
  options.valid_from_column = "since";
  options.valid_from_column_length = 5;
  CHECK_OK(load(portfolio, KENKO_TABLE_CUSTOMERS, &rows, 1, &options, NULL, &error));
  CHECK(customer_count(portfolio) == 2); /* the third is one from tomorrow on */
  options.id_column_length = (size_t)-3;
  CHECK_FAILS(load(portfolio, KENKO_TABLE_CUSTOMERS, &rows, 1, &options, NULL, &error),
              KENKO_INVALID_ARGUMENT, "id_column");
  kenko_portfolio_free(portfolio);
}

static void failing_streams(kenko_portfolio* portfolio) {
  small_table rows = shop_activities();
  kenko_error* error = NULL;
  struct ArrowArrayStream released = {0};
  struct ArrowArrayStream stream;
  kenko_load_options options = KENKO_LOAD_OPTIONS_INIT;

  rows.error = 5;
  CHECK_FAILS(load(portfolio, KENKO_TABLE_ACTIVITIES, &rows, 2, NULL, NULL, &error),
              KENKO_INVALID_ARGUMENT, "the disk is on fire");
  rows.error = 0;
  rows.columns[2].format = "z";
  CHECK_FAILS(load(portfolio, KENKO_TABLE_ACTIVITIES, &rows, 1, NULL, NULL, &error),
              KENKO_INVALID_ARGUMENT, "column kind: Arrow format 'z' is binary; cast it to utf8");
  CHECK_FAILS(kenko_portfolio_load(portfolio, 0, &released, NULL, NULL, &error),
              KENKO_INVALID_ARGUMENT, "released");
  CHECK_FAILS(kenko_portfolio_load(portfolio, 0, NULL, NULL, NULL, &error), KENKO_INVALID_ARGUMENT,
              "stream is null");
  /* Released even where the call is wrong from the start. */
  CHECK_FAILS(load(NULL, KENKO_TABLE_ACTIVITIES, &rows, 1, NULL, NULL, &error),
              KENKO_INVALID_ARGUMENT, "portfolio is null");
  CHECK_FAILS(load(portfolio, 17, &rows, 1, NULL, NULL, &error), KENKO_INVALID_ARGUMENT,
              "table is 17");
  options.struct_size = 3;
  CHECK_FAILS(load(portfolio, KENKO_TABLE_ACTIVITIES, &rows, 1, &options, NULL, &error),
              KENKO_INVALID_ARGUMENT, "struct_size");
  stream = small_stream_begin(&rows, 1);
  stream.get_next = NULL;
  CHECK_FAILS(kenko_portfolio_load(portfolio, 0, &stream, NULL, NULL, &error),
              KENKO_INVALID_ARGUMENT, "callbacks");
  CHECK(stream.release == NULL && rows.alive == 0);
}

/* Cancels once a number of rows was handed on. */
static int32_t stop_at(int64_t rows, void* user_data) {
  int64_t* const limit = (int64_t*)user_data;
  return rows >= *limit;
}

static void progress(kenko_portfolio* portfolio) {
  small_table rows = shop_activities();
  int64_t limit = 6;
  kenko_load_report* report = NULL;
  kenko_error* error = NULL;
  kenko_load_options options = KENKO_LOAD_OPTIONS_INIT;
  options.progress = stop_at;
  options.user_data = &limit;
  CHECK_FAILS(load(portfolio, KENKO_TABLE_ACTIVITIES, &rows, 3, &options, &report, &error),
              KENKO_CANCELLED, "cancelled");
  CHECK(report == NULL && rows.batches == 1);
  limit = 100;
  CHECK_OK(load(portfolio, KENKO_TABLE_ACTIVITIES, &rows, 3, &options, &report, &error));
  CHECK(kenko_load_report_rows_loaded(report) == 9);
  kenko_load_report_free(report);
}

int main(void) {
  kenko_portfolio* portfolio = NULL;
  kenko_error* error = NULL;
  CHECK_OK(kenko_portfolio_create(&portfolio, &error));
  bad_rows(portfolio);
  other_columns();
  failing_streams(portfolio);
  progress(portfolio);
  kenko_portfolio_free(portfolio);
  return check_failures;
}
