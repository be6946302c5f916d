// One thread records while others evaluate snapshots: run under ThreadSanitizer by ./dev check.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/example.h"

namespace kenko {
namespace {

using testing::AsOf;
using testing::kToday;

TEST(Concurrency, SnapshotsAreEvaluatedWhileTheirPortfolioGoesOnRecording) {
  const Model model = testing::ParseModel(testing::ExampleModelText());
  Portfolio portfolio;
  testing::FillExample(portfolio, 50);

  std::mutex mutex;  // hands snapshots over; evaluating takes no lock
  Snapshot latest = portfolio.TakeSnapshot();
  std::atomic<bool> done{false};
  std::atomic<int> failures{0}, evaluations{0};
  const auto read = [&] {
    while (!done.load()) {
      std::unique_lock<std::mutex> lock(mutex);
      const Snapshot snapshot = latest;
      lock.unlock();
      const auto first = Evaluate(model, snapshot, AsOf(kToday, {"health", "measures"}));
      const auto again = Evaluate(model, snapshot, AsOf(kToday, {"health", "measures"}));
      const bool same = first.ok() && again.ok() &&
                        testing::ReadRows(*first->Find("measures")) ==
                            testing::ReadRows(*again->Find("measures"));
      failures += same ? 0 : 1;
      ++evaluations;
    }
  };
  std::vector<std::thread> readers;
  for (int r = 0; r < 2; ++r) readers.emplace_back(read);

  for (int i = 0; i < 4000 || evaluations < 20; ++i) {
    const std::string id = "c" + std::to_string(i % 90);  // from 50 on: not yet customers
    ActivityRecord activity;
    activity.customer_id = std::string_view(id);
    activity.at = kToday - (i % 40) * kDay;
    activity.kind = i % 11 == 0 ? "survey" : "login";
    activity.actor = i % 2 == 0 ? "kim" : "lee";
    activity.value = i % 5;
    ASSERT_TRUE(portfolio.RecordActivity(activity).ok());
    if (i % 37 == 0) {
      const std::vector<Field> customer = {{"customer_id", std::string_view(id)},
                                           {"seats", std::int64_t{i % 9}}};
      ASSERT_TRUE(portfolio.Record(InputTable::kCustomers, customer).ok());
    }
    if (i % 50 == 0) {
      const std::lock_guard<std::mutex> lock(mutex);
      latest = portfolio.TakeSnapshot();
    }
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace kenko
