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
  ++sleepers_;
  changed_.wait(lock, holds);
  --sleepers_;
}

void Crew::WakeSleepers() {
  // With the lock, a thread that is about to sleep either sees what has changed or is counted.
  const std::lock_guard<std::mutex> lock(mutex_);
  if (sleepers_ > 0) changed_.notify_all();
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
  ends_ = true;
  WakeSleepers();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::Share(std::size_t count, const Part& use) {
  use_ = &use;
  count_ = count;
  next_ = 0;
  if (!threads_.empty() && count > 1) {
    is_open_ = true;
    ++step_number_;
    WakeSleepers();
  }
  TakeParts(0);
  // Who enters from now on finds it closed; who is inside has begun its part, or will see that
  // there is none.
  is_open_ = false;
  WaitUntil([this] { return inside_ == 0; });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Crew::TakeParts(std::size_t member) noexcept {
  try {
    for (std::size_t part = next_++; part < count_; part = next_++) (*use_)(member, part);
  } catch (...) {
    next_ = count_;
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
  }
}

void Crew::Run(std::size_t member) noexcept {
  for (std::uint64_t seen = 0; !ends_;) {
    WaitUntil([&] { return ends_ || step_number_ != seen; });
    seen = step_number_;
    ++inside_;
    if (is_open_) TakeParts(member);
    if (--inside_ == 0) WakeSleepers();
  }
}

}  // namespace kenko
