// Why scores moved: each cause alone, and all of them together.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/example.h"
#include "support/load_plain.h"
#include "support/random_rows.h"
#include "support/same_cells.h"

namespace kenko {
namespace {

using Texts = std::vector<std::string>;
using testing::kFirstDay;
using testing::ParseModel;
using testing::PlainPortfolio;
using testing::RandomRows;
using testing::ReadColumn;
using testing::ReadRows;

PeriodOptions Period(Instant from, Instant to) {
  PeriodOptions options;
  options.from = from;
  options.to = to;
  return options;
}

std::shared_ptr<const Table> Changes(const Model& model, const Snapshot& snapshot,
                                     const PeriodOptions& options,
                                     const Model* to_model = nullptr) {
  auto changes = ExplainChanges(model, to_model, snapshot, options);
  EXPECT_TRUE(changes.ok()) << changes.status().message();
  return *changes;
}

// The scores that are there.
std::map<std::string, double> Scores(const Model& model, const Snapshot& snapshot, Instant t) {
  const auto evaluation = Evaluate(model, snapshot, testing::AsOf(t));
  EXPECT_TRUE(evaluation.ok()) << evaluation.status().message();
  const Table& health = *evaluation->Find("health");
  const std::vector<std::string> ids = ReadColumn(health, "customer_id");
  const std::vector<std::string> texts = ReadColumn(health, "score");
  std::map<std::string, double> scores;
  for (std::size_t r = 0; r < ids.size(); ++r) {
    if (texts[r] != "-") scores[ids[r]] = std::stod(texts[r]);
  }
  return scores;
}

std::map<std::string, double> SumsOf(const Table& changes) {
  std::map<std::string, double> sums;
  const std::vector<std::string> ids = ReadColumn(changes, "customer_id");
  const std::vector<std::string> points = ReadColumn(changes, "points");
  for (std::size_t r = 0; r < ids.size(); ++r) sums[ids[r]] += std::stod(points[r]);
  return sums;
}

std::set<std::string> CausesOf(const Table& changes) {
  const std::vector<std::string> causes = ReadColumn(changes, "cause");
  return std::set<std::string>(causes.begin(), causes.end());
}

// The same model with other numbers and another rule.
Model OtherRichModel() {
  std::string text = testing::RichModelText();
  const auto replace = [&](const std::string& what, const std::string& with) {
    const std::size_t place = text.find(what);
    ASSERT_NE(place, std::string::npos) << what;
    text.replace(place, what.size(), with);
  };
  replace("name: rich", "name: other");
  replace("curve: [[0, 0], [4, 100]]", "curve: [[0, 50], [9, 60]]");
  replace("name: worth, measure: worth", "name: riches, measure: worth");
  replace("name: third", "name: fourth");
  replace("base: 20", "base: 35");
  return ParseModel(text);
}

TEST(Changes, AddUpToTheDifferenceForEveryCustomer) {
  const Model model = ParseModel(testing::RichModelText());
  const Model other = OtherRichModel();
  int customers = 0, moved = 0;
  std::set<std::string> causes, scorecards;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    RandomRows random(seed);
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio(testing::RowSpread()));
    const Snapshot snapshot = portfolio.TakeSnapshot();
    const Instant a = random.Time(0, 80), b = random.Time(0, 80);
    const PeriodOptions options = Period(std::min(a, b), std::max(a, b));
    const Model* const to_model = random.Chance(40) ? &other : nullptr;
    const auto changes = Changes(model, snapshot, options, to_model);
    const auto before = Scores(model, snapshot, options.from);
    const auto after = Scores(to_model != nullptr ? other : model, snapshot, options.to);
    std::map<std::string, double> sums = SumsOf(*changes);
    for (const auto& [id, score] : before) {
      const auto now = after.find(id);
      if (now == after.end()) continue;
      ++customers;
      moved += now->second != score ? 1 : 0;
      ASSERT_NEAR(sums[id], now->second - score, 1e-7) << "seed " << seed << ", " << id;
      sums.erase(id);
    }
    ASSERT_TRUE(sums.empty()) << "seed " << seed << ": " << sums.begin()->first
                              << " has no score at one end";
    for (const std::string& text : ReadColumn(*changes, "points")) {
      ASSERT_GE(std::fabs(std::stod(text)), 1e-9);
    }
    if (to_model == nullptr) {
      ASSERT_EQ(CausesOf(*changes).count("model"), 0u);
    }
    causes.merge(CausesOf(*changes));
    for (const std::string& row : ReadColumn(*changes, "row")) {
      if (row.rfind("scorecard: ", 0) == 0) scorecards.insert(row);
    }
  }
  EXPECT_GT(customers, 500);
  EXPECT_GT(moved, 400);
  EXPECT_EQ(causes.size(), 4u);
  EXPECT_GE(scorecards.size(), 6u);
}

TEST(Changes, FromAnInstantToItselfAreNone) {
  const Model model = ParseModel(testing::RichModelText());
  RandomRows random(3);
  Portfolio portfolio;
  testing::LoadPlain(portfolio, random.Portfolio(testing::RowSpread()));
  const Instant t = kFirstDay + 40 * kDay;
  EXPECT_EQ(Changes(model, portfolio.TakeSnapshot(), Period(t, t))->row_count(), 0);
  EXPECT_EQ(Changes(model, portfolio.TakeSnapshot(), Period(t, t), &model)->row_count(), 0);
}

// One customer, from day 10 to day 20.
class OneCause : public ::testing::Test {
 protected:
  OneCause() {
    testing::PlainCustomer& row = plain_.customers.emplace_back();
    row.customer = "c";
    row.seats = 10;
    row.plan = "basic";
  }
  void Happens(int day, std::optional<int> recorded_day = std::nullopt) {
    testing::PlainActivity& row = plain_.activities.emplace_back();
    row.customer = "c";
    row.kind = "use";
    row.at = kFirstDay + day * kDay;
    if (recorded_day) row.recorded_at = kFirstDay + *recorded_day * kDay;
  }
  testing::PlainCustomer& From(int day) {
    plain_.customers.push_back(plain_.customers[0]);
    plain_.customers.back().valid_from = kFirstDay + day * kDay;
    return plain_.customers.back();
  }
  std::vector<std::string> Rows(const Model& model, const Model* to_model = nullptr) {
    Portfolio portfolio;
    testing::LoadPlain(portfolio, plain_);
    return ReadRows(*Changes(model, portfolio.TakeSnapshot(),
                             Period(kFirstDay + 10 * kDay, kFirstDay + 20 * kDay), to_model));
  }
  static Model Parse(const std::string& rest) {
    return ParseModel(
        "kenko: 1\nname: m\ncustomer: {attributes: {seats: number, plan: text}}\n"
        "measures:\n  uses: {count: use}\n  recent: {count: use, window: 10d}\n" +
        rest);
  }
  static Model ScoreOf(const std::string& measure) {
    return Parse("scorecards: [{name: s, signals: [{name: x, measure: " + measure +
                 ", curve: identity}]}]\n");
  }

  PlainPortfolio plain_;
};

TEST_F(OneCause, TheClock) {
  Happens(5);
  EXPECT_EQ(Rows(ScoreOf("recent")), (Texts{"c;x;time;-1;"}));
  EXPECT_EQ(Rows(ScoreOf("uses")), Texts{});
}

TEST_F(OneCause, TheActivities) {
  Happens(5);
  Happens(15);
  Happens(25);
  EXPECT_EQ(Rows(ScoreOf("uses")), (Texts{"c;x;activity;1;"}));
  // The window lost one and won one.
  EXPECT_EQ(Rows(ScoreOf("recent")), (Texts{"c;x;time;-1;", "c;x;activity;1;"}));
}

TEST_F(OneCause, AnActivityThatBecameKnownLater) {
  Happens(5, 15);
  Happens(6, 25);  // not even at the end
  EXPECT_EQ(Rows(ScoreOf("uses")), (Texts{"c;x;activity;1;"}));
}

TEST_F(OneCause, TheAttributes) {
  From(15).seats = 13;
  From(25).seats = 99;
  EXPECT_EQ(Rows(ScoreOf("seats")), (Texts{"c;x;attributes;3;"}));
}

TEST_F(OneCause, AnAttributeThatBecameKnownLater) {
  testing::PlainCustomer& row = From(5);
  row.seats = 7;
  row.recorded_at = kFirstDay + 12 * kDay;
  EXPECT_EQ(Rows(ScoreOf("seats")), (Texts{"c;x;attributes;-3;"}));
}

TEST_F(OneCause, TheModel) {
  const Model model = ScoreOf("seats");
  const Model other = Parse(
      "scorecards: [{name: s, signals: [{name: x, formula: seats * 2, curve: identity}]}]\n"
      "rules: [{name: r, when: true, add: 5}]\n");
  EXPECT_EQ(Rows(model, &other), (Texts{"c;x;model;10;", "c;rule: r;model;5;"}));
  EXPECT_EQ(Rows(model, &model), Texts{});
}

TEST_F(OneCause, AnotherScorecardIsOneRow) {
  From(15).plan = "pro";
  const Model model = Parse(
      "scorecards:\n"
      "  - {name: a, when: plan == 'basic', signals: [{name: x, formula: 20, curve: identity}]}\n"
      "  - {name: b, signals: [{name: x, formula: 70, curve: identity}]}\n"
      "rules: [{name: r, when: true, add: 5}]\n");
  EXPECT_EQ(Rows(model), (Texts{"c;scorecard: a → b;attributes;50;"}));
}

TEST_F(OneCause, NoScorecardIsCalledNone) {
  Happens(15);
  const Model model = Parse(
      "scorecards:\n"
      "  - {name: a, when: uses > 0, signals: [{name: x, formula: 20, curve: identity}]}\n"
      "rules: [{name: r, when: true, score: 60}]\n");
  EXPECT_EQ(Rows(model), Texts{});  // 60 before and after, whatever the scorecard
  const Model other = Parse(
      "scorecards:\n"
      "  - {name: a, when: uses > 0, signals: [{name: x, formula: 20, curve: identity}]}\n"
      "rules: [{name: r, when: uses == 0, score: 60}]\n");
  EXPECT_EQ(Rows(other), (Texts{"c;scorecard: none → a;activity;-40;"}));
}

TEST_F(OneCause, CustomersOfOneEndOnlyAreAbsent) {
  plain_.customers[0].valid_from = kFirstDay + 11 * kDay;  // not there at the beginning
  EXPECT_EQ(Rows(ScoreOf("seats")), Texts{});
  const Model ending = ParseModel(
      "kenko: 1\nname: m\ncustomer: {ended_at: ended_on, attributes: {ended_on: time}}\n"
      "measures: {uses: {count: use}}\n"
      "scorecards: [{name: s, signals: [{name: x, measure: uses, curve: identity}]}]\n");
  Happens(15);
  plain_.customers[0].valid_from.reset();
  plain_.customers[0].ended_on = kFirstDay + 20 * kDay;
  EXPECT_EQ(Rows(ending), Texts{});
  plain_.customers[0].ended_on = kFirstDay + 20 * kDay + 1;
  EXPECT_EQ(Rows(ending), (Texts{"c;x;activity;1;"}));
}

TEST(ChangesTable, RefusesAPeriodThatRunsBackwards) {
  const Model model = ParseModel(testing::ExampleModelText());
  const Portfolio portfolio;
  const auto changes =
      ExplainChanges(model, nullptr, portfolio.TakeSnapshot(), Period(kFirstDay, kFirstDay - 1));
  EXPECT_EQ(changes.status().code(), StatusCode::kInvalidArgument);
  EXPECT_NE(changes.status().message().find("ends before it begins"), std::string::npos);
  EXPECT_FALSE(
      ExplainChanges(model, nullptr, portfolio.TakeSnapshot(), Period(kBeginningOfTime, 0)).ok());
}

TEST(ChangesTable, GivesTheSameBitsForAnyNumberOfThreads) {
  const Model model = ParseModel(testing::ExampleModelText());
  Portfolio portfolio;
  testing::FillExample(portfolio, 5000);
  PeriodOptions options = Period(testing::kToday - 30 * kDay, testing::kToday);
  const auto alone = Changes(model, portfolio.TakeSnapshot(), options);
  EXPECT_GT(alone->row_count(), 4000);
  options.threads = 5;
  EXPECT_EQ(ReadRows(*alone), ReadRows(*Changes(model, portfolio.TakeSnapshot(), options)));
}

}  // namespace
}  // namespace kenko
