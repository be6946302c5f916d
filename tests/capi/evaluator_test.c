/* One customer at a time: the summary, its memory, and what can be wrong. */
#include <math.h>

#include "shop.h"

static kenko_evaluator* evaluator;
static kenko_portfolio* portfolio;

static kenko_assess_options of_customer(int64_t id) {
  kenko_assess_options options = KENKO_ASSESS_OPTIONS_INIT;
  options.as_of = SHOP_TODAY;
  options.customer_id_type = KENKO_ID_INTEGER;
  options.customer_id = id;
  return options;
}

static void log_in(int64_t id, int64_t at) {
  kenko_activity activity = KENKO_ACTIVITY_INIT;
  kenko_error* error = NULL;
  activity.customer_id_type = KENKO_ID_INTEGER;
  activity.customer_id = id;
  activity.at = at;
  activity.kind = "login";
  activity.kind_length = 5;
  CHECK_OK(kenko_portfolio_record_activity(portfolio, &activity, &error));
}

/* Asks about what the portfolio holds now. */
static void assess(const kenko_assess_options* options, kenko_customer_summary* summary) {
  kenko_snapshot* snapshot = NULL;
  kenko_error* error = NULL;
  CHECK_OK(kenko_snapshot_take(portfolio, &snapshot, &error));
  CHECK_OK(kenko_evaluator_assess(evaluator, snapshot, options, summary, &error));
  kenko_snapshot_free(snapshot);
}

static void answer_after_each_activity(void) {
  kenko_assess_options options = of_customer(8);
  kenko_customer_summary summary = KENKO_CUSTOMER_SUMMARY_INIT;
  assess(&options, &summary);
  CHECK(summary.exists == 1 && summary.score == 25);
  log_in(8, SHOP_TODAY);
  assess(&options, &summary);
  CHECK(summary.score == 50);
  options.as_of = SHOP_TODAY - 1;
  options.has_known = 1;
  options.known = SHOP_TODAY;
  assess(&options, &summary);
  CHECK(summary.score == 25);
}

static void fill_all_fields(void) {
  const kenko_assess_options options = of_customer(9);
  kenko_customer_summary summary = KENKO_CUSTOMER_SUMMARY_INIT;
  assess(&options, &summary);
  CHECK(summary.struct_size == sizeof summary && summary.exists == 1);
  CHECK(summary.score == 0 && summary.coverage == 1 && summary.worst == 0 && summary.best == 0);
  CHECK(summary.trend == 0 && summary.priority == 0 && isnan(summary.days_in_band));
  CHECK(isnan(summary.attainment) && summary.attained == -1);
  CHECK(isnan(summary.onboarding_progress) && isnan(summary.onboarding_stalled_days));
  CHECK(isnan(summary.time_to_value_days) && summary.onboarding_late == -1);
  CHECK(summary.band_since == INT64_MIN);
  CHECK(check_is_text(summary.band.data, summary.band.length, "BAD"));
  CHECK(check_is_text(summary.raw_band.data, summary.raw_band.length, "BAD"));
  CHECK(check_is_text(summary.band_reason.data, summary.band_reason.length, "score"));
  CHECK(check_is_text(summary.scorecard.data, summary.scorecard.length, "use"));
  CHECK(check_is_text(summary.direction.data, summary.direction.length, "steady"));
  CHECK(check_is_text(summary.onboarding_status.data, summary.onboarding_status.length, "none"));
  CHECK(summary.previous_band.data == NULL && summary.previous_band.length == 0);
  CHECK(summary.tier.data == NULL && summary.tier_reason.data == NULL);
  CHECK(summary.onboarding_plan.data == NULL && summary.next_milestone.data == NULL);
  CHECK(summary.reason_count == 1 && summary.play_count == 0);
  CHECK(check_is_text(summary.reasons[0].data, summary.reasons[0].length, "logins"));
}

static void refuse_what_is_wrong(void) {
  kenko_assess_options options = of_customer(9);
  const kenko_assess_options unset = KENKO_ASSESS_OPTIONS_INIT;
  kenko_customer_summary summary = KENKO_CUSTOMER_SUMMARY_INIT;
  kenko_snapshot* snapshot = NULL;
  kenko_error* error = NULL;
  const kenko_status bad = KENKO_INVALID_ARGUMENT;
#define ASSESS() kenko_evaluator_assess(evaluator, snapshot, &options, &summary, &error)
  CHECK_FAILS(ASSESS(), bad, "snapshot is null");
  CHECK_OK(kenko_snapshot_take(portfolio, &snapshot, &error));
  CHECK_OK(ASSESS());
  options.customer_id = 10;
  CHECK_FAILS(ASSESS(), KENKO_NOT_FOUND, "no customer 10");
  CHECK(summary.exists == 0 && isnan(summary.score) && summary.band.data == NULL);
  CHECK(summary.reasons == NULL && summary.reason_count == 0);
  options = unset;
  CHECK_FAILS(ASSESS(), bad, "as_of is not set");
  options.as_of = SHOP_TODAY;
  CHECK_FAILS(ASSESS(), bad, "customer_id_type is 0");
  options.customer_id_type = KENKO_ID_TEXT;
  CHECK_FAILS(ASSESS(), KENKO_NOT_FOUND, "no customer ''");
  options.customer_id_text_length = 1;
  CHECK_FAILS(ASSESS(), bad, "customer_id_text is null");
  options = of_customer(9);
  options.as_of = INT64_MAX;
  CHECK_FAILS(ASSESS(), bad, "as_of lies outside");
  options = of_customer(9);
  options.struct_size = sizeof options - 1;
  CHECK_FAILS(ASSESS(), bad, "options->struct_size");
  options = of_customer(9);
  CHECK_FAILS(kenko_evaluator_assess(NULL, snapshot, &options, &summary, &error), bad, "evaluator");
  CHECK_FAILS(kenko_evaluator_assess(evaluator, snapshot, NULL, &summary, &error), bad, "options");
  CHECK_FAILS(kenko_evaluator_assess(evaluator, snapshot, &options, NULL, &error), bad, "summary");
  summary.struct_size = sizeof summary - 1;
  CHECK_FAILS(ASSESS(), bad, "summary->struct_size");
  kenko_snapshot_free(snapshot);
}

/* A host that was compiled with a later header: what this library does not know is zeroed. */
static void fill_a_later_summary(void) {
  struct {
    kenko_customer_summary known;
    unsigned char later[16];
  } summary;
  const kenko_assess_options options = of_customer(7);
  memset(&summary, 0xa5, sizeof summary);
  summary.known.struct_size = sizeof summary;
  assess(&options, &summary.known);
  CHECK(summary.known.struct_size == sizeof summary && summary.known.score == 50);
  CHECK(summary.later[0] == 0 && summary.later[15] == 0);
}

int main(void) {
  kenko_model* model = shop_model();
  kenko_error* error = NULL;
  portfolio = shop_portfolio();
  CHECK_FAILS(kenko_evaluator_create(NULL, &evaluator, &error), KENKO_INVALID_ARGUMENT, "model");
  CHECK(evaluator == NULL);
  CHECK_FAILS(kenko_evaluator_create(model, NULL, &error), KENKO_INVALID_ARGUMENT, "evaluator");
  CHECK_OK(kenko_evaluator_create(model, &evaluator, &error));
  kenko_model_free(model);
  answer_after_each_activity();
  fill_all_fields();
  refuse_what_is_wrong();
  fill_a_later_summary();
  kenko_portfolio_free(portfolio);
  kenko_evaluator_free(evaluator);
  kenko_evaluator_free(NULL);
  return check_failures;
}
