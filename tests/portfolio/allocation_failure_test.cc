// Every allocation of every way in is made to fail once: the portfolio must then be as it was, and
// take the same rows when memory is there again.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "portfolio/small_loads.h"
#include "support/failing_allocations.h"

namespace kenko::testing {
namespace {

// Everything that a snapshot tells.
std::string Describe(const Portfolio& portfolio) {
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const SnapshotData& data = snapshot.data();
  ActivityScratch scratch;
  std::string text = std::to_string(data.activity_row_count()) + " activities, " +
                     std::to_string(data.customer_row_count()) + " customers, " +
                     std::to_string(data.milestone_row_count()) + " milestones\n";
  for (std::size_t i = 0; i < data.kind_count(); ++i) text += std::string(data.kind(i)) + " ";
  for (const AttributeColumn& column : data.customer_columns()) text += std::string(column.name);
  for (const AttributeColumn& column : data.activity_columns()) text += std::string(column.name);
  for (const FeedRow& feed : data.feeds()) text += std::string(feed.pattern);
  for (Slot slot = 0; slot < data.slot_count(); ++slot) {
    text += "\n" + IdText(data, slot) + (data.HasCustomerRow(slot) ? " exists: " : ": ");
    text += CellText(data, IdText(data, slot), 0, 0, "plan");
    for (const SeenActivity& row : ReadActivities(data, slot, kMaxInstant, scratch)) {
      text += ", " + std::to_string(std::get<0>(row)) + " " + std::get<2>(row) + " " +
              std::get<3>(row).value_or("-") + " " + std::get<5>(row).value_or("-");
    }
    std::vector<MilestoneRow> milestones;
    data.Milestones(slot, milestones);
    for (const MilestoneRow& milestone : milestones) text += std::string(milestone.milestone);
  }
  return text;
}

TableSource Activities(int count, const char* prefix) {
  Texts ids, kinds, actors, own_ids, severities;
  Times at;
  for (int i = 0; i < count; ++i) {
    ids.push_back(prefix + std::to_string(i % 150));
    kinds.push_back("kind " + std::to_string(i % 40));
    actors.push_back("actor " + std::to_string(i % 5));
    own_ids.push_back("id " + std::to_string(i % 3));
    severities.push_back(i % 4 == 0 ? std::nullopt : std::optional<std::string>("high"));
    at.push_back(count - i);
  }
  TableSource source = SomeActivities(ids, at, kinds);
  source.Texts("actor", actors).Texts("id", own_ids).Texts("severity", severities);
  return source;
}

void Fill(Portfolio& portfolio) {
  TableSource customers;
  customers.Texts("customer_id", {"c1", "c2"}).Texts("plan", {"pro", "basic"});
  MustLoad(portfolio, InputTable::kCustomers, std::move(customers));
  MustLoad(portfolio, InputTable::kActivities, Activities(255, "c"));
  MustLoad(portfolio, InputTable::kActivities, Activities(255, "c"));
}

// Fails at the first allocation, the second, … until the change succeeds.
void FailAtEach(const std::function<bool(Portfolio&)>& change) {
  Portfolio expected;
  Fill(expected);
  const std::string before = Describe(expected);
  ASSERT_TRUE(change(expected));
  const std::string after = Describe(expected);
  ASSERT_NE(before, after);
  Portfolio portfolio;
  Fill(portfolio);
  for (long n = 0;; ++n) {
    bool failed = false;
    allocations_left = n;
    try {
      change(portfolio);
    } catch (const std::bad_alloc&) {
      failed = true;
    }
    allocations_left = -1;
    ASSERT_EQ(Describe(portfolio), failed ? before : after) << "allocation " << n;
    if (!failed) break;
  }
}

TEST(AllocationFailureTest, LeavesLoadsOfActivitiesUndone) {
  FailAtEach([](Portfolio& portfolio) {
    TableSource source = Activities(400, "d");
    source.InBlocksOf(150);
    return portfolio.Load(InputTable::kActivities, source).ok();
  });
  FailAtEach([](Portfolio& portfolio) {
    TableSource source = Activities(300, "c");
    return portfolio.Load(InputTable::kActivities, source).ok();
  });
  FailAtEach([](Portfolio& portfolio) {
    TableSource source = Activities(3, "c");
    return portfolio.Load(InputTable::kActivities, source).ok();
  });
}

TEST(AllocationFailureTest, LeavesRecordsUndone) {
  for (const char* id : {"c1", "new"}) {
    FailAtEach([id](Portfolio& portfolio) {
      ActivityRecord record;
      record.customer_id = std::string_view(id);
      record.at = 1;
      record.kind = "new kind";
      record.actor = "new actor";
      return portfolio.RecordActivity(record).ok();
    });
  }
}

// Activities are let in while later ones come: those that run out of memory half-way go on later.
TEST(AllocationFailureTest, LetsEachRecordInOnce) {
  const auto record_all = [](Portfolio& portfolio, long allocations) {
    bool failed = false;
    const auto run = [&](const auto& change) {
      allocations_left = allocations;
      try {
        change();
      } catch (const std::bad_alloc&) {
        failed = true;
        allocations_left = -1;
        change();
      }
      allocations_left = -1;
    };
    const std::string long_actor(1000, 'a');  // does not wait for others
    for (int i = 0; i < 30; ++i) {
      const std::string id = (i % 3 == 0 ? "new" : "c") + std::to_string(i % 7);
      ActivityRecord record;
      record.customer_id = std::string_view(id);
      record.kind = "kind 1";
      record.actor = i % 9 == 8 ? std::string_view(long_actor) : std::string_view(id);
      run([&] { EXPECT_TRUE(portfolio.RecordActivity(record).ok()); });
    }
    run([&] { portfolio.TakeSnapshot(); });
    return failed;
  };
  Portfolio expected;
  Fill(expected);
  record_all(expected, -1);
  for (long n = 0;; ++n) {
    Portfolio portfolio;
    Fill(portfolio);
    const bool failed = record_all(portfolio, n);
    ASSERT_EQ(Describe(portfolio), Describe(expected)) << "allocation " << n;
    if (!failed) break;
  }
}

TEST(AllocationFailureTest, LeavesLoadsOfTheOtherTablesUndone) {
  const auto ids = [](int count) {
    Texts texts;
    for (int i = 0; i < count; ++i) texts.push_back("n" + std::to_string(i));
    return texts;
  };
  FailAtEach([&](Portfolio& portfolio) {
    TableSource source;
    source.Texts("customer_id", ids(600)).Texts("plan", ids(600)).Texts("owner", ids(600));
    source.InBlocksOf(300);
    return portfolio.Load(InputTable::kCustomers, source).ok();
  });
  FailAtEach([&](Portfolio& portfolio) {
    TableSource source;
    source.Texts("customer_id", ids(300)).Texts("milestone", ids(300));
    return portfolio.Load(InputTable::kMilestones, source).ok();
  });
  FailAtEach([&](Portfolio& portfolio) {
    TableSource source;
    source.Texts("kind", {"a", "b.*"});
    return portfolio.Load(InputTable::kFeeds, source).ok();
  });
}

}  // namespace
}  // namespace kenko::testing
