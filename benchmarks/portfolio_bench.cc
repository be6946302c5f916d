// Loading, recording and reading a portfolio.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "benchmarks/time_per.h"
#include "benchmarks/workload.h"
#include "kenko/portfolio.h"
#include "portfolio/activity_scratch.h"
#include "portfolio/snapshot_data.h"

namespace kenko::benchmarks {
namespace {

enum Form { kIntegerIds, kTextIds, kShuffled };

// Made once a form: making one takes longer than loading it. 100 activities a customer.
const Workload& TheWorkload(Form form) {
  static std::map<Form, std::unique_ptr<Workload>> made;
  std::unique_ptr<Workload>& workload = made[form];
  if (workload == nullptr) {
    made.clear();
    WorkloadOptions options;
    const bool quick = std::getenv("KENKO_BENCH_QUICK") != nullptr;
    options.customers = quick ? 10'000 : 100'000;
    options.activities = options.customers * 100;
    options.text_ids = options.plain_texts = form == kTextIds;
    options.shuffled = form == kShuffled;
    made[form] = std::make_unique<Workload>(options);
  }
  return *made[form];
}

void LoadAll(const Workload& workload, Portfolio& portfolio) {
  WorkloadCustomers customers(workload);
  WorkloadActivities activities(workload);
  if (!portfolio.Load(InputTable::kCustomers, customers).ok()) std::abort();
  if (!portfolio.Load(InputTable::kActivities, activities).ok()) std::abort();
}

// Resident memory of this process, in bytes.
double ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  double pages = 0, resident = 0;
  file >> pages >> resident;
  return resident * 4096;
}

void BM_LoadActivities(benchmark::State& state) {
  const Workload& workload = TheWorkload(static_cast<Form>(state.range(0)));
  LoadOptions options;
  options.threads = static_cast<int>(state.range(1));
  for (auto _ : state) {
    state.PauseTiming();
    auto portfolio = std::make_unique<Portfolio>();
    WorkloadCustomers customers(workload);
    if (!portfolio->Load(InputTable::kCustomers, customers).ok()) std::abort();
    const double before = ResidentBytes();
    WorkloadActivities activities(workload);
    state.ResumeTiming();
    if (!portfolio->Load(InputTable::kActivities, activities, options).ok()) std::abort();
    state.PauseTiming();
    state.counters["bytes/activity"] =
        (ResidentBytes() - before) / static_cast<double>(workload.at.size());
    portfolio.reset();
    state.ResumeTiming();
  }
  TimePer(state, "activity", workload.at.size());
}
BENCHMARK(BM_LoadActivities)
    ->ArgsProduct({{kIntegerIds, kTextIds, kShuffled}, {1, 2}})
    ->ArgNames({"form", "threads"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void BM_LoadCustomers(benchmark::State& state) {
  const Workload& workload = TheWorkload(static_cast<Form>(state.range(0)));
  for (auto _ : state) {
    Portfolio portfolio;
    WorkloadCustomers customers(workload);
    if (!portfolio.Load(InputTable::kCustomers, customers).ok()) std::abort();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(workload.mrr.size()));
}
BENCHMARK(BM_LoadCustomers)->Arg(kIntegerIds)->Unit(benchmark::kMillisecond);

// The plain read of the activities that every evaluation makes.
void BM_ReadActivities(benchmark::State& state) {
  const Workload& workload = TheWorkload(kIntegerIds);
  Portfolio portfolio;
  LoadAll(workload, portfolio);
  const Snapshot snapshot = portfolio.TakeSnapshot();
  ActivityScratch scratch;
  for (auto _ : state) {
    double sum = 0;
    for (Slot slot = 0; slot < snapshot.data().slot_count(); ++slot) {
      const ActivityView view = snapshot.data().Activities(slot, kWorkloadAsOf, scratch);
      for (std::size_t i = 0; i < view.size; ++i) {
        sum += static_cast<double>(view.at[i]) + view.kind[i] + view.actor[i] +
               (view.value[i] > 0 ? view.value[i] : 0);
      }
    }
    benchmark::DoNotOptimize(sum);
  }
  TimePer(state, "activity", workload.at.size());
}
BENCHMARK(BM_ReadActivities)->Unit(benchmark::kMillisecond);

// Single activities onto a portfolio that was loaded in bulk; with a snapshot after each or not.
void BM_RecordActivity(benchmark::State& state) {
  const Workload& workload = TheWorkload(kIntegerIds);
  Portfolio portfolio;
  LoadAll(workload, portfolio);
  // Of customers all over the portfolio.
  std::vector<ActivityRecord> records(100'000);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::size_t like = i * 7919 % workload.at.size();
    records[i].customer_id = workload.activity_integer_ids[like];
    records[i].at = kWorkloadAsOf + static_cast<Instant>(i);
    records[i].kind = workload.kinds[workload.kind[like]];
    records[i].actor = workload.actors[workload.actor[like]];
  }
  std::size_t next = 0;
  for (auto _ : state) {
    if (!portfolio.RecordActivity(records[next]).ok()) std::abort();
    if (state.range(0) != 0) benchmark::DoNotOptimize(portfolio.TakeSnapshot());
    next = (next + 1) % records.size();
  }
}
BENCHMARK(BM_RecordActivity)->Arg(0)->Arg(1);

}  // namespace
}  // namespace kenko::benchmarks
