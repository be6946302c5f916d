// Assigning tiers, and planning them under the hours that there are.
#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/time_per.h"
#include "portfolio/snapshot_data.h"

namespace kenko::benchmarks {
namespace {

constexpr const char* kModel = R"(kenko: 1
name: tiers
customer:
  started_at: started_at
  value: mrr
  attributes: {mrr: number, seats: number, started_at: time, strategic: flag}
tiers:
  levels: [{name: high, from: 2000}, {name: low, from: 300}, {name: tech}]
  exceptions:
    - {name: strategic, when: strategic, tier: high}
    - {name: many seats, when: seats > 40, at_least: low}
  capacity: {high: {hours_per_customer: 2, hours: 400}, low: {hours_per_customer: 0.5, hours: 900}}
scorecards: [{name: all, signals: [{name: seats, measure: m, curve: [[0, 0], [9, 100]]}]}]
measures: {m: {formula: seats}}
)";

void BM_Tiers(benchmark::State& state, const char* table, std::vector<std::string> columns) {
  const Model model = OrDie(Model::Parse(kModel, "tiers.yaml"));
  const Snapshot snapshot = PortfolioOfFewActivities().TakeSnapshot();
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  options.tables = {table};
  options.health_columns = std::move(columns);
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(Evaluate(model, snapshot, options)));
  TimePer(state, "customer", snapshot.data().customer_count());
}
BENCHMARK_CAPTURE(BM_Tiers, assign, "health", {"tier", "tier_reason"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Tiers, plan, "tier_plan", {})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kenko::benchmarks
