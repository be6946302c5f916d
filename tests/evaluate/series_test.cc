// A series is what Evaluate gives at each of its instants.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "portfolio/snapshot_data.h"
#include "support/example.h"
#include "support/load_plain.h"
#include "support/random_rows.h"
#include "support/same_cells.h"

namespace kenko {
namespace {

using testing::ColumnsOf;
using testing::kFirstDay;
using testing::kToday;
using testing::ParseModel;
using testing::RandomRows;
using testing::ReadCells;
using testing::ReadColumn;
using testing::Row;
using testing::RowSpread;

std::vector<Instant> RisingInstants(RandomRows& random, int count) {
  std::set<Instant> instants;
  for (int i = 0; i < count; ++i) instants.insert(random.Time(0, testing::kDays + 30));
  return std::vector<Instant>(instants.begin(), instants.end());
}

// The rows of single evaluations in the order of a series: by customer, then by instant.
std::vector<Row> OneByOne(const Model& model, const Snapshot& snapshot,
                          const SeriesOptions& options, std::vector<std::string>* columns) {
  std::map<std::size_t, std::vector<Row>> rows;  // by customer's place
  for (const Instant t : options.instants) {
    EvaluateOptions at = testing::AsOf(t);
    at.known = options.known;
    at.customers = options.customers;
    const auto evaluation = Evaluate(model, snapshot, at);
    EXPECT_TRUE(evaluation.ok()) << evaluation.status().message();
    const Table& health = *evaluation->Find("health");
    *columns = ColumnsOf(health);
    for (Row& row : ReadCells(health)) {
      const std::size_t place = *snapshot.data().FindCustomer(CustomerId(row[0]));
      row.push_back(FormatInstant(t));
      rows[place].push_back(std::move(row));
    }
  }
  columns->push_back("as_of");
  std::vector<Row> all;
  for (auto& [place, of_customer] : rows) {
    all.insert(all.end(), of_customer.begin(), of_customer.end());
  }
  return all;
}

void ExpectSame(const Model& model, const Snapshot& snapshot, const SeriesOptions& options) {
  const auto series = EvaluateSeries(model, snapshot, options);
  ASSERT_TRUE(series.ok()) << series.status().message();
  std::vector<std::string> columns;
  const std::vector<Row> expected = OneByOne(model, snapshot, options, &columns);
  ASSERT_EQ(testing::Difference(ReadCells(**series, columns), expected, columns), "");
}

TEST(Series, IsWhatEvaluateGivesAtEachInstant) {
  const Model model = ParseModel(testing::RichModelText());
  for (std::uint64_t seed = 1; seed <= 150 && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRows random(seed);
    RowSpread spread;
    // Some portfolios without anything late, where all instants are walked together.
    if (random.Chance(25)) spread.late = 0;
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio(spread));
    SeriesOptions options;
    options.instants = RisingInstants(random, 1 + random.Pick(10));
    if (random.Chance(30)) options.known = random.Time(0, testing::kDays + 40);
    ExpectSame(model, portfolio.TakeSnapshot(), options);
  }
}

TEST(Series, MayHaveMoreInstantsThanAreWalkedTogether) {
  const Model model = ParseModel(testing::RichModelText());
  for (const int late : {0, 30}) {
    RandomRows random(77);
    RowSpread spread;
    spread.late = late;
    spread.customers = 3;
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio(spread));
    SeriesOptions options;
    for (int i = 0; i < 300; ++i) options.instants.push_back(kFirstDay + i * (kDay / 4));
    ExpectSame(model, portfolio.TakeSnapshot(), options);
  }
}

TEST(Series, CustomersAreThereWhileTheyExist) {
  Portfolio portfolio;
  testing::TableSource customers;
  customers.Texts("customer_id", {"short", "always", "future", "gone"})
      .Times("signed_on", {kToday, std::nullopt, kToday + 9 * kDay, kToday - 9 * kDay})
      .Times("ended_on", {kToday + 2 * kDay, std::nullopt, std::nullopt, kToday - 1});
  ASSERT_TRUE(portfolio.Load(InputTable::kCustomers, customers).ok());
  const Model model = ParseModel(
      "kenko: 1\nname: m\ncustomer: {started_at: signed_on, ended_at: ended_on, attributes: "
      "{signed_on: time, ended_on: time}}\n");
  SeriesOptions options;
  options.instants = {kToday - 1, kToday, kToday + 2 * kDay - 1, kToday + 2 * kDay};
  const auto series = EvaluateSeries(model, portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(series.ok()) << series.status().message();
  const auto at = [](Instant t) { return FormatInstant(t); };
  EXPECT_EQ(ReadColumn(**series, "customer_id"),
            (std::vector<std::string>{"short", "short", "always", "always", "always", "always"}));
  EXPECT_EQ(
      ReadColumn(**series, "as_of"),
      (std::vector<std::string>{at(kToday), at(kToday + 2 * kDay - 1), at(kToday - 1), at(kToday),
                                at(kToday + 2 * kDay - 1), at(kToday + 2 * kDay)}));
  EXPECT_EQ((*series)->name(), "series");
  EXPECT_EQ((*series)->schema()[1].name, "as_of");
}

TEST(Series, GivesTheSameBitsForAnyNumberOfThreads) {
  const Model model = ParseModel(testing::RichModelText());
  RandomRows random(8);
  RowSpread spread;
  spread.customers = 2500;
  spread.most_activities = 6;
  Portfolio portfolio;
  testing::LoadPlain(portfolio, random.Portfolio(spread));
  SeriesOptions options;
  options.instants = {kFirstDay + 20 * kDay, kFirstDay + 30 * kDay, kFirstDay + 45 * kDay};
  const auto alone = EvaluateSeries(model, portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(alone.ok());
  options.threads = 5;
  const auto together = EvaluateSeries(model, portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(together.ok());
  EXPECT_GT((*alone)->row_count(), 4'000);
  EXPECT_EQ(testing::ReadRows(**alone), testing::ReadRows(**together));
}

TEST(Series, OfSomeCustomersAreThoseRows) {
  const Model model = ParseModel(testing::ExampleModelText());
  Portfolio portfolio;
  testing::FillExample(portfolio, 30);
  SeriesOptions options;
  options.instants = {kToday - 30 * kDay, kToday};
  options.customers = std::vector<CustomerId>{std::string("c20"), std::string("c3")};
  ExpectSame(model, portfolio.TakeSnapshot(), options);
  options.customers = std::vector<CustomerId>{std::string("nobody")};
  EXPECT_EQ(EvaluateSeries(model, portfolio.TakeSnapshot(), options).status().code(),
            StatusCode::kNotFound);
}

TEST(Series, StopsWhenTheProgressCallbackSaysSo) {
  const Model model = ParseModel(testing::ExampleModelText());
  Portfolio portfolio;
  testing::FillExample(portfolio, 6000);
  SeriesOptions options;
  options.instants = {kToday};
  options.progress = [](double) { return false; };
  EXPECT_EQ(EvaluateSeries(model, portfolio.TakeSnapshot(), options).status().code(),
            StatusCode::kCancelled);
}

TEST(Series, RefusesInstantsThatDoNotRiseOrAreNone) {
  const Model model = ParseModel(testing::ExampleModelText());
  Portfolio portfolio;
  testing::FillExample(portfolio, 3);
  SeriesOptions options;
  const auto message = [&](std::vector<Instant> instants) {
    options.instants = std::move(instants);
    const auto series = EvaluateSeries(model, portfolio.TakeSnapshot(), options);
    EXPECT_EQ(series.status().code(), StatusCode::kInvalidArgument);
    return series.status().message();
  };
  EXPECT_EQ(message({}), "a series needs at least one instant");
  const std::string today = FormatInstant(kToday);
  EXPECT_EQ(message({kToday, kToday}),
            "the instants of a series must rise: " + today + " does not lie after " + today);
  EXPECT_NE(message({kToday, kToday - 1}).find("must rise"), std::string::npos);
  EXPECT_NE(message({kToday, kMaxInstant + 1}).find("years 0001 to 9999"), std::string::npos);
  EXPECT_NE(message({kMinInstant - 1, kToday}).find("years 0001 to 9999"), std::string::npos);
  options.known = kForever;
  EXPECT_NE(message({kToday}).find("known lies outside"), std::string::npos);
  options.known.reset();
  options.threads = 0;
  EXPECT_NE(message({kToday}).find("threads is 0"), std::string::npos);
}

}  // namespace
}  // namespace kenko
