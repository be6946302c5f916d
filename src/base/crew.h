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
// short for a thread to be made for, or even to be woken for.
class Crew {
 public:
  // Of `size` threads, the calling one among them; of fewer where they can't be had.
  explicit Crew(int size);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  std::size_t size() const { return threads_.size() + 1; }

  // Calls step(member) for each member 0 .. size() − 1 at once, 0 on the calling thread, and
  // returns when all have returned. What a member throws is thrown here.
  void Do(const std::function<void(std::size_t member)>& step);

  // Likewise use(member, part) for each part 0 .. count − 1, by whichever member is free.
  void Share(std::size_t count,
             const std::function<void(std::size_t member, std::size_t part)>& use);

 private:
  void Run(std::size_t member) noexcept;
  void TakeStep(std::size_t member) noexcept;
  // Until holds(): first by looking again and again, then asleep.
  template <typename Holds>
  void WaitUntil(const Holds& holds);

  std::vector<std::thread> threads_;
  const std::function<void(std::size_t)>* step_ = nullptr;
  std::atomic<std::uint64_t> step_number_{0};
  std::atomic<std::size_t> at_work_{0};  // members other than the caller
  std::atomic<bool> ends_{false};
  std::mutex mutex_;  // of failure_, and of those asleep
  std::condition_variable changed_;
  std::exception_ptr failure_;
};

}  // namespace kenko

#endif  // KENKO_BASE_CREW_H_
