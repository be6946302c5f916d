// Benchmark results by the thing that is counted: "time/activity", not the time of all.
#ifndef KENKO_BENCHMARKS_TIME_PER_H_
#define KENKO_BENCHMARKS_TIME_PER_H_

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>

namespace kenko::benchmarks {

// Each iteration handled `count` things.
inline void TimePer(benchmark::State& state, const std::string& thing, std::size_t count) {
  const double all = static_cast<double>(count) * static_cast<double>(state.iterations());
  state.counters["time/" + thing] =
      benchmark::Counter(all, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_TIME_PER_H_
