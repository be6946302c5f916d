#include "base/crew.h"

#include <utility>

namespace kenko {

template <typename Holds>
void Crew::WaitUntil(const Holds& holds) {
  // Falling asleep and waking up take longer than most steps.
  constexpr int kLooks = 20'000, kLooksATime = 50;
  for (int look = 1; look < kLooks; ++look) {
    if (holds()) return;
    if (look % kLooksATime == 0) std::this_thread::yield();  // where there are fewer cores
  }
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, holds);
}

Crew::Crew(int size) {
  try {
    threads_.reserve(static_cast<std::size_t>(size > 1 ? size - 1 : 0));
    for (int member = 1; member < size; ++member) {
      threads_.emplace_back([this, member] { Run(static_cast<std::size_t>(member)); });
    }
  } catch (const std::exception&) {
    // No further thread, or no memory for one, to be had: those there are do it all.
  }
}

Crew::~Crew() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::Do(const std::function<void(std::size_t)>& step) {
  if (threads_.empty()) return step(0);
  step_ = &step;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    at_work_ = threads_.size();
    ++step_number_;
  }
  changed_.notify_all();
  TakeStep(0);
  WaitUntil([this] { return at_work_ == 0; });
  step_ = nullptr;
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Crew::Share(std::size_t count, const std::function<void(std::size_t, std::size_t)>& use) {
  std::atomic<std::size_t> next{0};
  Do([&](std::size_t member) {
    for (std::size_t part = next++; part < count; part = next++) use(member, part);
  });
}

void Crew::TakeStep(std::size_t member) noexcept {
  try {
    (*step_)(member);
  } catch (...) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
  }
}

void Crew::Run(std::size_t member) noexcept {
  for (std::uint64_t taken = 0;; ++taken) {
    WaitUntil([&] { return ends_ || step_number_ > taken; });
    if (ends_) return;
    TakeStep(member);
    if (--at_work_ > 0) continue;
    // The lock makes sure that the caller either sees the 0 or is asleep by now.
    { const std::lock_guard<std::mutex> lock(mutex_); }
    changed_.notify_all();
  }
}

}  // namespace kenko
