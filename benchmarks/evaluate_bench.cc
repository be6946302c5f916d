// From columns to scores: loading and evaluating, beside the loop an expert would write by hand.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "benchmarks/hand_written.h"
#include "benchmarks/workload.h"
#include "kenko/evaluate.h"

namespace kenko::benchmarks {
namespace {

const Workload& TheWorkload() {
  static const Workload* const workload = [] {
    WorkloadOptions options;
    options.customers = std::getenv("KENKO_BENCH_QUICK") != nullptr ? 10'000 : 100'000;
    options.activities = options.customers * 100;
    return new Workload(options);
  }();
  return *workload;
}

const Model& TheModel() {
  static const Model* const model = [] {
    std::ifstream file(KENKO_SOURCE_DIR "/benchmarks/workload.yaml");
    std::stringstream text;
    text << file.rdbuf();
    Result<Model> parsed = Model::Parse(text.str(), "workload.yaml");
    if (!parsed.ok()) {
      std::fprintf(stderr, "%s\n", parsed.status().message().c_str());
      std::abort();
    }
    return new Model(*parsed);
  }();
  return *model;
}

void LoadAll(Portfolio& portfolio) {
  WorkloadCustomers customers(TheWorkload());
  WorkloadActivities activities(TheWorkload());
  if (!portfolio.Load(InputTable::kCustomers, customers).ok()) std::abort();
  if (!portfolio.Load(InputTable::kActivities, activities).ok()) std::abort();
}

Evaluation EvaluateAll(const Portfolio& portfolio, int threads) {
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  options.threads = threads;
  Result<Evaluation> evaluation = Evaluate(TheModel(), portfolio.TakeSnapshot(), options);
  if (!evaluation.ok()) {
    std::fprintf(stderr, "%s\n", evaluation.status().message().c_str());
    std::abort();
  }
  return *evaluation;
}

const Portfolio& LoadedPortfolio() {
  static const Portfolio* const portfolio = [] {
    auto* made = new Portfolio;
    LoadAll(*made);
    return made;
  }();
  return *portfolio;
}

// A benchmark of two different answers would be a benchmark of nothing.
void CheckSameScores() {
  static const bool checked = [] {
    const std::vector<double> by_hand = ScoreByHand(TheWorkload());
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

void PerActivity(benchmark::State& state) {
  state.counters["time/activity"] = benchmark::Counter(
      static_cast<double>(TheWorkload().at.size()) * static_cast<double>(state.iterations()),
      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void BM_HandWritten(benchmark::State& state) {
  CheckSameScores();
  for (auto _ : state) benchmark::DoNotOptimize(ScoreByHand(TheWorkload()));
  PerActivity(state);
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
  PerActivity(state);
}
BENCHMARK(BM_LoadAndEvaluate)->Unit(benchmark::kMillisecond);

void BM_Evaluate(benchmark::State& state) {
  const auto threads = static_cast<int>(state.range(0));
  LoadedPortfolio();
  for (auto _ : state) benchmark::DoNotOptimize(EvaluateAll(LoadedPortfolio(), threads));
  PerActivity(state);
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

}  // namespace
}  // namespace kenko::benchmarks
