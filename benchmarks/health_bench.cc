// From measures to scores, bands and reasons: customers with next to no activities.
#include <benchmark/benchmark.h>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/ready_measures.h"
#include "benchmarks/time_per.h"
#include "portfolio/snapshot_data.h"

namespace kenko::benchmarks {
namespace {

void BM_Health(benchmark::State& state, const char* table) {
  const Model model = ParseWorkloadModel();
  const Snapshot snapshot = PortfolioOfFewActivities().TakeSnapshot();
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  options.tables = {table};
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(Evaluate(model, snapshot, options)));
  // All of them exist at that instant.
  TimePer(state, "customer", snapshot.data().customer_count());
}
BENCHMARK_CAPTURE(BM_Health, health, "health")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Health, measures, "measures")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Health, explain, "explain")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Health, levers, "levers")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Health, summary, "summary")->Unit(benchmark::kMillisecond);

// Scoring alone: tier, score, rules and band, where the measures are ready.
void BM_Decide(benchmark::State& state, double (ReadyMeasures::*decide)()) {
  const Model model = ParseWorkloadModel();
  ReadyMeasures customers(model, LoadedPortfolio().TakeSnapshot(), 2000);
  for (auto _ : state) benchmark::DoNotOptimize((customers.*decide)());
  TimePer(state, "customer", customers.customer_count());
}
BENCHMARK_CAPTURE(BM_Decide, one_by_one, &ReadyMeasures::Decide)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_Decide, in_blocks, &ReadyMeasures::DecideInBlocks)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace kenko::benchmarks
