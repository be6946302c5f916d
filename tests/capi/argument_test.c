/* Wrong arguments are errors that name them, and outputs are nulled. */
#include "shop.h"

static char junk;
#define JUNK(type) ((type*)&junk)

static void null_getters(void) {
  size_t length = 1;
  CHECK(kenko_error_code(NULL) == KENKO_OK);
  CHECK(kenko_error_message(NULL, &length) == NULL && length == 0);
  CHECK(kenko_error_table(NULL, NULL) == NULL);
  CHECK(kenko_error_column(NULL, NULL) == NULL);
  CHECK(kenko_error_file(NULL, NULL) == NULL);
  CHECK(kenko_error_row(NULL) == -1);
  CHECK(kenko_error_line(NULL) == 0 && kenko_error_file_column(NULL) == 0);
  CHECK(kenko_model_name(NULL, NULL) == NULL && kenko_model_hash(NULL, NULL) == NULL);
  CHECK(kenko_model_clock_count(NULL) == 0);
  CHECK(kenko_model_customer_id_column(NULL, NULL) == NULL);
  CHECK(kenko_model_valid_from_column(NULL, NULL) == NULL);
  CHECK(kenko_model_customer_attribute_count(NULL) == 0);
  CHECK(kenko_model_customer_attribute_name(NULL, 0, NULL) == NULL);
  CHECK(kenko_model_customer_attribute_type(NULL, 0) == -1);
  CHECK(kenko_model_activity_attribute_count(NULL) == 0);
  CHECK(kenko_model_activity_attribute_name(NULL, 0, NULL) == NULL);
  CHECK(kenko_model_activity_attribute_type(NULL, 0) == -1);
  CHECK(kenko_diagnostics_count(NULL) == 0 && kenko_diagnostics_severity(NULL, 0) == -1);
  CHECK(kenko_diagnostics_line(NULL, 0) == 0 && kenko_diagnostics_column(NULL, 0) == 0);
  CHECK(kenko_diagnostics_message(NULL, 0, NULL) == NULL);
  CHECK(kenko_load_report_rows_loaded(NULL) == 0 && kenko_load_report_rows_set_aside(NULL) == 0);
  CHECK(kenko_load_report_bad_row_count(NULL) == 0 && kenko_load_report_bad_row(NULL, 0) == -1);
  CHECK(kenko_load_report_bad_row_column(NULL, 0, NULL) == NULL);
  CHECK(kenko_load_report_bad_row_message(NULL, 0, NULL) == NULL);
  CHECK(kenko_result_table_count(NULL) == 0 && kenko_result_table_name(NULL, 0, NULL) == NULL);
  kenko_error_free(NULL);
  kenko_model_free(NULL);
  kenko_diagnostics_free(NULL);
  kenko_portfolio_free(NULL);
  kenko_load_report_free(NULL);
  kenko_snapshot_free(NULL);
  kenko_result_free(NULL);
}

static void null_arguments(void) {
  kenko_model* model = JUNK(kenko_model);
  kenko_diagnostics* diagnostics = JUNK(kenko_diagnostics);
  kenko_snapshot* snapshot = JUNK(kenko_snapshot);
  kenko_result* result = JUNK(kenko_result);
  kenko_load_report* report = JUNK(kenko_load_report);
  kenko_error* error = NULL;
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  struct ArrowArrayStream stream;
  const kenko_status bad = KENKO_INVALID_ARGUMENT;

  CHECK_FAILS(kenko_model_parse(NULL, 3, NULL, 0, &model, &diagnostics, &error), bad, "text");
  CHECK(model == NULL && diagnostics == NULL);
  CHECK_FAILS(kenko_model_parse("", 0, NULL, 0, NULL, NULL, &error), bad, "model is null");
  CHECK_FAILS(kenko_model_parse("", 0, NULL, 1, &model, NULL, &error), bad, "file");
  CHECK_FAILS(kenko_model_parse("", 0, "\xff", 1, &model, NULL, &error), bad, "UTF-8");
  CHECK_FAILS(kenko_model_parse(NULL, 0, NULL, 0, &model, NULL, &error), bad, "error");
  CHECK_FAILS(kenko_model_parse("", (size_t)-1, NULL, 0, &model, NULL, &error), bad, "memory");
  CHECK_FAILS(kenko_model_parse_file(NULL, 0, &model, NULL, &error), bad, "path is null");
  CHECK_FAILS(kenko_model_parse_file("x", 1, NULL, NULL, &error), bad, "model is null");

  CHECK_FAILS(kenko_portfolio_create(NULL, &error), bad, "portfolio is null");
  CHECK_FAILS(kenko_portfolio_load(NULL, 0, NULL, NULL, &report, &error), bad, "portfolio is null");
  CHECK(report == NULL);
  CHECK_FAILS(kenko_portfolio_record(NULL, 0, NULL, 0, NULL, &error), bad, "portfolio is null");
  CHECK_FAILS(kenko_portfolio_record_activity(NULL, NULL, &error), bad, "portfolio is null");
  CHECK_FAILS(kenko_snapshot_take(NULL, &snapshot, &error), bad, "portfolio is null");
  CHECK(snapshot == NULL);
  CHECK_FAILS(kenko_model_evaluate(NULL, NULL, &options, &result, &error), bad, "model is null");
  CHECK(result == NULL);
  CHECK_FAILS(kenko_result_export(NULL, "health", 6, &stream, &error), bad, "result is null");
  CHECK(stream.release == NULL);
  CHECK_FAILS(kenko_result_export(NULL, NULL, 0, NULL, &error), bad, "result is null");
  CHECK(kenko_model_parse("", 0, NULL, 0, NULL, NULL, NULL) == bad); /* no error wanted */
}

static void record_arguments(void) {
  kenko_portfolio* const portfolio = shop_portfolio();
  kenko_error* error = NULL;
  kenko_field field;
  kenko_load_options options = KENKO_LOAD_OPTIONS_INIT;
  const kenko_status bad = KENKO_INVALID_ARGUMENT;
  memset(&field, 0, sizeof field);
  field.name = "customer_id";
  field.name_length = 11;

  CHECK_FAILS(kenko_portfolio_record(portfolio, 4, NULL, 0, NULL, &error), bad, "table is 4");
  CHECK_FAILS(kenko_portfolio_record(portfolio, -1, NULL, 0, NULL, &error), bad, "table is -1");
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, NULL, 1, NULL, &error), bad, "fields is null");
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, &field, (size_t)-1, NULL, &error), bad,
              "negative");
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, NULL, 0, NULL, &error), bad, "customer_id");
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, &field, 1, NULL, &error), bad, "missing");
  field.type = 6;
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, &field, 1, NULL, &error), bad, "type is 6");
  field.type = KENKO_FIELD_TEXT; /* ids are integers here */
  field.text = "x";
  field.text_length = 1;
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, &field, 1, NULL, &error), bad, "customer_id");
  field.text = NULL;
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, &field, 1, NULL, &error), bad, "null");
  field.name = "\xc3(";
  field.name_length = 2;
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, &field, 1, NULL, &error), bad, "UTF-8");
  options.set_aside = 1;
  CHECK_FAILS(kenko_portfolio_record(portfolio, 0, NULL, 0, &options, &error), bad, "set_aside");
  kenko_portfolio_free(portfolio);
}

static void activity_arguments(void) {
  kenko_portfolio* const portfolio = shop_portfolio();
  kenko_error* error = NULL;
  const kenko_activity good = {sizeof(kenko_activity),
                               KENKO_ID_INTEGER,
                               0,
                               7,
                               NULL,
                               0,
                               SHOP_TODAY,
                               "login",
                               5,
                               0.0,
                               0,
                               0,
                               0,
                               0,
                               0,
                               0,
                               NULL,
                               0,
                               NULL,
                               0,
                               NULL,
                               0};
  kenko_activity activity = good;
  const kenko_status bad = KENKO_INVALID_ARGUMENT;
  CHECK_OK(kenko_portfolio_record_activity(portfolio, &activity, &error));
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, NULL, &error), bad, "activity is null");
  activity.struct_size = 8;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "struct_size");
  activity = good;
  activity.customer_id_type = 0;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "KENKO_ID");
  activity = good;
  activity.at = INT64_MIN;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "at");
  activity = good;
  activity.kind = "";
  activity.kind_length = 0;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "kind");
  activity = good;
  activity.kind = "\xed\xa0\x80";
  activity.kind_length = 3;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "UTF-8");
  activity = good;
  activity.has_value = 1;
  activity.value = 1e308 * 10;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "value");
  activity = good;
  activity.actor_length = 3;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "actor");
  activity = good;
  activity.attribute_count = 3;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "attributes");
  activity = good;
  activity.reserved = 3;
  CHECK_FAILS(kenko_portfolio_record_activity(portfolio, &activity, &error), bad, "reserved");
  kenko_portfolio_free(portfolio);
}

static void evaluate_arguments(void) {
  kenko_model* const model = shop_model();
  kenko_snapshot* const snapshot = shop_snapshot();
  const kenko_evaluate_options unset = KENKO_EVALUATE_OPTIONS_INIT;
  kenko_evaluate_options options = unset;
  kenko_result* result = JUNK(kenko_result);
  kenko_error* error = NULL;
  const kenko_text bad_names[2] = {{"nonsense", 8}, {"\xff", 1}};
  const int64_t unknown[1] = {12345};
  const kenko_text unknown_text[1] = {{"nobody", 6}};
  const kenko_status bad = KENKO_INVALID_ARGUMENT;
#define EVALUATE() kenko_model_evaluate(model, snapshot, &options, &result, &error)

  CHECK_FAILS(EVALUATE(), bad, "as_of is not set");
  CHECK(result == NULL);
  CHECK_FAILS(kenko_model_evaluate(model, NULL, &options, &result, &error), bad, "snapshot");
  CHECK_FAILS(kenko_model_evaluate(model, snapshot, NULL, &result, &error), bad, "options");
  CHECK_FAILS(kenko_model_evaluate(model, snapshot, &options, NULL, &error), bad, "result");
  options.as_of = INT64_MAX;
  CHECK_FAILS(EVALUATE(), bad, "as_of");
  options.as_of = SHOP_TODAY;
  options.threads = 0;
  CHECK_FAILS(EVALUATE(), bad, "threads is 0");
  options.threads = -2;
  CHECK_FAILS(EVALUATE(), bad, "threads is -2");
  options.threads = 1;
  options.tables = bad_names;
  options.table_count = 1;
  CHECK_FAILS(EVALUATE(), KENKO_NOT_FOUND, "nonsense");
  options.tables = bad_names + 1;
  CHECK_FAILS(EVALUATE(), bad, "UTF-8");
  options.tables = NULL;
  CHECK_FAILS(EVALUATE(), bad, "tables is null");
  options.table_count = (size_t)-1;
  CHECK_FAILS(EVALUATE(), bad, "negative");
  options.table_count = 0;
  options.customer_count = 1;
  CHECK_FAILS(EVALUATE(), bad, "customer_id_type");
  options.customer_id_type = KENKO_ID_INTEGER;
  CHECK_FAILS(EVALUATE(), bad, "customer_ids is null");
  options.customer_ids = unknown;
  CHECK_FAILS(EVALUATE(), KENKO_NOT_FOUND, "12345");
  options.customer_id_type = KENKO_ID_TEXT;
  CHECK_FAILS(EVALUATE(), bad, "customer_id_texts is null");
  options.customer_id_texts = unknown_text;
  CHECK_FAILS(EVALUATE(), KENKO_NOT_FOUND, "nobody");
  options.customer_id_type = 3;
  CHECK_FAILS(EVALUATE(), bad, "customer_id_type is 3");
  options = unset;
  options.as_of = SHOP_TODAY;
  options.reserved = 1;
  CHECK_FAILS(EVALUATE(), bad, "reserved");
#undef EVALUATE
  kenko_snapshot_free(snapshot);
  kenko_model_free(model);
}

/* A host that was compiled with a later header hands in a longer struct. */
static void struct_tails(void) {
  kenko_model* const model = shop_model();
  kenko_snapshot* const snapshot = shop_snapshot();
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  struct {
    kenko_evaluate_options known;
    int64_t later[2];
  } options = {KENKO_EVALUATE_OPTIONS_INIT, {0, 0}};
  options.known.as_of = SHOP_TODAY;
  options.known.struct_size = sizeof options;
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options.known, &result, &error));
  kenko_result_free(result);
  options.later[1] = 1;
  CHECK_FAILS(kenko_model_evaluate(model, snapshot, &options.known, &result, &error),
              KENKO_INVALID_ARGUMENT, "does not know");
  CHECK(result == NULL);
  options.known.struct_size = sizeof options.known; /* then it is not looked at */
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options.known, &result, &error));
  kenko_result_free(result);
  options.known.struct_size = 0;
  CHECK_FAILS(kenko_model_evaluate(model, snapshot, &options.known, &result, &error),
              KENKO_INVALID_ARGUMENT, "struct_size is 0");
  options.known.struct_size = (size_t)-1;
  CHECK_FAILS(kenko_model_evaluate(model, snapshot, &options.known, &result, &error),
              KENKO_INVALID_ARGUMENT, "struct_size");
  kenko_snapshot_free(snapshot);
  kenko_model_free(model);
}

int main(void) {
  null_getters();
  null_arguments();
  record_arguments();
  activity_arguments();
  evaluate_arguments();
  struct_tails();
  return check_failures;
}
