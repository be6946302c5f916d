// What is wrong with rows and columns is told with table, row and column.
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "portfolio/small_loads.h"

namespace kenko::testing {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Fails to load the table and returns "table row column"; -1 where no row is to blame.
std::string WhereItFails(InputTable table, TableSource source) {
  Portfolio portfolio;
  const Status status = MustFail(portfolio, table, std::move(source));
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  const Location& where = status.location();
  std::string prefix = where.table;
  if (where.row >= 0) prefix += ", row " + std::to_string(where.row);
  EXPECT_EQ(status.message().rfind(prefix + ", column " + where.column + ": ", 0), 0u)
      << status.message();
  EXPECT_EQ(portfolio.TakeSnapshot().data().slot_count(), 0u);
  return where.table + " " + std::to_string(where.row) + " " + where.column;
}

std::string WhereActivitiesFail(Texts customers, Times at, Texts kinds) {
  return WhereItFails(InputTable::kActivities,
                      SomeActivities(std::move(customers), std::move(at), std::move(kinds)));
}

TableSource GoodActivities() { return SomeActivities({"a", "b"}, {1, 2}, {"k", "k"}); }

TEST(BadRowsTest, ACustomerIdMustBeThere) {
  EXPECT_EQ(WhereActivitiesFail({"a", std::nullopt}, {1, 2}, {"k", "k"}),
            "activities 1 customer_id");
  EXPECT_EQ(WhereActivitiesFail({"a", ""}, {1, 2}, {"k", "k"}), "activities 1 customer_id");
  TableSource customers;
  customers.Integers("customer_id", {1, 2, std::nullopt});
  EXPECT_EQ(WhereItFails(InputTable::kCustomers, std::move(customers)), "customers 2 customer_id");
}

TEST(BadRowsTest, AnActivityNeedsInstantAndKind) {
  EXPECT_EQ(WhereActivitiesFail({"a", "b"}, {std::nullopt, 2}, {"k", "k"}), "activities 0 at");
  EXPECT_EQ(WhereActivitiesFail({"a", "b"}, {1, 2}, {"k", std::nullopt}), "activities 1 kind");
  EXPECT_EQ(WhereActivitiesFail({"a", "b"}, {1, 2}, {"", "k"}), "activities 0 kind");
}

TEST(BadRowsTest, TheMessageSaysWhatWouldBeRight) {
  Portfolio portfolio;
  const Status status =
      MustFail(portfolio, InputTable::kActivities, SomeActivities({"a"}, {std::nullopt}, {"k"}));
  EXPECT_EQ(status.message(),
            "activities, row 0, column at: missing; every activity needs an instant");
}

TEST(BadRowsTest, AMilestoneNeedsItsName) {
  TableSource source;
  source.Texts("customer_id", {"a", "a"}).Texts("milestone", {"kick-off", ""});
  EXPECT_EQ(WhereItFails(InputTable::kMilestones, std::move(source)), "milestones 1 milestone");
}

TEST(BadRowsTest, NumbersMustBeFiniteInAnyColumn) {
  for (const double bad : {kNaN, kInfinity, -kInfinity}) {
    TableSource value = GoodActivities(), attribute = GoodActivities(), customers;
    value.Numbers("value", {1, bad});
    EXPECT_EQ(WhereItFails(InputTable::kActivities, std::move(value)), "activities 1 value");
    attribute.Numbers("size", {bad, 1});
    EXPECT_EQ(WhereItFails(InputTable::kActivities, std::move(attribute)), "activities 0 size");
    customers.Texts("customer_id", {"a"}).Numbers("mrr", {bad});
    EXPECT_EQ(WhereItFails(InputTable::kCustomers, std::move(customers)), "customers 0 mrr");
  }
}

TEST(BadRowsTest, InstantsMustLieInYears1To9999) {
  for (const Instant bad : {kMinInstant - 1, kMaxInstant + 1, kForever, kBeginningOfTime}) {
    EXPECT_EQ(WhereActivitiesFail({"a"}, {bad}, {"k"}), "activities 0 at");
    TableSource customers;
    customers.Texts("customer_id", {"a"}).Times("signed_on", {bad});
    EXPECT_EQ(WhereItFails(InputTable::kCustomers, std::move(customers)), "customers 0 signed_on");
  }
  Portfolio portfolio;
  MustLoad(portfolio, InputTable::kActivities,
           SomeActivities({"a", "a"}, {kMinInstant, kMaxInstant}, {"k", "k"}));
}

TEST(BadRowsTest, TextsMustBeUtf8) {
  EXPECT_EQ(WhereActivitiesFail({"a", "\xFF"}, {1, 2}, {"k", "k"}), "activities 1 customer_id");
  EXPECT_EQ(WhereActivitiesFail({"a"}, {1}, {"caf\xE9"}), "activities 0 kind");
  TableSource actors = GoodActivities();
  actors.Texts("actor", {"ok", "\xC0\x80"});
  EXPECT_EQ(WhereItFails(InputTable::kActivities, std::move(actors)), "activities 1 actor");
}

TEST(BadRowsTest, AKeyMayComeOnceInALoad) {
  TableSource customers;
  customers.Texts("customer_id", {"a", "b", "a", "a"}).Times("valid_from", {1, 1, 2, 1});
  EXPECT_EQ(WhereItFails(InputTable::kCustomers, std::move(customers)), "customers 3 customer_id");
  TableSource missing_times;
  missing_times.Texts("customer_id", {"a", "b", "b"}).InBlocksOf(1);
  EXPECT_EQ(WhereItFails(InputTable::kCustomers, std::move(missing_times)),
            "customers 2 customer_id");
  TableSource milestones;
  milestones.Texts("customer_id", {"a", "a", "a"}).Texts("milestone", {"x", "y", "x"});
  milestones.Times("recorded_at", {5, 5, 5});
  EXPECT_EQ(WhereItFails(InputTable::kMilestones, std::move(milestones)), "milestones 2 milestone");
}

TEST(BadRowsTest, TheFirstBadRowIsTold) {
  TableSource source;
  source.Texts("customer_id", {"a", "a", "", "b"}).Numbers("mrr", {1, 2, 3, kNaN});
  EXPECT_EQ(WhereItFails(InputTable::kCustomers, std::move(source)), "customers 1 customer_id");
}

TEST(BadRowsTest, FeedsTakeOnePatternEach) {
  for (const char* bad : {"", "@usage", "a*", "*.a", "a.*.b", "**"}) {
    TableSource source;
    source.Texts("kind", {"*", "a.*", "a.b", bad});
    EXPECT_EQ(WhereItFails(InputTable::kFeeds, std::move(source)), "feeds 3 kind") << bad;
  }
}

TEST(BadColumnsTest, RequiredColumnsMustBeThere) {
  TableSource no_kind;
  no_kind.Texts("customer_id", {"a"}).Times("at", {1});
  EXPECT_EQ(WhereItFails(InputTable::kActivities, std::move(no_kind)), "activities -1 kind");
  TableSource other_id;
  other_id.Texts("customer_id", {"a"});
  LoadOptions options;
  options.id_column = "account";
  Portfolio portfolio;
  EXPECT_EQ(
      MustFail(portfolio, InputTable::kCustomers, std::move(other_id), options).location().column,
      "account");
}

TEST(BadColumnsTest, TypesMustFit) {
  TableSource texts_as_times, texts_as_numbers = GoodActivities(), numbers_as_ids;
  texts_as_times.Texts("customer_id", {"a"}).Texts("at", {"2025-01-01"}).Texts("kind", {"k"});
  EXPECT_EQ(WhereItFails(InputTable::kActivities, std::move(texts_as_times)), "activities 0 at");
  texts_as_numbers.Texts("value", {std::nullopt, "1"});
  EXPECT_EQ(WhereItFails(InputTable::kActivities, std::move(texts_as_numbers)),
            "activities 1 value");
  numbers_as_ids.Numbers("customer_id", {1.0});
  EXPECT_EQ(WhereItFails(InputTable::kCustomers, std::move(numbers_as_ids)),
            "customers 0 customer_id");
}

TEST(BadColumnsTest, WhatIsWrongWithAColumnIsNeverSetAside) {
  LoadOptions options;
  options.set_aside = true;
  TableSource twice = GoodActivities();
  twice.Texts("actor", {"a", "b"}).Texts("actor", {"a", "b"});
  Portfolio portfolio;
  EXPECT_EQ(MustFail(portfolio, InputTable::kActivities, std::move(twice), options).message(),
            "activities, column actor: comes twice");
  TableSource extra;
  extra.Texts("kind", {"a.b"}).Numbers("delay", {1});
  EXPECT_EQ(MustFail(portfolio, InputTable::kFeeds, std::move(extra), options).location().column,
            "delay");
}

TEST(BadColumnsTest, AnAttributeKeepsOneTypeOverAllLoads) {
  Portfolio portfolio;
  TableSource texts, missing, numbers;
  texts.Texts("customer_id", {"a"}).Texts("plan", {"pro"});
  MustLoad(portfolio, InputTable::kCustomers, std::move(texts));
  missing.Texts("customer_id", {"b"}).Numbers("plan", {std::nullopt});
  MustLoad(portfolio, InputTable::kCustomers, std::move(missing));
  numbers.Texts("customer_id", {"c"}).Numbers("plan", {1});
  EXPECT_EQ(MustFail(portfolio, InputTable::kCustomers, std::move(numbers)).message(),
            "customers, column plan: holds numbers, but texts in what was loaded before; a column "
            "keeps one type");
}

TEST(BadColumnsTest, IdsAreOfOneKind) {
  Portfolio portfolio;
  TableSource integers;
  integers.Integers("customer_id", {7, 8});
  MustLoad(portfolio, InputTable::kCustomers, std::move(integers));
  const Status status = MustFail(portfolio, InputTable::kActivities, GoodActivities());
  EXPECT_EQ(status.location().column, "customer_id");
  EXPECT_EQ(status.location().table, "activities");
  EXPECT_FALSE(
      portfolio
          .RecordActivity({std::string_view("a"), 1, "k", {}, {}, {}, {}, {}, false, nullptr, 0})
          .ok());
}

TEST(BadColumnsTest, TheKindOfIdsIsSettledByTheFirstLoadThatSucceeds) {
  Portfolio portfolio;
  EXPECT_FALSE(
      MustFail(portfolio, InputTable::kActivities, SomeActivities({"a", ""}, {1, 2}, {"k", "k"}))
          .ok());
  TableSource integers;
  integers.Integers("customer_id", {7});
  MustLoad(portfolio, InputTable::kCustomers, std::move(integers));
  EXPECT_TRUE(portfolio.TakeSnapshot().data().ids_are_integers());
}

TEST(SetAsideTest, TheOtherRowsAreLoaded) {
  Portfolio portfolio;
  LoadOptions options;
  options.set_aside = true;
  TableSource source = SomeActivities({"a", "", "b", "a", "c"}, {1, 2, std::nullopt, 4, 5},
                                      {"k", "k", "k", "", "new"});
  source.Numbers("value", {1, 2, 3, 4, kNaN}).InBlocksOf(2);
  const LoadReport report =
      MustLoad(portfolio, InputTable::kActivities, std::move(source), options);
  EXPECT_EQ(report.rows_loaded, 1);
  EXPECT_EQ(report.rows_set_aside, 4);
  ASSERT_EQ(report.first_bad_rows.size(), 4u);
  const char* const columns[] = {"customer_id", "at", "kind", "value"};
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(report.first_bad_rows[i].row, i + 1);
    EXPECT_EQ(report.first_bad_rows[i].column, columns[i]);
  }
  EXPECT_EQ(report.first_bad_rows[1].message,
            "activities, row 2, column at: missing; every activity needs an instant");
  // Bad rows leave no ids and kinds behind.
  const Snapshot snapshot = portfolio.TakeSnapshot();
  EXPECT_EQ(snapshot.data().slot_count(), 1u);
  EXPECT_EQ(snapshot.data().kind_count(), 1u);
}

TEST(SetAsideTest, OfRowsWithOneKeyTheFirstIsLoaded) {
  Portfolio portfolio;
  LoadOptions options;
  options.set_aside = true;
  TableSource source;
  source.Texts("customer_id", {"a", "b", "a", "", "a"}).Texts("plan", {"1", "2", "3", "4", "5"});
  const LoadReport report = MustLoad(portfolio, InputTable::kCustomers, std::move(source), options);
  EXPECT_EQ(report.rows_loaded, 2);
  ASSERT_EQ(report.first_bad_rows.size(), 3u);
  EXPECT_EQ(report.first_bad_rows[0].row, 2);
  EXPECT_EQ(report.first_bad_rows[1].row, 3);
  EXPECT_EQ(report.first_bad_rows[2].row, 4);
  EXPECT_EQ(CellText(portfolio.TakeSnapshot().data(), "a", 0, 0, "plan"), "1");
}

TEST(SetAsideTest, TheFirstHundredAreListed) {
  Portfolio portfolio;
  LoadOptions options;
  options.set_aside = true;
  Texts ids;
  for (int i = 0; i < 1000; ++i)
    ids.push_back(i % 4 == 0 ? "same" : i % 4 == 1 ? "" : "c" + std::to_string(i));
  TableSource source;
  source.Texts("customer_id", ids).InBlocksOf(7);
  const LoadReport report = MustLoad(portfolio, InputTable::kCustomers, std::move(source), options);
  EXPECT_EQ(report.rows_set_aside, 499);
  EXPECT_EQ(report.rows_loaded, 501);
  ASSERT_EQ(report.first_bad_rows.size(), 100u);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(report.first_bad_rows[i].row, (i + 1) / 2 * 4 + (i + 1) % 2);
  }
}

}  // namespace
}  // namespace kenko::testing
