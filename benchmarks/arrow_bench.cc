// Arrow in and out, beside loading the same rows as they lie in memory (see portfolio_bench.cc).
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <memory>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/time_per.h"
#include "benchmarks/workload_columns.h"
#include "kenko/arrow.h"

namespace kenko::benchmarks {
namespace {

const Workload& TextWorkload() {
  static const Workload* const workload = [] {
    WorkloadOptions options = TheWorkload().options;
    options.text_ids = options.plain_texts = true;
    return new Workload(options);
  }();
  return *workload;
}

void BM_LoadArrow(benchmark::State& state) {
  const bool texts = state.range(0) != 0;
  const WorkloadColumns columns = ColumnsOf(texts ? TextWorkload() : TheWorkload());
  const WorkloadForm form = texts ? WorkloadForm::kTextIds : WorkloadForm::kIntegerIds;
  for (auto _ : state) {
    auto portfolio = std::make_unique<Portfolio>();
    ArrowArrayStream stream;
    StreamCustomers(columns, form, &stream);
    OrDie(LoadArrow(*portfolio, InputTable::kCustomers, &stream));
    StreamActivities(columns, form, &stream);
    OrDie(LoadArrow(*portfolio, InputTable::kActivities, &stream));
    state.PauseTiming();
    portfolio.reset();
    state.ResumeTiming();
  }
  TimePer(state, "activity", columns.activity_count);
}
BENCHMARK(BM_LoadArrow)->ArgName("texts")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void BM_ExportArrow(benchmark::State& state) {
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  const Evaluation evaluation =
      OrDie(Evaluate(ParseWorkloadModel(), LoadedPortfolio().TakeSnapshot(), options));
  for (auto _ : state) {
    ArrowArrayStream stream;
    ExportArrow(evaluation.Find("health"), &stream);
    for (;;) {
      ArrowArray batch;
      if (stream.get_next(&stream, &batch) != 0) std::abort();
      if (batch.release == nullptr) break;
      batch.release(&batch);
    }
    stream.release(&stream);
  }
  TimePer(state, "customer", TheWorkload().options.customers);
}
BENCHMARK(BM_ExportArrow)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace kenko::benchmarks
