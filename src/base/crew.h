// Threads that take one short step after another together.
#ifndef KENKO_BASE_CREW_H_
#define KENKO_BASE_CREW_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kenko {

// For work of many steps of some ten microseconds, each of which needs all of the one before: too
// short for a thread to be made for, or even to be woken for. Nobody waits for a member that the
// system lets wait: the others do its part.
class Crew {
 public:
  using Part = std::function<void(std::size_t member, std::size_t part)>;

  // Of `size` threads, the calling one among them; of fewer where they can't be had.
  explicit Crew(int size);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  std::size_t size() const { return threads_.size() + 1; }

  // Calls use(member, part) for each part 0 .. count − 1, by whichever member is free, of which 0
  // is the calling thread, and returns when all are done. What a call throws is thrown here, once
  // no member is at work any more; parts not begun by then are left out.
  void Share(std::size_t count, const Part& use);

 private:
  void Run(std::size_t member) noexcept;
  void TakeParts(std::size_t member) noexcept;
  // Until holds(): first by looking again and again, then asleep.
  template <typename Holds>
  void WaitUntil(const Holds& holds);
  void WakeSleepers();

  std::vector<std::thread> threads_;
  // Of the step at hand. Members who are inside may read them; the caller changes them when it is
  // closed and nobody is.
  const Part* use_ = nullptr;
  std::size_t count_ = 0;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> is_open_{false};
  std::atomic<std::size_t> inside_{0};
  std::atomic<std::uint64_t> step_number_{0};
  std::atomic<bool> ends_{false};

  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  std::size_t sleepers_ = 0;
  std::exception_ptr failure_;
};

}  // namespace kenko

#endif  // KENKO_BASE_CREW_H_
