// An evaluator's summaries are what Evaluate's tables show, whatever was asked before.
#include "kenko/evaluator.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "evaluate/summary_cells.h"
#include "portfolio/snapshot_data.h"
#include "support/example.h"
#include "support/load_plain.h"
#include "support/random_rows.h"

namespace kenko {
namespace {

using testing::Cells;
using testing::CellsOf;
using testing::kFirstDay;
using testing::kToday;
using testing::ParseModel;
using testing::RandomRows;
using testing::RowSpread;

// All customers' cells by both ways must be equal, to the last bit.
void ExpectSame(Evaluator& evaluator, const Model& model, const Snapshot& snapshot, Instant as_of,
                std::optional<Instant> known) {
  EvaluateOptions options = testing::AsOf(as_of, {"health", "worklist"});
  options.known = known;
  const Result<Evaluation> expected = Evaluate(model, snapshot, options);
  ASSERT_TRUE(expected.ok()) << expected.status().message();
  std::map<std::string, Cells> of_evaluate = CellsOf(*expected);
  const SnapshotData& data = snapshot.data();
  for (std::size_t position = 0; position < data.customer_count(); ++position) {
    const std::string id(data.text_id(data.customer_slot(position)));
    const auto summary = evaluator.Assess(snapshot, std::string_view(id), as_of, known);
    ASSERT_TRUE(summary.ok()) << summary.status().message();
    ASSERT_EQ(CellsOf(**summary), of_evaluate[id]) << id << " at " << FormatInstant(as_of);
  }
}

// What may happen to a portfolio between two questions.
void Change(RandomRows& random, Portfolio& portfolio) {
  const std::string id = "c" + std::to_string(random.Pick(7));
  if (random.Chance(80)) {
    static constexpr const char* kKinds[] = {"use.a", "talk", "ticket", "user", "use.new", "other"};
    ActivityRecord activity;
    activity.customer_id = std::string_view(id);
    activity.at = random.Time();
    activity.kind = kKinds[random.Pick(random.Chance(10) ? 6 : 4)];
    activity.actor = random.Chance(50) ? "p1" : "p9";
    activity.value = random.Pick(5);
    if (random.Chance(20)) activity.valid_until = activity.at + 3 * kDay;
    if (random.Chance(20)) activity.recorded_at = activity.at + 2 * kDay;
    ASSERT_TRUE(portfolio.RecordActivity(activity).ok());
  } else if (random.Chance(60)) {
    const std::vector<Field> customer = {{"customer_id", std::string_view(id)},
                                         {"seats", double(random.Pick(100))},
                                         {"valid_from", random.Time(), true}};
    ASSERT_TRUE(portfolio.Record(InputTable::kCustomers, customer).ok());
  } else if (random.Chance(50)) {
    const std::vector<Field> milestone = {{"customer_id", std::string_view(id)},
                                          {"milestone", std::string_view("m2")},
                                          {"completed_at", random.Time(), true}};
    ASSERT_TRUE(portfolio.Record(InputTable::kMilestones, milestone).ok());
  } else {
    testing::TableSource feeds;
    feeds.Texts("kind", {"use.*", "ticket"})
        .Times("complete_from", {random.Time(0, 20), std::nullopt})
        .Times("complete_until", {std::nullopt, random.Time(30, 30)});
    ASSERT_TRUE(portfolio.Load(InputTable::kFeeds, feeds).ok());
  }
}

// Mostly a little later, as in life.
Instant NextInstant(RandomRows& random, Instant as_of) {
  if (random.Chance(30)) return as_of + random.Pick(5'000'000);
  if (random.Chance(40)) return as_of + random.Pick(40) * (kDay / 24);
  if (random.Chance(30)) return as_of - random.Pick(3) * kDay;
  return random.Time(0, testing::kDays + 30);
}

void ExpectSameThroughout(const std::string& model_text, std::uint64_t first_seed) {
  const Model model = ParseModel(model_text);
  for (std::uint64_t seed = first_seed; seed < first_seed + 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRows random(seed);
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio(RowSpread()));
    Evaluator evaluator(model);
    Instant as_of = random.Time(10, testing::kDays);
    for (int step = 0; step < 25; ++step) {
      if (random.Chance(70)) Change(random, portfolio);
      if (random.Chance(80)) as_of = NextInstant(random, as_of);
      std::optional<Instant> known;
      if (random.Chance(30)) known = as_of + (random.Pick(20) - 10) * kDay;
      ExpectSame(evaluator, model, portfolio.TakeSnapshot(), as_of, known);
      if (::testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(Evaluator, SaysWhatEvaluateSaysWhateverHappensBetween) {
  ExpectSameThroughout(testing::RichModelText(), 1);
}

TEST(Evaluator, SaysSoOfAModelWithoutStability) {
  const std::string text = testing::RichModelText();
  const std::size_t line = text.find("stability:");
  const std::string without = text.substr(0, line) + text.substr(text.find('\n', line) + 1);
  std::string renamed = without;
  const std::string at = "days_in_band > 5";
  renamed.replace(renamed.find(at), at.size(), "score > 90");
  ExpectSameThroughout(renamed, 1'000);
}

TEST(Evaluator, MayBeAskedOfOnePortfolioAfterAnother) {
  const Model model = ParseModel(testing::RichModelText());
  Evaluator evaluator(model);
  for (std::uint64_t seed = 1; seed < 20; ++seed) {
    RandomRows random(seed);
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio(RowSpread()));
    ExpectSame(evaluator, model, portfolio.TakeSnapshot(), kFirstDay + 30 * kDay, std::nullopt);
  }
}

TEST(Evaluator, TakesIntegerIds) {
  Portfolio portfolio;
  testing::TableSource customers;
  customers.Integers("customer_id", {7, 8}).Numbers("mrr", {5'000, 1});
  ASSERT_TRUE(portfolio.Load(InputTable::kCustomers, customers).ok());
  Evaluator evaluator(ParseModel(testing::ExampleModelText()));
  const auto summary = evaluator.Assess(portfolio.TakeSnapshot(), std::int64_t{7}, kToday);
  ASSERT_TRUE(summary.ok()) << summary.status().message();
  EXPECT_EQ((*summary)->tier, "high");
}

TEST(Evaluator, TellsACustomerThatDoesNotExistYet) {
  Portfolio portfolio;
  testing::FillExample(portfolio, 5);
  Evaluator evaluator(ParseModel(testing::ExampleModelText()));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const auto now = evaluator.Assess(snapshot, std::string_view("c4"), kToday);
  ASSERT_TRUE(now.ok());
  EXPECT_TRUE((*now)->exists);
  const auto before = evaluator.Assess(snapshot, std::string_view("c4"), kToday - 400 * kDay);
  ASSERT_TRUE(before.ok());
  EXPECT_FALSE((*before)->exists);
  EXPECT_EQ((*before)->band, "");
  EXPECT_EQ((*before)->score, std::nullopt);
  EXPECT_TRUE((*before)->reasons.empty());
}

TEST(Evaluator, FailsAsEvaluateDoesAndGoesOn) {
  Portfolio portfolio;
  testing::FillExample(portfolio, 5);
  const Model model = ParseModel(testing::ExampleModelText());
  Evaluator evaluator(model);
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const auto ask = [&](CustomerIdView id, Instant as_of, std::optional<Instant> known = {}) {
    return evaluator.Assess(snapshot, id, as_of, known).status();
  };
  EXPECT_EQ(ask("nobody", kToday).code(), StatusCode::kNotFound);
  EXPECT_EQ(ask("nobody", kToday).message(), "the portfolio has no customer 'nobody'");
  EXPECT_EQ(ask(std::int64_t{3}, kToday).message(), "the portfolio has no customer 3");
  EXPECT_EQ(ask("c1", kMaxInstant + 1).message(), "as_of lies outside the years 0001 to 9999");
  EXPECT_EQ(ask("c1", kToday, kForever).message(), "known lies outside the years 0001 to 9999");
  ExpectSame(evaluator, model, snapshot, kToday, std::nullopt);

  Portfolio other;
  testing::TableSource customers;
  customers.Texts("customer_id", {"c1"}).Texts("mrr", {"much"});
  ASSERT_TRUE(other.Load(InputTable::kCustomers, customers).ok());
  const Status status =
      evaluator.Assess(other.TakeSnapshot(), std::string_view("c1"), kToday).status();
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(status.location().column, "mrr");
  ExpectSame(evaluator, model, snapshot, kToday, std::nullopt);
}

}  // namespace
}  // namespace kenko
