// Which of a customer's activities count, and in which order.
#include <gtest/gtest.h>

#include <string>

#include "portfolio/small_loads.h"

namespace kenko::testing {
namespace {

using Strings = std::vector<std::string>;

TEST(ActivitiesTest, ComeInTheOrderOfTimeThenValueMissingFirst) {
  Portfolio portfolio;
  TableSource source = SomeActivities({"a", "a", "b", "a", "a"}, {5, 3, 1, 3, 3},
                                      {"last", "two", "other", "none", "one"});
  source.Numbers("value", {0, 2, 0, std::nullopt, 1});
  MustLoad(portfolio, InputTable::kActivities, std::move(source));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  EXPECT_EQ(ActivitiesOf(snapshot.data(), "a"), (Strings{"3 none", "3 one", "3 two", "5 last"}));
}

TEST(ActivitiesTest, MayComeLateAndOutOfOrder) {
  Portfolio portfolio;
  MustLoad(portfolio, InputTable::kActivities, SomeActivities({"a", "a"}, {10, 20}, {"k", "k"}));
  for (const Instant at : {15, 5, 25, 1}) {
    ActivityRecord record;
    record.customer_id = std::string_view("a");
    record.at = at;
    record.kind = "r";
    ASSERT_TRUE(portfolio.RecordActivity(record).ok());
  }
  MustLoad(portfolio, InputTable::kActivities, SomeActivities({"a"}, {12}, {"l"}));
  EXPECT_EQ(ActivitiesOf(portfolio.TakeSnapshot().data(), "a"),
            (Strings{"1 r", "5 r", "10 k", "12 l", "15 r", "20 k", "25 r"}));
}

TEST(ActivitiesTest, OfOneIdTheLastRecordedCounts) {
  Portfolio portfolio;
  TableSource source =
      SomeActivities({"a", "a", "a", "b"}, {1, 2, 3, 4}, {"first", "second", "free", "other"});
  source.Texts("id", {"x", "x", "", "x"}).Times("recorded_at", {10, 20, std::nullopt, 30});
  MustLoad(portfolio, InputTable::kActivities, std::move(source));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const SnapshotData& data = snapshot.data();
  EXPECT_EQ(ActivitiesOf(data, "a", 9), (Strings{"3 free"}));
  EXPECT_EQ(ActivitiesOf(data, "a", 10), (Strings{"1 first", "3 free"}));
  EXPECT_EQ(ActivitiesOf(data, "a", 20), (Strings{"2 second", "3 free"}));
  EXPECT_EQ(ActivitiesOf(data, "b", 30), (Strings{"4 other"}));
  ActivityScratch scratch;
  const ActivityCounts counts = data.CountActivities(SlotOf(data, "a"), 20, scratch);
  EXPECT_EQ(counts.held, 3);
  EXPECT_EQ(counts.superseded, 1);
}

TEST(ActivitiesTest, TiesGoToTheGreatestInstantKindValueAndActor) {
  Portfolio portfolio;
  TableSource source;
  source.Texts("customer_id", {"at", "at", "kind", "kind", "value", "value", "actor", "actor"});
  source.Times("at", {2, 1, 1, 1, 1, 1, 1, 1});
  // "z" is seen first, so codes of kinds are not in the order of their texts.
  source.Texts("kind", {"z", "z", "é", "z", "k1", "k2", "l2", "l1"});
  source.Numbers("value", {1, 9, 1, 9, std::nullopt, -1, 1, 1});
  source.Texts("actor", {"p", "q", "p", "q", "p", "p", std::nullopt, ""});
  source.Texts("id", Texts(8, "x"));
  MustLoad(portfolio, InputTable::kActivities, std::move(source));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  EXPECT_EQ(ActivitiesOf(snapshot.data(), "at"), (Strings{"2 z"}));
  EXPECT_EQ(ActivitiesOf(snapshot.data(), "kind"), (Strings{"1 é"}));
  EXPECT_EQ(ActivitiesOf(snapshot.data(), "value"), (Strings{"1 k2"}));
  EXPECT_EQ(ActivitiesOf(snapshot.data(), "actor"), (Strings{"1 l2"}));
}

TEST(ActivitiesTest, ARetractedRowIsGoneAndTakesItsIdWithIt) {
  Portfolio portfolio;
  MustLoad(portfolio, InputTable::kActivities,
           SomeActivities({"a", "a"}, {1, 2}, {"stays", "k"}).Texts("id", {"x", "y"}));
  ActivityRecord record;
  record.customer_id = std::string_view("a");
  record.at = 2;
  record.kind = "k";
  record.id = "y";
  record.recorded_at = 50;
  record.retracted = true;
  ASSERT_TRUE(portfolio.RecordActivity(record).ok());
  const Snapshot snapshot = portfolio.TakeSnapshot();
  EXPECT_EQ(ActivitiesOf(snapshot.data(), "a", 49), (Strings{"1 stays", "2 k"}));
  EXPECT_EQ(ActivitiesOf(snapshot.data(), "a", 50), (Strings{"1 stays"}));
}

TEST(ActivitiesTest, TextsHaveOneCodeWhereverTheyCameFrom) {
  Portfolio portfolio;
  TableSource source = SomeActivities({"a", "a"}, {1, 2}, {"k", "k"});
  source.Texts("actor", {"Ann", "Bob"}).Texts("role", {"Bob", std::nullopt});
  MustLoad(portfolio, InputTable::kActivities, std::move(source));
  const std::string_view actors[] = {"Bob", "Cy"};
  for (const std::string_view actor : actors) {
    ActivityRecord record;
    record.customer_id = std::string_view("a");
    record.at = 3;
    record.kind = "k";
    record.actor = actor;
    ASSERT_TRUE(portfolio.RecordActivity(record).ok());
  }
  const Snapshot snapshot = portfolio.TakeSnapshot();
  ActivityScratch scratch;
  const ActivityView view = snapshot.data().Activities(0, kMaxInstant, scratch);
  ASSERT_EQ(view.size, 4u);
  EXPECT_EQ(view.text_count, 3u);
  EXPECT_EQ(view.actor[1], view.actor[2]);
  EXPECT_EQ(view.Text(view.attributes[0].texts[0]), "Bob");
  EXPECT_EQ(view.attributes[0].texts[0], view.actor[1]);
  EXPECT_EQ(view.attributes[0].texts[2], 0u);
}

TEST(ActivitiesTest, AreBorrowedFromTheSnapshotWhereTheyLieTogether) {
  Portfolio portfolio;
  TableSource source = SomeActivities({"a", "a", "b"}, {1, 2, 3}, {"k", "k", "k"});
  source.Texts("id", {"x", "y", "x"}).Times("recorded_at", {5, 6, 7});
  MustLoad(portfolio, InputTable::kActivities, std::move(source));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  ActivityScratch one, other;
  const SnapshotData& data = snapshot.data();
  EXPECT_EQ(data.Activities(0, 6, one).at, data.Activities(0, 6, other).at);
  EXPECT_NE(data.Activities(0, 5, one).at, data.Activities(0, 5, other).at);
}

}  // namespace
}  // namespace kenko::testing
