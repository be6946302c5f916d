// What each kind of measure costs an activity, beside a model without any.
#include <benchmark/benchmark.h>

#include <string>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/time_per.h"

namespace kenko::benchmarks {
namespace {

void BM_Measure(benchmark::State& state, const char* measure) {
  const std::string text = std::string(R"(kenko: 1
name: one measure
measures: {m: )") + measure +
                           R"(}
scorecards: [{name: all, signals: [{name: m, measure: m, curve: [[0, 0], [9, 100]]}]}]
)";
  const Model model = OrDie(Model::Parse(text, "one.yaml"));
  const Snapshot snapshot = LoadedPortfolio().TakeSnapshot();
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  options.tables = {"measures"};
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(Evaluate(model, snapshot, options)));
  TimePer(state, "activity", TheWorkload().at.size());
}

#define KENKO_MEASURE(name, measure) \
  BENCHMARK_CAPTURE(BM_Measure, name, measure)->Unit(benchmark::kMillisecond)

KENKO_MEASURE(none, "{formula: 1}");
KENKO_MEASURE(count_28d, "{count: session.started, window: 28d}");
KENKO_MEASURE(count_all_time, "{count: session.started}");
KENKO_MEASURE(count_every_kind, "{count: \"*\"}");
KENKO_MEASURE(sum, "{sum: payment.received}");
KENKO_MEASURE(mean_180d, "{mean: survey.csat, window: 180d}");
KENKO_MEASURE(last, "{last: pulse.csm, window: 90d}");
KENKO_MEASURE(distinct_actor_28d, "{distinct: actor, of: feature.*, window: 28d}");
KENKO_MEASURE(distinct_actor_all_time, "{distinct: actor, of: feature.*}");
KENKO_MEASURE(distinct_kind_90d, "{distinct: kind, of: feature.*, window: 90d}");
KENKO_MEASURE(active_days, "{active_days: session.*, window: 90d}");
KENKO_MEASURE(days_since_last, "{days_since_last: session.*}");
KENKO_MEASURE(decay, "{count: feature.*, decay: {half_life: 14d}}");
KENKO_MEASURE(where, "{count: survey.*, where: value >= 4, window: 180d}");

}  // namespace
}  // namespace kenko::benchmarks
