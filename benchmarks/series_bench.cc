// Many instants: a series beside as many evaluations, and what stability's look back costs.
#include <benchmark/benchmark.h>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/time_per.h"

namespace kenko::benchmarks {
namespace {

void PerInstant(benchmark::State& state, std::int64_t instants) {
  TimePer(state, "customer·instant",
          static_cast<std::size_t>(instants) * TheWorkload().options.customers);
}

// Arguments: instants, threads.
void BM_Series(benchmark::State& state) {
  const Model model = ParseWorkloadModel();
  const Snapshot snapshot = LoadedPortfolio().TakeSnapshot();
  SeriesOptions options;
  options.instants = WeeklyInstants(static_cast<int>(state.range(0)));
  options.threads = static_cast<int>(state.range(1));
  for (auto _ : state) {
    benchmark::DoNotOptimize(OrDie(EvaluateSeries(model, snapshot, options)));
  }
  PerInstant(state, state.range(0));
}
BENCHMARK(BM_Series)
    ->Args({1, 1})
    ->Args({52, 1})
    ->Args({52, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

// The same answers, one by one.
void BM_EvaluateEachInstant(benchmark::State& state) {
  const Model model = ParseWorkloadModel();
  const Snapshot snapshot = LoadedPortfolio().TakeSnapshot();
  EvaluateOptions options;
  for (auto _ : state) {
    for (const Instant instant : WeeklyInstants(static_cast<int>(state.range(0)))) {
      options.as_of = instant;
      benchmark::DoNotOptimize(OrDie(Evaluate(model, snapshot, options)));
    }
  }
  PerInstant(state, state.range(0));
}
BENCHMARK(BM_EvaluateEachInstant)
    ->Arg(52)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

// One instant with stability: 26 earlier ones are looked at (0: without).
void BM_Stability(benchmark::State& state) {
  const Model model = ParseWorkloadModel(
      state.range(0) != 0 ? "stability: {every: 7d, look_back: 182d, margin: 3, confirm: 2}\n"
                          : "");
  const Snapshot snapshot = LoadedPortfolio().TakeSnapshot();
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(Evaluate(model, snapshot, options)));
  PerInstant(state, 1);
}
BENCHMARK(BM_Stability)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace kenko::benchmarks
