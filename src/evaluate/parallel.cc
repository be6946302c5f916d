#include "evaluate/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace kenko {
namespace {

class Job {
 public:
  Job(std::size_t part_count, const std::function<std::unique_ptr<PartWorker>()>& make_worker)
      : part_count_(part_count), make_worker_(make_worker) {}

  // Does parts until none is left, something failed or `go_on` says no.
  template <typename GoOn>
  void Work(const GoOn& go_on) noexcept {
    try {
      const std::unique_ptr<PartWorker> worker = make_worker_();
      while (!stop_.load(std::memory_order_relaxed)) {
        const std::size_t part = next_.fetch_add(1, std::memory_order_relaxed);
        if (part >= part_count_) return;
        worker->Do(part);
        const std::size_t done = done_.fetch_add(1, std::memory_order_relaxed) + 1;
        if (!go_on(static_cast<double>(done) / static_cast<double>(part_count_))) Stop();
      }
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      Stop();
    }
  }

  void RethrowFailure() {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void Stop() { stop_.store(true, std::memory_order_relaxed); }

  const std::size_t part_count_;
  const std::function<std::unique_ptr<PartWorker>()>& make_worker_;
  std::atomic<std::size_t> next_{0}, done_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;  // of failure_ alone; never taken while all goes well
  std::exception_ptr failure_;
};

}  // namespace

Status DoInParallel(std::size_t part_count, int threads,
                    const std::function<std::unique_ptr<PartWorker>()>& make_worker,
                    const std::function<bool(double)>& progress) {
  Job job(part_count, make_worker);
  std::vector<std::thread> others;
  const auto wanted = std::min(part_count, static_cast<std::size_t>(std::max(threads, 1)));
  others.reserve(wanted);
  try {
    while (others.size() + 1 < wanted) {
      others.emplace_back([&job] { job.Work([](double) { return true; }); });
    }
  } catch (const std::exception&) {
    // No further thread, or no memory for one, to be had: those there are do it all.
  }
  bool cancelled = false;
  job.Work([&](double share) {
    cancelled = progress && !progress(share);
    return !cancelled;
  });
  for (std::thread& other : others) other.join();
  job.RethrowFailure();
  if (cancelled) return Status(StatusCode::kCancelled, "cancelled by the progress callback");
  return {};
}

}  // namespace kenko
