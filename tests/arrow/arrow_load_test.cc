// LoadArrow: rows get into the portfolio, the stream is released, bad rows are told by number.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cfenv>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "arrow/stream_maker.h"
#include "kenko/arrow.h"
#include "support/example.h"

namespace kenko::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Some logins of a, b, …, in `batch_count` batches.
void FillActivities(int batch_count, StreamMaker* maker, int count = 8) {
  maker->columns = {
      {"customer_id", "c", "u"}, {"at", "tsn:UTC", ""}, {"kind", "U", ""}, {"value", "f", ""}};
  for (int b = 0; b < batch_count; ++b) {
    MadeBatch& batch = maker->batches.emplace_back();
    const int rows = count / batch_count;
    batch.length = rows;
    std::vector<signed char> ids;
    std::vector<std::int64_t> at;
    std::vector<float> values;
    for (int i = b * rows; i < (b + 1) * rows; ++i) {
      ids.push_back(static_cast<signed char>(i % 3));
      at.push_back((kToday - i % 100 * kDay) * 1000);
      values.push_back(static_cast<float>(i));
    }
    for (int c = 0; c < 4; ++c) {
      batch.columns.push_back(std::make_shared<MadeArray>());
      batch.columns.back()->length = rows;
    }
    batch.columns[0]->AddNoBuffer();
    batch.columns[0]->AddBuffer(ids);
    batch.columns[0]->dictionary = std::make_shared<MadeArray>();
    StreamMaker::FillTexts<std::int32_t>(*batch.columns[0]->dictionary, {"a", "b", "ü"});
    batch.columns[1]->AddNoBuffer();
    batch.columns[1]->AddBuffer(at);
    StreamMaker::FillTexts<std::int64_t>(*batch.columns[2],
                                         std::vector<std::string>(ids.size(), "login"));
    batch.columns[3]->AddNoBuffer();
    batch.columns[3]->AddBuffer(values);
  }
}

Result<LoadReport> LoadAll(Portfolio& portfolio, InputTable table, StreamMaker& maker,
                           const LoadOptions& options = {}) {
  ArrowArrayStream stream = maker.Give();
  Result<LoadReport> report = LoadArrow(portfolio, table, &stream, options);
  EXPECT_EQ(stream.release, nullptr);
  EXPECT_EQ(maker.alive, 0);
  return report;
}

TEST(ArrowLoadTest, RowsCountHoweverTheyAreBatched) {
  const Model model = ParseModel(ExampleModelText());
  for (const int batch_count : {1, 2, 8}) {
    Portfolio portfolio;
    StreamMaker customers, activities;
    customers.AddTexts("customer_id", {"a", "b", "ü"});
    customers.Add<std::uint16_t>("seats", "S", {1, 2, 4});
    FillActivities(batch_count, &activities);
    ASSERT_TRUE(LoadAll(portfolio, InputTable::kCustomers, customers).ok());
    const Result<LoadReport> report = LoadAll(portfolio, InputTable::kActivities, activities);
    ASSERT_TRUE(report.ok()) << report.status().message();
    EXPECT_EQ(report->rows_loaded, 8);
    const Result<Evaluation> answer =
        Evaluate(model, portfolio.TakeSnapshot(), AsOf(kToday, {"measures"}));
    ASSERT_TRUE(answer.ok()) << answer.status().message();
    const Table& measures = *answer->Find("measures");
    EXPECT_THAT(ReadColumn(measures, "customer_id"), ElementsAre("a", "b", "ü"));
    EXPECT_THAT(ReadColumn(measures, "logins"), ElementsAre("3", "3", "2"));
    EXPECT_THAT(ReadColumn(measures, "idle"), ElementsAre("0", "1", "2"));
  }
}

TEST(ArrowLoadTest, BadRowsAreNumberedOverAllBatches) {
  Portfolio portfolio;
  StreamMaker maker, again;
  FillActivities(4, &maker);
  FillActivities(4, &again);
  for (StreamMaker* each : {&maker, &again}) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    each->batches[2].columns[3]->buffers.clear();
    each->batches[2].columns[3]->AddNoBuffer();
    each->batches[2].columns[3]->AddBuffer<float>({0, nan});
  }
  const Result<LoadReport> refused = LoadAll(portfolio, InputTable::kActivities, maker);
  EXPECT_EQ(refused.status().location().row, 5);
  EXPECT_EQ(refused.status().location().column, "value");
  LoadOptions options;
  options.set_aside = true;
  const Result<LoadReport> report = LoadAll(portfolio, InputTable::kActivities, again, options);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->rows_loaded, 7);
  ASSERT_EQ(report->first_bad_rows.size(), 1u);
  EXPECT_EQ(report->first_bad_rows[0].row, 5);
}

TEST(ArrowLoadTest, BlocksOfSeveralThreadsAreNumberedLikeThoseOfOne) {
  constexpr int kRows = 300'000, kBad = 140'000;  // in one batch of several blocks
  for (const int threads : {1, 2, 8}) {
    SCOPED_TRACE(threads);
    LoadOptions options;
    options.threads = threads;
    Portfolio portfolio;
    StreamMaker maker, bad;
    FillActivities(1, &bad, kRows);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    std::memcpy(bad.batches[0].columns[3]->buffers[1].bytes.get() + kBad * sizeof nan, &nan,
                sizeof nan);
    const Status refused = LoadAll(portfolio, InputTable::kActivities, bad, options).status();
    EXPECT_EQ(refused.location().row, kBad);
    EXPECT_EQ(refused.location().column, "value");
    FillActivities(1, &maker, kRows);
    const auto report = LoadAll(portfolio, InputTable::kActivities, maker, options);
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->rows_loaded, kRows);
  }
}

TEST(ArrowLoadTest, OfSeveralColumnsProblemsTheFirstColumnsIsTold) {
  constexpr int kRows = 600'000, kBadCode = 590'000, kBadOffset = 589'990;  // of the last block
  for (const int threads : {1, 2, 8}) {
    SCOPED_TRACE(threads);
    LoadOptions options;
    options.threads = threads;
    Portfolio portfolio;
    StreamMaker maker;
    FillActivities(1, &maker, kRows);
    const std::vector<std::shared_ptr<MadeArray>>& columns = maker.batches[0].columns;
    columns[0]->buffers[1].bytes.get()[kBadCode] = 3;
    const std::int64_t back = 0;
    std::memcpy(columns[2]->buffers[1].bytes.get() + kBadOffset * sizeof back, &back, sizeof back);
    const Status refused = LoadAll(portfolio, InputTable::kActivities, maker, options).status();
    EXPECT_EQ(refused.location().column, "customer_id");
    EXPECT_EQ(refused.location().row, kBadCode);
    EXPECT_THAT(refused.message(), HasSubstr("code 3 is not in its dictionary of 3 values"));
  }
}

TEST(ArrowLoadTest, AFailureInALaterBatchLeavesNothing) {
  Portfolio portfolio;
  StreamMaker maker, rest;
  FillActivities(2, &maker);
  maker.end_error = 5;
  EXPECT_FALSE(LoadAll(portfolio, InputTable::kActivities, maker).ok());
  rest.columns.push_back({"customer_id", "u", ""});
  EXPECT_TRUE(LoadAll(portfolio, InputTable::kCustomers, rest).ok());  // no rows at all
  const Result<Evaluation> answer = Evaluate(
      ParseModel(ExampleModelText()), portfolio.TakeSnapshot(), AsOf(kToday, {"diagnostics"}));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(ReadColumn(*answer->Find("diagnostics"), "count")[0], "0");  // activities read
}

TEST(ArrowLoadTest, NotUtf8IsABadRow) {
  Portfolio portfolio;
  StreamMaker maker;
  maker.AddTexts("customer_id", {"a", "\xC3("});
  const Result<LoadReport> report = LoadAll(portfolio, InputTable::kCustomers, maker);
  EXPECT_THAT(report.status().message(), HasSubstr("UTF-8"));
  EXPECT_EQ(report.status().location().row, 1);
}

TEST(ArrowLoadTest, NoStream) {
  Portfolio portfolio;
  ArrowArrayStream released{};
  EXPECT_FALSE(LoadArrow(portfolio, InputTable::kFeeds, nullptr).ok());
  EXPECT_FALSE(LoadArrow(portfolio, InputTable::kFeeds, &released).ok());
}

TEST(ArrowLoadTest, HostsRoundingIsPutBack) {
  Portfolio portfolio;
  StreamMaker maker;
  FillActivities(1, &maker);
  std::fesetround(FE_DOWNWARD);
  const bool loaded = LoadAll(portfolio, InputTable::kActivities, maker).ok();
  const int rounding = std::fegetround();
  std::fesetround(FE_TONEAREST);
  EXPECT_TRUE(loaded);
  EXPECT_EQ(rounding, FE_DOWNWARD);
}

}  // namespace
}  // namespace kenko::testing
