// Loops on several threads, for the yardsticks.
#ifndef KENKO_BENCHMARKS_IN_PARALLEL_H_
#define KENKO_BENCHMARKS_IN_PARALLEL_H_

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace kenko::benchmarks {

// work(thread, begin, end) for pieces of [0, count); on the calling thread where it is the only
// one.
template <typename Work>
void InParallel(int threads, std::size_t count, std::size_t piece, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&](int thread) {
    for (;;) {
      const std::size_t begin = next.fetch_add(piece, std::memory_order_relaxed);
      if (begin >= count) return;
      work(thread, begin, std::min(count, begin + piece));
    }
  };
  std::vector<std::thread> others;
  for (int thread = 1; thread < threads; ++thread) others.emplace_back(run, thread);
  run(0);
  for (std::thread& other : others) other.join();
}

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_IN_PARALLEL_H_
