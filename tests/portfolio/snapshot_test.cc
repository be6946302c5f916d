// Snapshots stay as they are while their portfolio goes on.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "portfolio/small_loads.h"

namespace kenko::testing {
namespace {

ActivityRecord Login(std::string_view customer, Instant at) {
  ActivityRecord record;
  record.customer_id = customer;
  record.at = at;
  record.kind = "login";
  record.actor = customer;
  return record;
}

TEST(SnapshotTest, DoesNotSeeWhatComesAfterIt) {
  Portfolio portfolio;
  const Snapshot empty = portfolio.TakeSnapshot();
  ASSERT_TRUE(portfolio.RecordActivity(Login("a", 1)).ok());
  const Snapshot one = portfolio.TakeSnapshot();
  // Long enough for the first rows to be put together several times.
  for (Instant at = 2; at <= 2000; ++at) {
    ASSERT_TRUE(portfolio.RecordActivity(Login(at % 3 == 0 ? "b" : "a", at)).ok());
  }
  EXPECT_EQ(empty.data().slot_count(), 0u);
  EXPECT_EQ(one.data().slot_count(), 1u);
  EXPECT_EQ(one.data().activity_row_count(), 1);
  EXPECT_EQ(ActivitiesOf(one.data(), "a"), (std::vector<std::string>{"1 login"}));
  const Snapshot now = portfolio.TakeSnapshot();
  EXPECT_EQ(ActivitiesOf(now.data(), "a").size() + ActivitiesOf(now.data(), "b").size(), 2000u);
}

TEST(SnapshotTest, MayBeTakenBySeveralThreadsAtOnce) {
  Portfolio portfolio;
  std::int64_t recorded = 0;
  std::atomic<int> wrong{0};
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < round % 8; ++i) {
      ASSERT_TRUE(portfolio.RecordActivity(Login("c" + std::to_string(i), ++recorded)).ok());
    }
    std::vector<std::thread> takers;
    for (int t = 0; t < 3; ++t) {
      takers.emplace_back([&] {
        if (portfolio.TakeSnapshot().data().activity_row_count() != recorded) ++wrong;
      });
    }
    for (std::thread& taker : takers) taker.join();
  }
  EXPECT_EQ(wrong, 0);
}

TEST(SnapshotTest, OutlivesItsPortfolio) {
  std::optional<Snapshot> snapshot;
  {
    Portfolio portfolio;
    TableSource customers;
    customers.Texts("customer_id", {"a"}).Texts("plan", {"a plan of some length"});
    MustLoad(portfolio, InputTable::kCustomers, std::move(customers));
    ASSERT_TRUE(portfolio.RecordActivity(Login("a", 1)).ok());
    snapshot = portfolio.TakeSnapshot();
    Portfolio moved = std::move(portfolio);
    ASSERT_TRUE(moved.RecordActivity(Login("a", 2)).ok());
  }
  EXPECT_EQ(ActivitiesOf(snapshot->data(), "a").size(), 1u);
  EXPECT_EQ(CellText(snapshot->data(), "a", 0, 0, "plan"), "a plan of some length");
}

TEST(SnapshotTest, HasTheSameSchemaUntilAKindAColumnOrAFeedIsNew) {
  Portfolio portfolio;
  TableSource customers;
  customers.Texts("customer_id", {"a"}).Texts("plan", {"pro"});
  MustLoad(portfolio, InputTable::kCustomers, std::move(customers));
  ASSERT_TRUE(portfolio.RecordActivity(Login("a", 1)).ok());
  Snapshot before = portfolio.TakeSnapshot();
  const auto stays_the_same = [&] {
    const Snapshot now = portfolio.TakeSnapshot();
    const bool same = now.data().HasSameSchema(before.data());
    before = now;
    return same;
  };
  const auto record = [&](InputTable table, const std::vector<Field>& fields) {
    ASSERT_TRUE(portfolio.Record(table, fields).ok());
  };
  ASSERT_TRUE(portfolio.RecordActivity(Login("another", 2)).ok());
  record(InputTable::kCustomers, {{"customer_id", "b"}, {"plan", "basic"}});
  EXPECT_TRUE(stays_the_same());
  ActivityRecord other = Login("a", 3);
  other.kind = "logout";
  ASSERT_TRUE(portfolio.RecordActivity(other).ok());
  EXPECT_FALSE(stays_the_same());
  record(InputTable::kCustomers, {{"customer_id", "b"}, {"seats", 3.0}});
  EXPECT_FALSE(stays_the_same());
  record(InputTable::kFeeds, {{"kind", "login"}});
  EXPECT_FALSE(stays_the_same());
  EXPECT_TRUE(stays_the_same());
  EXPECT_FALSE(Portfolio().TakeSnapshot().data().HasSameSchema(before.data()));
}

// What a reader checks: customer number c has as many activities as its row says, at 0, 1, 2, …
void CheckAll(const SnapshotData& data, ActivityScratch& scratch, std::atomic<int>& wrong) {
  std::int64_t total = 0;
  for (Slot slot = 0; slot < data.slot_count(); ++slot) {
    const ActivityView view = data.Activities(slot, kMaxInstant, scratch);
    for (std::size_t i = 0; i < view.size; ++i) {
      if (view.at[i] != static_cast<Instant>(i)) ++wrong;
      if (view.Text(view.actor[i]) != data.text_id(slot)) ++wrong;
      if (data.kind(view.kind[i]).substr(0, 5) != "login") ++wrong;
    }
    total += static_cast<std::int64_t>(view.size);
    const CustomerRow* const row = data.FindRow(slot, 0, 0);
    if (row != nullptr && CellOf(data, *row, "name").text() != data.text_id(slot)) ++wrong;
    const auto position = data.FindCustomer(CustomerId(std::string(data.text_id(slot))));
    if (position.has_value() != (row != nullptr)) ++wrong;
    if (position && data.customer_slot(*position) != slot) ++wrong;
  }
  if (total != data.activity_row_count()) ++wrong;
}

TEST(SnapshotTest, ManyThreadsReadWhileOneWrites) {
  Portfolio portfolio;
  std::mutex mutex;  // only for handing snapshots over
  std::optional<Snapshot> latest = portfolio.TakeSnapshot();
  std::atomic<bool> done{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int r = 0; r < 3; ++r) {
    readers.emplace_back([&] {
      ActivityScratch scratch;
      while (!done) {
        std::optional<Snapshot> snapshot;
        {
          const std::lock_guard<std::mutex> lock(mutex);
          snapshot = latest;
        }
        CheckAll(snapshot->data(), scratch, wrong);
      }
    });
  }
  std::vector<Instant> next(600, 0);
  for (int step = 0; step < 20'000; ++step) {
    const int c = step * 7919 % (step < 5000 ? 20 : 600);
    const std::string id = "c" + std::to_string(c);
    if (step % 50 == 0) {
      TableSource rows = SomeActivities({id, id}, {next[c], next[c] + 1},
                                        {"login", "login" + std::to_string(step)});
      rows.Texts("actor", {id, id});
      next[c] += 2;
      MustLoad(portfolio, InputTable::kActivities, std::move(rows));
    } else {
      ASSERT_TRUE(portfolio.RecordActivity(Login(id, next[c]++)).ok());
    }
    if (step % 40 == 0) {
      TableSource customers;
      customers.Texts("customer_id", {id}).Texts("name", {id});
      MustLoad(portfolio, InputTable::kCustomers, std::move(customers));
      TableSource bad;
      bad.Texts("customer_id", {"x" + std::to_string(step), ""}).Texts("name", {"x", "y"});
      EXPECT_FALSE(MustFail(portfolio, InputTable::kCustomers, std::move(bad)).ok());
    }
    if (step % 20 == 0) {
      Snapshot snapshot = portfolio.TakeSnapshot();
      const std::lock_guard<std::mutex> lock(mutex);
      latest = std::move(snapshot);
    }
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace kenko::testing
