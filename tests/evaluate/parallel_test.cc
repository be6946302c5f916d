#include "evaluate/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <thread>
#include <vector>

namespace kenko {
namespace {

class CountingWorker : public PartWorker {
 public:
  explicit CountingWorker(std::vector<std::atomic<int>>& counts) : counts_(counts) {}
  void Do(std::size_t part) override { ++counts_[part]; }

 private:
  std::vector<std::atomic<int>>& counts_;
};

TEST(DoInParallel, DoesEveryPartOnce) {
  for (const int threads : {1, 2, 7, 100}) {
    std::vector<std::atomic<int>> counts(33);
    const Status status = DoInParallel(
        counts.size(), threads, [&] { return std::make_unique<CountingWorker>(counts); }, {});
    EXPECT_TRUE(status.ok());
    for (const auto& count : counts) EXPECT_EQ(count, 1);
  }
}

TEST(DoInParallel, CallsProgressOnTheCallingThreadOnly) {
  std::vector<std::atomic<int>> counts(200);
  const std::thread::id caller = std::this_thread::get_id();
  bool elsewhere = false;
  (void)DoInParallel(
      counts.size(), 3, [&] { return std::make_unique<CountingWorker>(counts); },
      [&](double share) {
        elsewhere |= std::this_thread::get_id() != caller || share <= 0 || share > 1;
        return true;
      });
  EXPECT_FALSE(elsewhere);
}

// On other threads than the caller's, waits until the caller was asked.
class WaitingWorker : public PartWorker {
 public:
  WaitingWorker(std::thread::id caller, std::atomic<bool>& asked, std::atomic<int>& done)
      : caller_(caller), asked_(asked), done_(done) {}
  void Do(std::size_t) override {
    while (std::this_thread::get_id() != caller_ && !asked_) std::this_thread::yield();
    ++done_;
  }

 private:
  const std::thread::id caller_;
  std::atomic<bool>& asked_;
  std::atomic<int>& done_;
};

TEST(DoInParallel, StopsAllThreadsWhenProgressSaysSo) {
  std::atomic<bool> asked{false};
  std::atomic<int> done{0};
  const std::thread::id caller = std::this_thread::get_id();
  const Status status = DoInParallel(
      1'000'000, 3, [&] { return std::make_unique<WaitingWorker>(caller, asked, done); },
      [&](double) {
        asked = true;
        return false;
      });
  EXPECT_EQ(status.code(), StatusCode::kCancelled);
  EXPECT_LT(done, 1'000'000);
}

class FailingWorker : public PartWorker {
 public:
  void Do(std::size_t part) override {
    if (part == 5) throw std::bad_alloc();
  }
};

TEST(DoInParallel, ThrowsOnTheCallingThreadWhatAWorkerThrew) {
  for (const int threads : {1, 3}) {
    EXPECT_THROW(
        (void)DoInParallel(20, threads, [] { return std::make_unique<FailingWorker>(); }, {}),
        std::bad_alloc);
  }
}

}  // namespace
}  // namespace kenko
