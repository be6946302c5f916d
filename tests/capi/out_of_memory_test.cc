// Every allocation of a whole life cycle is made to fail once: each call then succeeds or tells
// that memory ran out, nothing leaks or breaks (the sanitizers watch), and later calls work.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "capi/kenko.h"
#include "support/failing_allocations.h"
#include "tests/capi/small_stream.h"

namespace {

using kenko::testing::allocations_left;

constexpr char kModel[] =
    "kenko: 1\nname: shop\n"
    "customer: {started_at: signed_on, attributes: {seats: number, signed_on: time}}\n"
    "measures:\n  logins: {count: login, window: 28d}\n  people: {distinct: actor, of: login}\n"
    "tiers:\n  by: seats\n  levels: [{name: high, from: 2}, {name: tech}]\n"
    "  rank_by: seats\n  capacity: {high: {hours_per_customer: 1, hours: 1}}\n"
    "onboarding: {plans: [{name: p, milestones: [{name: m, done_by: login, times: 2}]}]}\n"
    "scorecards:\n  - name: use\n    signals:\n"
    "      - {name: logins, measure: logins, curve: [[0, 0], [4, 100]]}\n"
    "      - {name: seats, formula: people / seats, curve: [[0, 0], [1, 100]]}\n"
    "rules:\n  - {name: none, when: logins == 0, cap: 30}\n"
    "stability: {every: 1d, look_back: 3d}\n"
    "plays: [{name: call, when: score < 60, done_by: call, quiet: 1d}]\n";
constexpr std::int64_t kToday = 1'700'000'000'000'000;

class LifeCycle {
 public:
  LifeCycle() = default;
  LifeCycle(const LifeCycle&) = delete;
  LifeCycle& operator=(const LifeCycle&) = delete;
  ~LifeCycle() {
    kenko_evaluator_free(evaluator_);
    kenko_result_free(result_);
    kenko_snapshot_free(snapshot_);
    kenko_portfolio_free(portfolio_);
    kenko_diagnostics_free(diagnostics_);
    kenko_model_free(model_);
    kenko_load_report_free(report_);
  }

  // False where memory ran out on the way.
  bool Run() {
    return Ok(kenko_model_parse(kModel, std::strlen(kModel), "shop.yaml", 9, &model_, &diagnostics_,
                                &error_)) &&
           Ok(kenko_portfolio_create(&portfolio_, &error_)) && LoadCustomers() &&
           RecordActivities() && Ok(kenko_snapshot_take(portfolio_, &snapshot_, &error_)) &&
           Evaluate() && Export() && AskOfPeriods() && AskOfOneCustomer();
  }

 private:
  // Whether the call went well; if not, memory must be what was wanting.
  bool Ok(kenko_status status) {
    EXPECT_TRUE(status == KENKO_OK || status == KENKO_RESOURCE_EXHAUSTED)
        << status << ": " << kenko_error_message(error_, nullptr);
    EXPECT_EQ(kenko_error_code(error_), status);
    if (status != KENKO_OK) {
      EXPECT_STREQ(kenko_error_message(error_, nullptr), "out of memory");
    }
    kenko_error_free(error_);
    error_ = nullptr;
    return status == KENKO_OK;
  }

  bool LoadCustomers() {
    static const std::int64_t ids[3] = {7, 8, 9};
    static const double seats[3] = {1, 2, 3};
    small_table table{};
    table.column_count = 2;
    table.row_count = 3;
    table.columns[0] = {"customer_id", "l", {nullptr, ids, nullptr}};
    table.columns[1] = {"seats", "g", {nullptr, seats, nullptr}};
    ArrowArrayStream stream = small_stream_begin(&table, 1);
    const bool ok = Ok(kenko_portfolio_load(portfolio_, KENKO_TABLE_CUSTOMERS, &stream, nullptr,
                                            &report_, &error_));
    EXPECT_EQ(stream.release, nullptr);
    EXPECT_EQ(table.alive, 0);
    return ok;
  }

  bool RecordActivities() {
    kenko_field field{};
    field.name = "channel";
    field.name_length = 7;
    field.type = KENKO_FIELD_TEXT;
    field.text = "a text that is too long to need no memory";
    field.text_length = std::strlen(field.text);
    for (int i = 0; i < 6; ++i) {
      kenko_activity activity = KENKO_ACTIVITY_INIT;
      activity.customer_id_type = KENKO_ID_INTEGER;
      activity.customer_id = 7 + i % 4;
      activity.at = kToday - i;
      activity.kind = "login";
      activity.kind_length = 5;
      activity.has_recorded_at = i == 4 ? 1 : 0;  // late: a series walks that customer's instants
      activity.recorded_at = kToday - 1;          // one by one
      activity.actor = i % 2 == 0 ? "somebody with a rather long name" : "bob";
      activity.actor_length = std::strlen(activity.actor);
      activity.attributes = &field;
      activity.attribute_count = i == 3 ? 1 : 0;
      if (!Ok(kenko_portfolio_record_activity(portfolio_, &activity, &error_))) return false;
    }
    return true;
  }

  bool Evaluate() {
    const char* const names[] = {"health", "measures",  "explain",   "milestones", "worklist",
                                 "levers", "tier_plan", "tier_load", "summary",    "diagnostics"};
    kenko_text tables[10];
    for (int i = 0; i < 10; ++i) tables[i] = {names[i], std::strlen(names[i])};
    kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
    options.as_of = kToday;
    options.tables = tables;
    options.table_count = 10;
    options.group_by = "onboarding.status";
    options.group_by_length = std::strlen(options.group_by);
    return Ok(kenko_model_evaluate(model_, snapshot_, &options, &result_, &error_));
  }

  // Each answer is freed before the next is asked for.
  bool AskOfPeriods() {
    const std::int64_t instants[3] = {kToday - 100, kToday - 2, kToday};
    kenko_series_options series = KENKO_SERIES_OPTIONS_INIT;
    series.instants = instants;
    series.instant_count = 3;
    kenko_period_options period = KENKO_PERIOD_OPTIONS_INIT;
    period.from = kToday - 3;
    period.to = kToday;
    period.group_by = "tier";
    period.group_by_length = 4;
    const auto next = [this] {
      kenko_result_free(result_);
      result_ = nullptr;
      return &result_;
    };
    const auto is_given = [this](kenko_status status) {
      const bool ok = Ok(status);
      EXPECT_EQ(result_ != nullptr, ok);
      return ok;
    };
    return is_given(kenko_model_series(model_, snapshot_, &series, next(), &error_)) &&
           is_given(kenko_model_changes(model_, nullptr, snapshot_, &period, next(), &error_)) &&
           is_given(kenko_model_changes(model_, model_, snapshot_, &period, next(), &error_)) &&
           is_given(kenko_model_retention(model_, snapshot_, &period, next(), &error_));
  }

  bool AskOfOneCustomer() {
    kenko_assess_options options = KENKO_ASSESS_OPTIONS_INIT;
    options.as_of = kToday;
    options.customer_id_type = KENKO_ID_INTEGER;
    options.customer_id = 7;
    kenko_customer_summary summary = KENKO_CUSTOMER_SUMMARY_INIT;
    if (!Ok(kenko_evaluator_create(model_, &evaluator_, &error_))) return false;
    const bool ok = Ok(kenko_evaluator_assess(evaluator_, snapshot_, &options, &summary, &error_));
    EXPECT_EQ(summary.exists, ok ? 1 : 0);
    return ok;
  }

  bool Export() {
    ArrowArrayStream stream;
    if (!Ok(kenko_result_export(result_, "health", 6, &stream, &error_))) return false;
    ArrowSchema schema;
    ArrowArray batch;
    bool ok = stream.get_schema(&stream, &schema) == 0;
    if (ok) schema.release(&schema);
    if (stream.get_next(&stream, &batch) == 0) {
      EXPECT_EQ(batch.length, 3);
      batch.release(&batch);
    } else {
      ok = false;
    }
    stream.release(&stream);
    return ok;
  }

  kenko_model* model_ = nullptr;
  kenko_diagnostics* diagnostics_ = nullptr;
  kenko_portfolio* portfolio_ = nullptr;
  kenko_load_report* report_ = nullptr;
  kenko_snapshot* snapshot_ = nullptr;
  kenko_result* result_ = nullptr;
  kenko_evaluator* evaluator_ = nullptr;
  kenko_error* error_ = nullptr;
};

TEST(OutOfMemoryTest, EveryAllocationFailsOnce) {
  ASSERT_TRUE(LifeCycle().Run());  // what is made once is made
  bool through = false;
  std::int64_t failures = 0;
  for (; !through && failures < 1'000'000; ++failures) {
    LifeCycle life_cycle;
    allocations_left = failures;
    const bool went_well = life_cycle.Run();
    // Some can do without, as sorting can: then all goes well, and on goes the loop.
    through = allocations_left >= 0;
    allocations_left = -1;
    EXPECT_TRUE(went_well || !through);
    if (HasFailure()) FAIL() << "when allocation " << failures << " failed";
  }
  EXPECT_TRUE(through);
  EXPECT_GT(failures, 100) << "the library did not find the operators above";
  RecordProperty("allocations", static_cast<int>(failures));
}

}  // namespace
