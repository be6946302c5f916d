// What loads and records leave in a portfolio.
#include <gtest/gtest.h>

#include <string>

#include "portfolio/small_loads.h"

namespace kenko::testing {
namespace {

TEST(LoadTest, AFailedLoadLeavesNoTrace) {
  Portfolio portfolio;
  MustLoad(portfolio, InputTable::kActivities, SomeActivities({"a"}, {1}, {"k"}));
  for (int round = 0; round < 3; ++round) {
    TableSource activities = SomeActivities({"new", "a", ""}, {1, 2, 3}, {"new", "k", "k"});
    activities.Numbers("size", {1, 2, 3}).InBlocksOf(1);
    EXPECT_FALSE(MustFail(portfolio, InputTable::kActivities, std::move(activities)).ok());
    TableSource customers;
    customers.Texts("customer_id", {"a", "new", "new"}).Texts("plan", {"x", "y", "z"});
    EXPECT_FALSE(MustFail(portfolio, InputTable::kCustomers, std::move(customers)).ok());
    TableSource milestones;
    milestones.Texts("customer_id", {"a", ""}).Texts("milestone", {"m", "m"}).InBlocksOf(1);
    EXPECT_FALSE(MustFail(portfolio, InputTable::kMilestones, std::move(milestones)).ok());
  }
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const SnapshotData& data = snapshot.data();
  EXPECT_EQ(data.slot_count(), 1u);
  EXPECT_EQ(data.kind_count(), 1u);
  EXPECT_EQ(data.customer_count(), 0u);
  EXPECT_TRUE(data.customer_columns().empty());
  EXPECT_TRUE(data.activity_columns().empty());
  EXPECT_EQ(data.activity_row_count(), 1);
  EXPECT_EQ(data.milestone_row_count(), 0);
  EXPECT_EQ(ActivitiesOf(data, "a"), std::vector<std::string>{"1 k"});
  EXPECT_EQ(data.FindCustomer(CustomerId("new")), std::nullopt);
}

TEST(LoadTest, AnErrorOfTheSourceIsPassedOn) {
  class Broken : public RowSource {
   public:
    explicit Broken(TableSource rows) : rows_(std::move(rows)) {}
    Result<bool> Next(RowBlock* block) override {
      Result<bool> more = rows_.Next(block);
      if (more.ok() && !*more) return Status(StatusCode::kCancelled, "the line broke");
      return more;
    }

   private:
    TableSource rows_;
  };
  Portfolio portfolio;
  Broken broken(SomeActivities({"a"}, {1}, {"k"}));
  EXPECT_EQ(portfolio.Load(InputTable::kActivities, broken).status().code(),
            StatusCode::kCancelled);
  EXPECT_EQ(portfolio.TakeSnapshot().data().slot_count(), 0u);
}

TEST(LoadTest, CustomersComeInTheOrderOfTheirFirstRow) {
  Portfolio portfolio;
  MustLoad(portfolio, InputTable::kActivities, SomeActivities({"z", "b"}, {1, 1}, {"k", "k"}));
  TableSource first, second;
  first.Texts("customer_id", {"c", "b"});
  MustLoad(portfolio, InputTable::kCustomers, std::move(first));
  second.Texts("customer_id", {"a", "b"}).Times("valid_from", {1, 1});
  MustLoad(portfolio, InputTable::kCustomers, std::move(second));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const SnapshotData& data = snapshot.data();
  ASSERT_EQ(data.customer_count(), 3u);
  EXPECT_EQ(data.text_id(data.customer_slot(0)), "c");
  EXPECT_EQ(data.text_id(data.customer_slot(1)), "b");
  EXPECT_EQ(data.text_id(data.customer_slot(2)), "a");
  EXPECT_EQ(data.FindCustomer(CustomerId("b")), std::optional<std::size_t>(1));
  EXPECT_EQ(data.FindCustomer(CustomerId("z")), std::nullopt);
  EXPECT_EQ(data.FindCustomer(CustomerId(std::int64_t{1})), std::nullopt);
  EXPECT_FALSE(data.HasCustomerRow(SlotOf(data, "z")));
  EXPECT_EQ(data.customer_row_count(), 4);
}

TEST(LoadTest, OfAHistoryTheRowInForceCounts) {
  Portfolio portfolio;
  TableSource source;
  source.Texts("account", {"a", "a", "a", "a"}).Texts("plan", {"first", "10", "20", "10 again"});
  source.Times("changed_at", {std::nullopt, 10, 20, 10}).Times("recorded_at", {5, 10, 25, 30});
  LoadOptions options;
  options.id_column = "account";
  options.valid_from_column = "changed_at";
  MustLoad(portfolio, InputTable::kCustomers, std::move(source), options);
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const auto plan = [&](Instant t, Instant known) {
    return CellText(snapshot.data(), "a", t, known, "plan");
  };
  EXPECT_EQ(plan(9, 4), "none");
  EXPECT_EQ(plan(9, 9), "first");
  EXPECT_EQ(plan(10, 10), "10");
  EXPECT_EQ(plan(20, 20), "10");
  EXPECT_EQ(plan(20, 25), "20");
  EXPECT_EQ(plan(19, 30), "10 again");
  EXPECT_EQ(plan(100, 100), "20");
  // id, valid_from and recorded_at are no attributes.
  EXPECT_EQ(snapshot.data().customer_columns().size(), 1u);
}

TEST(LoadTest, WhatIsSaidOfRowsToComeDoesNotMatter) {
  constexpr int kRows = 1000, kCustomers = 300;
  for (const std::int64_t said : {INT64_MIN, INT64_C(-1), INT64_C(0), INT64_C(7), INT64_MAX}) {
    SCOPED_TRACE(said);
    std::vector<std::optional<std::int64_t>> ids;
    std::vector<std::optional<Instant>> from;
    for (int i = 0; i < kRows; ++i) {
      ids.push_back(i % kCustomers);
      from.push_back(i / kCustomers);
    }
    Portfolio portfolio;
    TableSource source;
    source.Integers("customer_id", ids).Times("valid_from", from);
    source.InBlocksOf(70).SayingThatFollow(said);
    MustLoad(portfolio, InputTable::kCustomers, std::move(source));
    EXPECT_EQ(portfolio.TakeSnapshot().data().customer_count(), std::size_t{kCustomers});
    EXPECT_EQ(portfolio.TakeSnapshot().data().customer_row_count(), kRows);
  }
}

TEST(LoadTest, ARowOfTheSameKeyReplacesAnEarlierLoadsWhole) {
  Portfolio portfolio;
  TableSource before, after;
  before.Texts("customer_id", {"a"}).Texts("plan", {"old"}).Texts("owner", {"Zoë"});
  MustLoad(portfolio, InputTable::kCustomers, std::move(before));
  const Snapshot old = portfolio.TakeSnapshot();
  after.Texts("customer_id", {"a"}).Texts("plan", {"new"});
  MustLoad(portfolio, InputTable::kCustomers, std::move(after));
  const Snapshot now = portfolio.TakeSnapshot();
  EXPECT_EQ(CellText(now.data(), "a", 0, 0, "plan"), "new");
  EXPECT_EQ(CellText(now.data(), "a", 0, 0, "owner"), "-");
  EXPECT_EQ(now.data().customer_row_count(), 1);
  EXPECT_EQ(CellText(old.data(), "a", 0, 0, "plan"), "old");
  EXPECT_EQ(CellText(old.data(), "a", 0, 0, "owner"), "Zoë");
}

TEST(LoadTest, IntegersWidenToNumbersAndMixWithThem) {
  Portfolio portfolio;
  TableSource integers, numbers;
  integers.Integers("customer_id", {1}).Integers("seats", {3});
  MustLoad(portfolio, InputTable::kCustomers, std::move(integers));
  numbers.Integers("customer_id", {2}).Numbers("seats", {2.5});
  MustLoad(portfolio, InputTable::kCustomers, std::move(numbers));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const SnapshotData& data = snapshot.data();
  EXPECT_EQ(data.customer_columns()[0].type, ColumnView::Type::kNumber);
  EXPECT_EQ(CellOf(data, *data.FindRow(SlotOf(data, "1"), 0, 0), "seats").number, 3);
  EXPECT_EQ(CellOf(data, *data.FindRow(SlotOf(data, "2"), 0, 0), "seats").number, 2.5);
}

TEST(LoadTest, DictionariesOfSeveralBlocksMeanTheirTexts) {
  // The codes differ from block to block; the second dictionary holds a text twice.
  class TwoDictionaries : public RowSource {
   public:
    Result<bool> Next(RowBlock* block) override {
      if (round_ == 2) return false;
      static constexpr std::int64_t kIds[] = {1, 1, 1};
      static constexpr Instant kAt[] = {1, 2, 3};
      static constexpr std::uint32_t kCodes[] = {0, 1, 2};
      block->row_count = 3;
      block->columns.assign(4, ColumnView());
      block->columns[0].name = "customer_id";
      block->columns[0].type = ColumnView::Type::kInteger;
      block->columns[0].integers = kIds;
      block->columns[1].name = "at";
      block->columns[1].type = ColumnView::Type::kTime;
      block->columns[1].integers = kAt;
      for (int i = 2; i < 4; ++i) {
        ColumnView& column = block->columns[i];
        column.name = i == 2 ? "kind" : "actor";
        column.type = ColumnView::Type::kText;
        column.codes = kCodes;
        column.dictionary = texts_[round_];
        column.dictionary_size = 3;
        column.dictionary_id = static_cast<std::uint64_t>(round_ * 2 + i);
      }
      ++round_;
      return true;
    }

   private:
    int round_ = 0;
    std::string_view texts_[2][3] = {{"a", "b", "c"}, {"c", "a", "a"}};
  };
  Portfolio portfolio;
  TwoDictionaries source;
  ASSERT_TRUE(portfolio.Load(InputTable::kActivities, source).ok());
  const Snapshot snapshot = portfolio.TakeSnapshot();
  ActivityScratch scratch;
  const ActivityView view = snapshot.data().Activities(0, kMaxInstant, scratch);
  ASSERT_EQ(view.size, 6u);
  EXPECT_EQ(view.text_count, 3u);
  EXPECT_EQ(snapshot.data().kind_count(), 3u);
  std::string actors, kinds;
  for (std::size_t i = 0; i < view.size; ++i) {
    actors += view.Text(view.actor[i]);
    kinds += snapshot.data().kind(view.kind[i]);
  }
  EXPECT_EQ(actors, "acbaca");
  EXPECT_EQ(kinds, "acbaca");
}

TEST(LoadTest, ColumnsThatNoRowHasTakeNoMemory) {
  Portfolio portfolio;
  TableSource source = SomeActivities({"a"}, {1}, {"k"});
  source.Numbers("value", {std::nullopt}).Texts("severity", {std::nullopt});
  MustLoad(portfolio, InputTable::kActivities, std::move(source));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  ActivityScratch scratch;
  const ActivityView view = snapshot.data().Activities(0, 0, scratch);
  EXPECT_FALSE(view.value);
  EXPECT_FALSE(view.actor);
  EXPECT_EQ(view.valid_until, nullptr);
  ASSERT_EQ(snapshot.data().activity_columns().size(), 1u);
  EXPECT_EQ(view.attributes[0].type, ColumnView::Type::kNull);
}

TEST(LoadTest, FeedsOfAKindReplaceThoseOfEarlierLoads) {
  Portfolio portfolio;
  TableSource first, second;
  first.Texts("kind", {"a.*", "a.*", "b"}).Times("complete_from", {1, 2, 3});
  MustLoad(portfolio, InputTable::kFeeds, std::move(first));
  const Snapshot old = portfolio.TakeSnapshot();
  second.Texts("kind", {"a.*", "*"}).Times("complete_until", {9, std::nullopt});
  MustLoad(portfolio, InputTable::kFeeds, std::move(second));
  const Snapshot now = portfolio.TakeSnapshot();
  ASSERT_EQ(now.data().feeds().size(), 3u);
  EXPECT_EQ(now.data().feeds()[0].pattern, "b");
  EXPECT_EQ(now.data().feeds()[1].pattern, "a.*");
  EXPECT_EQ(now.data().feeds()[1].complete_from, kBeginningOfTime);
  EXPECT_EQ(now.data().feeds()[1].complete_until, 9);
  EXPECT_EQ(now.data().feeds()[2].complete_until, kForever);
  ASSERT_EQ(old.data().feeds().size(), 3u);
  EXPECT_EQ(old.data().feeds()[1].complete_from, 2);
}

Field MakeField(std::string_view column, Cell cell, bool is_time = false) {
  Field field;
  field.column = column;
  field.cell = cell;
  field.is_time = is_time;
  return field;
}

TEST(RecordTest, IsALoadOfOneRow) {
  Portfolio portfolio;
  const auto activity = [](Cell id, Cell at, bool at_is_time) {
    return std::vector<Field>{MakeField("customer_id", id), MakeField("at", at, at_is_time),
                              MakeField("kind", std::string_view("k")),
                              MakeField("severity", std::string_view("high"))};
  };
  const Cell id = std::string_view("a");
  EXPECT_TRUE(portfolio.Record(InputTable::kActivities, activity(id, std::int64_t{2}, true)).ok());
  EXPECT_TRUE(portfolio.Record(InputTable::kActivities, activity(id, std::int64_t{1}, true)).ok());
  EXPECT_TRUE(portfolio
                  .Record(InputTable::kCustomers, {MakeField("customer_id", id),
                                                   MakeField("plan", std::string_view("pro"))})
                  .ok());
  const Snapshot snapshot = portfolio.TakeSnapshot();
  EXPECT_EQ(ActivitiesOf(snapshot.data(), "a"), (std::vector<std::string>{"1 k", "2 k"}));
  EXPECT_EQ(CellText(snapshot.data(), "a", 0, 0, "plan"), "pro");

  const Status no_time =
      portfolio.Record(InputTable::kActivities, activity(id, std::int64_t{2}, false));
  EXPECT_EQ(no_time.message(),
            "activities, row 0, column at: holds integers; it must hold instants");
  const Status no_id =
      portfolio.Record(InputTable::kActivities, activity(std::monostate(), std::int64_t{2}, true));
  EXPECT_EQ(no_id.location().column, "customer_id");
  EXPECT_EQ(no_id.location().row, 0);
}

TEST(RecordTest, BadActivitiesAreErrors) {
  Portfolio portfolio;
  ActivityRecord good;
  good.customer_id = std::string_view("a");
  good.kind = "k";
  EXPECT_TRUE(portfolio.RecordActivity(good).ok());
  const auto where = [&](auto spoil) {
    ActivityRecord record = good;
    spoil(record);
    return portfolio.RecordActivity(record).location().column;
  };
  EXPECT_EQ(where([](auto& r) { r.customer_id = std::string_view(); }), "customer_id");
  EXPECT_EQ(where([](auto& r) { r.kind = ""; }), "kind");
  EXPECT_EQ(where([](auto& r) { r.kind = "\xFF"; }), "kind");
  EXPECT_EQ(where([](auto& r) { r.at = kMaxInstant + 1; }), "at");
  EXPECT_EQ(where([](auto& r) { r.value = 1.0 / 0.0; }), "value");
  EXPECT_EQ(where([](auto& r) { r.actor = "\xFF"; }), "actor");
  EXPECT_EQ(where([](auto& r) { r.id = "\xFF"; }), "id");
  EXPECT_EQ(where([](auto& r) { r.valid_until = kForever; }), "valid_until");
  EXPECT_EQ(where([](auto& r) { r.recorded_at = kBeginningOfTime; }), "recorded_at");
  const Field kind = MakeField("kind", std::string_view("again"));
  EXPECT_EQ(where([&](auto& r) { r.attributes = &kind, r.attribute_count = 1; }), "kind");
  EXPECT_EQ(portfolio.TakeSnapshot().data().activity_row_count(), 1);
}

}  // namespace
}  // namespace kenko::testing
