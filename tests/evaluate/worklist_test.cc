// The worklist, and what else is asked of a whole portfolio.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/example.h"
#include "support/load_plain.h"
#include "support/random_rows.h"
#include "support/same_cells.h"

namespace kenko {
namespace {

using Texts = std::vector<std::string>;
using testing::kToday;
using testing::ParseModel;
using testing::ReadColumn;

const char* WorkModelText() {
  return R"(
kenko: 1
name: work
customer: {value: mrr, attributes: {mrr: number, points: number, urgency: number}}
tiers: {levels: [{name: high, from: 100}, {name: tech}]}
scorecards: [{name: s, signals: [{name: points, measure: points, curve: identity}]}]
priority: urgency
plays:
  - {name: call, when: band == "BAD", channel: phone, within: 3d, done_by: call.*, quiet: 5d, says: Call them}
  - {name: mail, when: score < 60, channel: mail}
  - {name: thank, when: band == "GOOD" && tier == "high", within: 1.5d, says: Call them}
)";
}

class Worklist : public ::testing::Test {
 protected:
  void Load(const Texts& ids, std::vector<std::optional<double>> points,
            std::vector<std::optional<double>> urgency) {
    testing::TableSource source;
    std::vector<std::optional<std::string>> cells(ids.begin(), ids.end());
    std::vector<std::optional<double>> mrr;
    urgency.resize(ids.size());
    for (std::size_t c = 0; c < ids.size(); ++c) mrr.push_back(c % 2 == 0 ? 100 : 1);
    source.Texts("customer_id", cells).Numbers("mrr", mrr).Numbers("points", std::move(points));
    source.Numbers("urgency", std::move(urgency));
    testing::LoadRows(portfolio_, InputTable::kCustomers, std::move(source));
  }
  void Called(std::string_view id, Duration ago) {
    ActivityRecord activity;
    activity.customer_id = id;
    activity.at = kToday - ago;
    activity.kind = "call.short";
    ASSERT_TRUE(portfolio_.RecordActivity(activity).ok());
  }
  // "rank customer priority play" a row.
  Texts Rows(const std::string& model = WorkModelText()) {
    const auto evaluation =
        Evaluate(ParseModel(model), portfolio_.TakeSnapshot(), testing::AsOf(kToday, {"worklist"}));
    EXPECT_TRUE(evaluation.ok()) << evaluation.status().message();
    Texts rows;
    for (const testing::Row& row : testing::ReadCells(
             *evaluation->Find("worklist"), {"rank", "customer_id", "priority", "play"})) {
      rows.push_back(row[0] + " " + row[1] + " " + row[2] + " " + row[3]);
    }
    return rows;
  }

  Portfolio portfolio_;
};

TEST_F(Worklist, IsByPriorityThenIdByByteThenPlay) {
  Load({"c9", "c10", "Z", "é", "none", "fine", "tie"}, {10, 20, 45, 90, 10, 61, 50},
       {5, 5, 7, 5, std::nullopt, 99, 5.0000000001});
  EXPECT_EQ(Rows(),
            (Texts{"1 Z 7 mail", "2 c10 5 call", "3 c10 5 mail", "4 c9 5 call", "5 c9 5 mail",
                   "6 tie 5.0000000001 mail", "7 none - call", "8 none - mail"}));
}

TEST_F(Worklist, ShowsEachPlaysColumns) {
  Load({"bad", "small", "good"}, {10, 90, 90}, {1, 2, 3});
  const auto evaluation = Evaluate(ParseModel(WorkModelText()), portfolio_.TakeSnapshot(),
                                   testing::AsOf(kToday, {"worklist"}));
  ASSERT_TRUE(evaluation.ok());
  const std::string due = FormatInstant(kToday + 3 * kDay);
  EXPECT_EQ(testing::ReadRows(*evaluation->Find("worklist")),
            (Texts{"1;good;3;thank;-;" + FormatInstant(kToday + 3 * kDay / 2) +
                       ";Call them;GOOD;high;points;",
                   "2;bad;1;call;phone;" + due + ";Call them;BAD;high;points;",
                   "3;bad;1;mail;mail;-;-;BAD;high;points;"}));
}

TEST_F(Worklist, LeavesOutWhatWasDoneWithinTheQuietTime) {
  Load({"a", "b", "c"}, {10, 10, 10}, {3, 2, 1});
  Called("a", 5 * kDay);      // at the window's open end: not within
  Called("b", 5 * kDay - 1);  // within
  Called("c", -1);            // later
  EXPECT_EQ(Rows(), (Texts{"1 a 3 call", "2 a 3 mail", "3 b 2 mail", "4 c 1 call", "5 c 1 mail"}));
}

TEST_F(Worklist, WithoutAPriorityCountsLostPointsByValue) {
  Load({"a", "b", "c"}, {10, 40, std::nullopt}, {});
  std::string text = WorkModelText();
  text.erase(text.find("priority: urgency\n"), 18);
  text += "  - {name: look, when: true}\n";
  EXPECT_EQ(Rows(text), (Texts{"1 a 9000 call", "2 a 9000 mail", "3 a 9000 look", "4 c 5000 look",
                               "5 b 60 mail", "6 b 60 look"}));
}

// The order of the random rows against a plain sort, with many ties.
TEST(WorklistOrder, IsThatOfThePlainSort) {
  std::string text = testing::RichModelText();
  text += "priority: \"tier == 'high' ? 3 : has(idle) ? 2 : days / 0\"\n";
  const Model model = ParseModel(text);
  testing::RandomRows random(11);
  testing::RowSpread spread;
  spread.customers = 200;
  Portfolio portfolio;
  testing::LoadPlain(portfolio, random.Portfolio(spread));
  const auto evaluation =
      Evaluate(model, portfolio.TakeSnapshot(),
               testing::AsOf(testing::kFirstDay + 40 * kDay, {"worklist", "health"}));
  ASSERT_TRUE(evaluation.ok()) << evaluation.status().message();
  std::vector<testing::Row> rows = testing::ReadCells(*evaluation->Find("worklist"),
                                                      {"priority", "customer_id", "play", "rank"});
  ASSERT_GT(rows.size(), 100u);
  for (std::size_t r = 0; r < rows.size(); ++r) ASSERT_EQ(rows[r][3], std::to_string(r + 1));
  std::vector<testing::Row> sorted = rows;
  std::sort(sorted.begin(), sorted.end(), [](const testing::Row& a, const testing::Row& b) {
    const auto key = [](const testing::Row& row) { return row[0] == "-" ? "0" : row[0]; };
    if (key(a) != key(b)) return key(a) > key(b);
    return std::tie(a[1], a[2]) < std::tie(b[1], b[2]);  // call before praise
  });
  EXPECT_EQ(rows, sorted);
}

TEST(TierTables, AreRefusedForSomeCustomers) {
  const Model model = ParseModel(testing::ExampleModelText());
  Portfolio portfolio;
  testing::FillExample(portfolio, 5);
  for (const char* table : {"tier_plan", "tier_load"}) {
    EvaluateOptions options = testing::AsOf(kToday, {"health", table});
    options.customers = std::vector<CustomerId>{std::string("c2")};
    const auto evaluation = Evaluate(model, portfolio.TakeSnapshot(), options);
    EXPECT_EQ(evaluation.status().code(), StatusCode::kInvalidArgument);
    EXPECT_EQ(evaluation.status().message(),
              "table '" + std::string(table) +
                  "' is of a whole portfolio; it can't be asked for some customers");
  }
}

TEST(Tables, OfAWholePortfolioAreTheSameForAnyNumberOfThreads) {
  std::string text = testing::ExampleModelText();
  text.insert(text.find("  levels:"), "  capacity: {high: {hours_per_customer: 1, hours: 100}}\n");
  const Model model = ParseModel(text + "plays: [{name: call, when: score < 50}]\n");
  Portfolio portfolio;
  testing::FillExample(portfolio, 5000);
  EvaluateOptions options = testing::AsOf(
      kToday, {"worklist", "summary", "levers", "milestones", "tier_plan", "tier_load"});
  options.group_by = "plan";
  const auto alone = Evaluate(model, portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(alone.ok()) << alone.status().message();
  options.threads = 5;
  const auto together = Evaluate(model, portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(together.ok());
  EXPECT_GT(alone->Find("worklist")->row_count(), 500);
  EXPECT_GT(alone->Find("tier_plan")->row_count(), 4000);
  for (const auto& table : alone->tables()) {
    EXPECT_EQ(testing::ReadRows(*table), testing::ReadRows(*together->Find(table->name())));
  }
}

}  // namespace
}  // namespace kenko
