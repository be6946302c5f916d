// From columns to scores: loading and evaluating, beside the loop an expert would write by hand.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "benchmarks/hand_written.h"
#include "benchmarks/loaded_workload.h"
#include "benchmarks/time_per.h"
#include "kenko/evaluator.h"

namespace kenko::benchmarks {
namespace {

const Model& TheModel() {
  static const Model* const model = new Model(ParseWorkloadModel());
  return *model;
}

Evaluation EvaluateAll(const Portfolio& portfolio, int threads) {
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  options.threads = threads;
  return OrDie(Evaluate(TheModel(), portfolio.TakeSnapshot(), options));
}

// A benchmark of two different answers would be a benchmark of nothing.
void CheckSameScores() {
  static const bool checked = [] {
    const std::vector<double> by_hand = ScoreByHand(ColumnsOf(TheWorkload()));
    const Evaluation evaluation = EvaluateAll(LoadedPortfolio(), 1);
    const Table& health = *evaluation.Find("health");
    const auto score = static_cast<std::size_t>(health.FindColumn("score"));
    std::size_t row = 0;
    for (const auto& chunk : health.chunks()) {
      for (const double found : chunk->columns[score].numbers) {
        if (std::fabs(found - by_hand[row]) > 1e-9) {
          std::fprintf(stderr, "customer %zu: %.17g by hand, %.17g by kenko\n", row, by_hand[row],
                       found);
          std::abort();
        }
        ++row;
      }
    }
    if (row != by_hand.size()) std::abort();
    return true;
  }();
  (void)checked;
}

void BM_HandWritten(benchmark::State& state) {
  CheckSameScores();
  for (auto _ : state) benchmark::DoNotOptimize(ScoreByHand(ColumnsOf(TheWorkload())));
  TimePer(state, "activity", TheWorkload().at.size());
}
BENCHMARK(BM_HandWritten)->Unit(benchmark::kMillisecond);

void BM_LoadAndEvaluate(benchmark::State& state) {
  for (auto _ : state) {
    auto portfolio = std::make_unique<Portfolio>();
    LoadAll(*portfolio);
    benchmark::DoNotOptimize(EvaluateAll(*portfolio, 1));
    state.PauseTiming();
    portfolio.reset();
    state.ResumeTiming();
  }
  TimePer(state, "activity", TheWorkload().at.size());
}
BENCHMARK(BM_LoadAndEvaluate)->Unit(benchmark::kMillisecond);

void BM_Evaluate(benchmark::State& state) {
  const auto threads = static_cast<int>(state.range(0));
  LoadedPortfolio();
  for (auto _ : state) benchmark::DoNotOptimize(EvaluateAll(LoadedPortfolio(), threads));
  TimePer(state, "activity", TheWorkload().at.size());
}
BENCHMARK(BM_Evaluate)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

// One customer's health, asked by its id; and after one new activity of it.
void BM_OneCustomer(benchmark::State& state) {
  const Workload& workload = TheWorkload();
  Portfolio portfolio;
  LoadAll(portfolio);
  std::size_t customer = 0;
  for (auto _ : state) {
    customer = (customer + 7919) % workload.integer_ids.size();
    const std::int64_t id = workload.integer_ids[customer];
    if (state.range(0) != 0) {
      ActivityRecord activity;
      activity.customer_id = id;
      activity.at = kWorkloadAsOf - kSecond;
      activity.kind = "session.started";
      if (!portfolio.RecordActivity(activity).ok()) std::abort();
    }
    EvaluateOptions options;
    options.as_of = kWorkloadAsOf;
    options.customers = std::vector<CustomerId>{id};
    benchmark::DoNotOptimize(Evaluate(TheModel(), portfolio.TakeSnapshot(), options));
  }
}
BENCHMARK(BM_OneCustomer)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

// The same by an evaluator, which keeps what it prepared.
void BM_Assess(benchmark::State& state) {
  const Workload& workload = TheWorkload();
  Evaluator evaluator(TheModel());
  const Snapshot snapshot = LoadedPortfolio().TakeSnapshot();
  std::size_t customer = 0;
  Instant now = kWorkloadAsOf;
  for (auto _ : state) {
    customer = (customer + 7919) % workload.integer_ids.size();
    const std::int64_t id = workload.integer_ids[customer];
    benchmark::DoNotOptimize(OrDie(evaluator.Assess(snapshot, id, ++now))->score);
  }
}
BENCHMARK(BM_Assess)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace kenko::benchmarks
