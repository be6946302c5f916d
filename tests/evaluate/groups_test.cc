// The tables by group: summary and retention, small enough to be checked by hand.
#include <gtest/gtest.h>

#include <map>
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

Model GroupModel() {
  return ParseModel(R"(
kenko: 1
name: groups
customer:
  started_at: signed_on
  ended_at: ended_on
  value: mrr
  attributes: {mrr: number, points: number, owner: text, signed_on: time, ended_on: time}
tiers: {levels: [{name: high, from: 100}, {name: tech}]}
onboarding:
  stalled_after: 10d
  plans: [{name: p, when: points >= 0, milestones: [{name: a, first_value: true}, {name: b}]}]
scorecards:
  - name: s
    signals:
      - {name: points, measure: points, curve: identity}
      - {name: more, formula: "points > 50 ? points : points / 0", curve: identity}
)");
}

struct Customer {
  std::string id;
  std::optional<double> mrr, points;
  std::optional<std::string> owner;
  std::optional<Instant> signed_on, ended_on;
};

void LoadCustomers(Portfolio& portfolio, const std::vector<Customer>& rows) {
  testing::TableSource source;
  source.Texts("customer_id", testing::CellsOf(rows, [](auto& row) {
                 return std::optional<std::string>(row.id);
               }));
  source.Numbers("mrr", testing::CellsOf(rows, [](auto& row) { return row.mrr; }));
  source.Numbers("points", testing::CellsOf(rows, [](auto& row) { return row.points; }));
  source.Texts("owner", testing::CellsOf(rows, [](auto& row) { return row.owner; }));
  source.Times("signed_on", testing::CellsOf(rows, [](auto& row) { return row.signed_on; }));
  source.Times("ended_on", testing::CellsOf(rows, [](auto& row) { return row.ended_on; }));
  testing::LoadRows(portfolio, InputTable::kCustomers, std::move(source));
}

void LoadMilestones(Portfolio& portfolio) {
  testing::TableSource source;
  source.Texts("customer_id", {"one", "one", "two", "five"})
      .Texts("milestone", {"a", "b", "a", "a"})
      .Times("completed_at", {kToday - 18 * kDay, kToday, kToday - 4 * kDay, kToday - 15 * kDay});
  testing::LoadRows(portfolio, InputTable::kMilestones, std::move(source));
}

const std::vector<Customer> kCustomers = {
    {"one", 100, 80, "ann", kToday - 20 * kDay, {}},       // GOOD, complete, value in 2 days
    {"two", 300, 40, "bob", kToday - 9 * kDay, {}},        // NORMAL, on track, value in 5
    {"three", std::nullopt, 20, "ann", {}, {}},            // BAD; no start, so no plan
    {"four", 50, std::nullopt, std::nullopt, {}, {}},      // UNKNOWN
    {"five", 25, 30, "ann", kToday - 16 * kDay, {}},       // BAD, stalled, value in 1
    {"gone", 999, 90, "zoe", kToday - 99 * kDay, kToday},  // does not exist
};

TEST(Summary, OfAllIsOneGroupWithoutAName) {
  Portfolio portfolio;
  LoadCustomers(portfolio, kCustomers);
  LoadMilestones(portfolio);
  const auto evaluation =
      Evaluate(GroupModel(), portfolio.TakeSnapshot(), testing::AsOf(kToday, {"summary"}));
  ASSERT_TRUE(evaluation.ok()) << evaluation.status().message();
  const Table& summary = *evaluation->Find("summary");
  const std::map<std::string, std::string> expected = {
      {"group", "-"},
      {"customers", "5"},
      {"value", "475"},
      // (100 · 80 + 300 · 40 + 25 · 30) / 425
      {"score", "48.823529411764703"},
      {"customers_GOOD", "1"},
      {"customers_NORMAL", "1"},
      {"customers_BAD", "2"},
      {"customers_UNKNOWN", "1"},
      {"value_GOOD", "100"},
      {"value_NORMAL", "300"},
      {"value_BAD", "25"},
      {"value_UNKNOWN", "50"},
      {"value_at_risk", "25"},
      {"coverage", "0.5"},  // (1 + 3 · 0.5 + 0) / 5
      {"onboarding_on_track", "1"},
      {"onboarding_late", "0"},
      {"onboarding_stalled", "1"},
      {"onboarding_lapsed", "0"},
      {"onboarding_complete", "1"},
      {"median_time_to_value_days", "2"}};
  ASSERT_EQ(summary.row_count(), 1);
  EXPECT_EQ(summary.schema().size(), expected.size());
  for (const auto& [column, cell] : expected) {
    EXPECT_EQ(ReadColumn(summary, column), Texts{cell}) << column;
  }
}

TEST(Summary, GroupsComeInTheOrderOfTheirFirstCustomerTheMissingOneToo) {
  Portfolio portfolio;
  LoadCustomers(portfolio, kCustomers);
  LoadMilestones(portfolio);
  EvaluateOptions options = testing::AsOf(kToday, {"summary"});
  const auto column = [&](const std::string& group_by, const std::string& name) {
    options.group_by = group_by;
    const auto evaluation = Evaluate(GroupModel(), portfolio.TakeSnapshot(), options);
    EXPECT_TRUE(evaluation.ok()) << evaluation.status().message();
    return ReadColumn(*evaluation->Find("summary"), name);
  };
  EXPECT_EQ(column("owner", "group"), (Texts{"ann", "bob", "-"}));
  EXPECT_EQ(column("owner", "customers"), (Texts{"3", "1", "1"}));
  EXPECT_EQ(column("owner", "value"), (Texts{"125", "300", "50"}));
  EXPECT_EQ(column("owner", "score"), (Texts{"70", "40", "-"}));
  EXPECT_EQ(column("owner", "median_time_to_value_days"), (Texts{"1.5", "5", "-"}));
  EXPECT_EQ(column("tier", "group"), (Texts{"high", "tech"}));
  EXPECT_EQ(column("tier", "customers"), (Texts{"2", "3"}));
  EXPECT_EQ(column("band", "group"), (Texts{"GOOD", "NORMAL", "BAD", "UNKNOWN"}));
  EXPECT_EQ(column("onboarding.status", "group"),
            (Texts{"complete", "on_track", "none", "stalled"}));
  EXPECT_EQ(column("onboarding.plan", "group"), (Texts{"p", "-"}));
  EXPECT_EQ(column("scorecard", "group"), Texts{"s"});
}

TEST(Summary, OfAListOfCustomersIsAboutThose) {
  Portfolio portfolio;
  LoadCustomers(portfolio, kCustomers);
  EvaluateOptions options = testing::AsOf(kToday, {"summary"});
  options.customers = std::vector<CustomerId>{std::string("two"), std::string("one")};
  const auto evaluation = Evaluate(GroupModel(), portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(ReadColumn(*evaluation->Find("summary"), "value"), Texts{"400"});
}

TEST(Summary, NamesTheNearestOfWhatCustomersCanBeGroupedBy) {
  Portfolio portfolio;
  LoadCustomers(portfolio, kCustomers);
  EvaluateOptions options = testing::AsOf(kToday, {"summary"});
  const auto message = [&](const std::string& group_by) {
    options.group_by = group_by;
    const auto evaluation = Evaluate(GroupModel(), portfolio.TakeSnapshot(), options);
    EXPECT_EQ(evaluation.status().code(), StatusCode::kInvalidArgument);
    return evaluation.status().message();
  };
  EXPECT_NE(message("ownr").find("did you mean 'owner'?"), std::string::npos);
  EXPECT_NE(message("xyzzy").find("there are band, "), std::string::npos);
  EXPECT_NE(message("mrr").find("no text attribute or text fact"), std::string::npos);
  PeriodOptions period;
  period.to = kToday;
  const auto retention =
      MeasureRetention(GroupModel(), portfolio.TakeSnapshot(), period, "onboarding.pln");
  EXPECT_EQ(retention.status().code(), StatusCode::kInvalidArgument);
  EXPECT_NE(retention.status().message().find("'onboarding.plan'?"), std::string::npos);
}

// From today to ten days on.
class Retention : public ::testing::Test {
 protected:
  Retention() {
    testing::TableSource source;
    const Instant later = kToday + 5 * kDay;
    using Times = std::vector<std::optional<Instant>>;
    const Times from = {{}, later, {}, later, {}, {}, {}, later, {}, later};
    // grows 100 → 150; shrinks 200 → 50; leaves with 40; comes later; has no value, then 30; is of
    // another owner later; has a negative value
    source
        .Texts("customer_id", {"grows", "grows", "shrinks", "shrinks", "leaves", "comes", "empty",
                               "empty", "moves", "moves"})
        .Times("valid_from", from)
        .Numbers("mrr", {100, 150, 200, 50, 40, 70, std::nullopt, 30, 10, 10})
        .Texts("owner",
               {"ann", "ann", "bob", "bob", "ann", "ann", std::nullopt, "ann", "bob", "ann"})
        .Times("signed_on", {{}, {}, {}, {}, {}, later, {}, {}, {}, {}})
        .Times("ended_on", {{}, {}, {}, {}, later, {}, {}, {}, {}, {}});
    testing::LoadRows(portfolio_, InputTable::kCustomers, std::move(source));
    period_.from = kToday;
    period_.to = kToday + 10 * kDay;
  }
  Texts Rows(const std::string& group_by) {
    const auto table = MeasureRetention(GroupModel(), portfolio_.TakeSnapshot(), period_, group_by);
    EXPECT_TRUE(table.ok()) << table.status().message();
    return testing::ReadRows(**table);
  }

  Portfolio portfolio_;
  PeriodOptions period_;
};

TEST_F(Retention, OfAll) {
  // Kept: 100 + 50 + 0 + 0 + 10 of 350; now: 150 + 50 + 0 + 30 + 10.
  EXPECT_EQ(Rows(""), Texts{"-;5;350;1;0.20000000000000001;0.45714285714285713;"
                            "0.68571428571428572;"});
}

TEST_F(Retention, ByTheOwnerOfTheBeginning) {
  EXPECT_EQ(Rows("owner"),
            (Texts{"ann;2;140;1;0.5;0.7142857142857143;1.0714285714285714;",
                   "bob;2;210;0;0;0.2857142857142857;0.2857142857142857;", "-;1;0;0;0;-;-;"}));
}

TEST_F(Retention, ByAFactOfTheBeginning) {
  // grows and shrinks are high; the others tech, as one without a value is.
  EXPECT_EQ(Rows("tier"), (Texts{"high;2;300;0;0;0.5;0.66666666666666663;",
                                 "tech;3;50;1;0.33333333333333331;0.20000000000000001;"
                                 "0.80000000000000004;"}));
}

TEST_F(Retention, OverNoTimeIsComplete) {
  period_.to = period_.from;
  EXPECT_EQ(Rows("owner"), (Texts{"ann;2;140;0;0;1;1;", "bob;2;210;0;0;1;1;", "-;1;0;0;0;-;-;"}));
}

TEST_F(Retention, OfSomeCustomersAndOfAPeriodThatRunsBackwards) {
  period_.customers = std::vector<CustomerId>{std::string("leaves")};
  EXPECT_EQ(Rows(""), Texts{"-;1;40;1;1;0;0;"});
  std::swap(period_.from, period_.to);
  EXPECT_EQ(MeasureRetention(GroupModel(), portfolio_.TakeSnapshot(), period_, "").status().code(),
            StatusCode::kInvalidArgument);
}

// On random portfolios: the groups add up to the whole, and each is what its customers show one by
// one.
TEST(Groups, AreTheSumsOfWhatCustomersShowOneByOne) {
  const Model model = ParseModel(testing::RichModelText());
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    testing::RandomRows random(seed);
    testing::RowSpread spread;
    spread.customers = 40;
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio(spread));
    EvaluateOptions options = testing::AsOf(random.Time(20, 50), {"health", "summary", "measures"});
    options.group_by = "onboarding.status";
    const auto evaluation = Evaluate(model, portfolio.TakeSnapshot(), options);
    ASSERT_TRUE(evaluation.ok());
    const Table &health = *evaluation->Find("health"), &summary = *evaluation->Find("summary");
    const Texts status = ReadColumn(health, "onboarding_status"), band = ReadColumn(health, "band");
    Texts names;
    std::map<std::string, int> customers, bad;
    for (std::size_t r = 0; r < status.size(); ++r) {
      if (customers[status[r]]++ == 0) names.push_back(status[r]);
      bad[status[r]] += band[r] == "BAD" ? 1 : 0;
    }
    ASSERT_EQ(ReadColumn(summary, "group"), names);
    for (std::size_t g = 0; g < names.size(); ++g) {
      ASSERT_EQ(ReadColumn(summary, "customers")[g], std::to_string(customers[names[g]]));
      ASSERT_EQ(ReadColumn(summary, "customers_BAD")[g], std::to_string(bad[names[g]]));
      const bool is_its_own = names[g] != "none";
      ASSERT_EQ(!is_its_own || ReadColumn(summary, "onboarding_" + names[g])[g] ==
                                   std::to_string(customers[names[g]]),
                true);
    }
  }
}

}  // namespace
}  // namespace kenko
