// From measures to scores, bands and reasons: customers with next to no activities.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/time_per.h"

namespace kenko::benchmarks {
namespace {

std::size_t CustomerCount() {
  return std::getenv("KENKO_BENCH_QUICK") != nullptr ? 10'000 : 100'000;
}

const Portfolio& FewActivities() {
  static const Portfolio* const portfolio = [] {
    WorkloadOptions options;
    options.customers = CustomerCount();
    options.activities = options.customers * 2;
    const Workload workload(options);
    auto* made = new Portfolio;
    WorkloadCustomers customers(workload);
    WorkloadActivities activities(workload);
    OrDie(made->Load(InputTable::kCustomers, customers));
    OrDie(made->Load(InputTable::kActivities, activities));
    return made;
  }();
  return *portfolio;
}

void BM_Health(benchmark::State& state, const char* table) {
  const Model model = ParseWorkloadModel();
  const Snapshot snapshot = FewActivities().TakeSnapshot();
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  options.tables = {table};
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(Evaluate(model, snapshot, options)));
  // All of them exist at that instant.
  TimePer(state, "customer", CustomerCount());
}
BENCHMARK_CAPTURE(BM_Health, health, "health")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Health, measures, "measures")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Health, explain, "explain")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Health, levers, "levers")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Health, summary, "summary")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kenko::benchmarks
