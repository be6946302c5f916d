// How far onboarding has come: milestones that activities complete, at one instant and at many.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/time_per.h"
#include "portfolio/snapshot_data.h"

namespace kenko::benchmarks {
namespace {

Model ParseOnboardingModel() {
  return ParseWorkloadModel(R"(
onboarding:
  stalled_after: 14d
  plans:
    - name: guided
      when: tier != "tech"
      milestones:
        - {name: invite team, done_by: user.invited, times: 3, due: 14d}
        - {name: import, done_by: feature.import, due: 21d}
        - {name: first report, done_by: report.*, due: 30d, after: [invite team], first_value: true}
    - name: self-service
      milestones:
        - {name: invite team, done_by: user.invited, due: 7d}
        - {name: first report, done_by: report.*, due: 30d, first_value: true}
)");
}

void BM_Milestones(benchmark::State& state) {
  const Model model = ParseOnboardingModel();
  const Snapshot snapshot = LoadedPortfolio().TakeSnapshot();
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  options.tables = {"milestones"};
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(Evaluate(model, snapshot, options)));
  TimePer(state, "customer", snapshot.data().customer_count());
}
BENCHMARK(BM_Milestones)->Unit(benchmark::kMillisecond);

void BM_ProgressWeekly(benchmark::State& state) {
  const Model model = ParseOnboardingModel();
  const Snapshot snapshot = LoadedPortfolio().TakeSnapshot();
  SeriesOptions options;
  options.instants = WeeklyInstants(static_cast<int>(state.range(0)));
  options.columns = {"onboarding_status", "onboarding_progress"};
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(EvaluateSeries(model, snapshot, options)));
  TimePer(state, "customer", snapshot.data().customer_count());
}
BENCHMARK(BM_ProgressWeekly)->Arg(1)->Arg(13)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kenko::benchmarks
