// small_workloads NAME: a fixed small piece of work in kenko_measured(), whose instructions
// benchmarks/instructions/count.py counts. Without a name, the names.
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/workload_columns.h"
#include "kenko/arrow.h"
#include "kenko/evaluator.h"

// Counted is what happens between its call and its return, that of its callees included.
extern "C" __attribute__((noinline)) void kenko_measured(const std::function<void()>& work) {
  work();
  asm volatile("" : : : "memory");
}

// Called through this, it stays one function of that name, whatever the optimiser thinks.
void (*volatile measured)(const std::function<void()>&) = kenko_measured;

namespace kenko::benchmarks {
namespace {

Workload Make(std::size_t customers, std::size_t activities, bool texts = false) {
  WorkloadOptions options;
  options.customers = customers;
  options.activities = activities;
  options.text_ids = options.plain_texts = texts;
  return Workload(options);
}

void Load(const Workload& workload, Portfolio& portfolio) {
  const WorkloadColumns columns = ColumnsOf(workload);
  const WorkloadForm form =
      workload.options.text_ids ? WorkloadForm::kTextIds : WorkloadForm::kIntegerIds;
  ArrowArrayStream stream;
  StreamCustomers(columns, form, &stream);
  OrDie(LoadArrow(portfolio, InputTable::kCustomers, &stream));
  StreamActivities(columns, form, &stream);
  OrDie(LoadArrow(portfolio, InputTable::kActivities, &stream));
}

void MeasureLoad(bool texts) {
  const Workload workload = Make(1'000, 100'000, texts);
  Portfolio portfolio;
  measured([&] { Load(workload, portfolio); });
}

// Few columns, so that customers and moments are decided in blocks.
const std::vector<std::string> kByBlocks = {"score", "band", "tier"};

void MeasureEvaluate(std::size_t customers, std::size_t activities,
                     const std::vector<std::string>& columns = {}) {
  const Model model = ParseWorkloadModel();
  Portfolio portfolio;
  Load(Make(customers, activities), portfolio);
  const Snapshot snapshot = portfolio.TakeSnapshot();
  EvaluateOptions options;
  options.as_of = kWorkloadAsOf;
  options.health_columns = columns;
  measured([&] { OrDie(Evaluate(model, snapshot, options)); });
}

void MeasureSeries(const std::vector<std::string>& columns = {}) {
  const Model model = ParseWorkloadModel();
  Portfolio portfolio;
  Load(Make(200, 20'000), portfolio);
  const Snapshot snapshot = portfolio.TakeSnapshot();
  SeriesOptions options;
  options.instants = WeeklyInstants(52);
  options.columns = columns;
  measured([&] { OrDie(EvaluateSeries(model, snapshot, options)); });
}

void MeasureOneCustomer() {
  const Model model = ParseWorkloadModel();
  const Workload workload = Make(1'000, 100'000);
  Portfolio portfolio;
  Load(workload, portfolio);
  Evaluator evaluator(model);
  measured([&] {
    for (std::size_t i = 0; i < 200; ++i) {
      ActivityRecord activity;
      activity.customer_id = workload.integer_ids[i * 5];
      activity.at = kWorkloadAsOf - kSecond;
      activity.kind = "session.started";
      activity.actor = workload.actors[i];
      OrDie(portfolio.RecordActivity(activity));
      const Instant as_of = kWorkloadAsOf + static_cast<Instant>(i);
      OrDie(evaluator.Assess(portfolio.TakeSnapshot(), activity.customer_id, as_of));
    }
  });
}

const std::map<std::string, std::function<void()>>& Workloads() {
  static const std::map<std::string, std::function<void()>> workloads = {
      {"load", [] { MeasureLoad(false); }},
      {"load_texts", [] { MeasureLoad(true); }},
      {"evaluate", [] { MeasureEvaluate(1'000, 100'000); }},
      // Next to no activities: what a customer costs.
      {"score", [] { MeasureEvaluate(2'000, 4'000); }},
      {"series", [] { MeasureSeries(); }},
      {"evaluate_in_blocks", [] { MeasureEvaluate(1'000, 100'000, kByBlocks); }},
      {"score_in_blocks", [] { MeasureEvaluate(2'000, 4'000, kByBlocks); }},
      {"series_in_blocks", [] { MeasureSeries(kByBlocks); }},
      {"one_customer", [] { MeasureOneCustomer(); }},
      {"parse_model", [] { measured([] { ParseWorkloadModel(); }); }},
  };
  return workloads;
}

}  // namespace
}  // namespace kenko::benchmarks

int main(int argc, char** argv) {
  const auto& workloads = kenko::benchmarks::Workloads();
  const auto found = workloads.find(argc > 1 ? argv[1] : "");
  if (found != workloads.end()) {
    found->second();
    return 0;
  }
  for (const auto& [name, run] : workloads) std::puts(name.c_str());
  return argc > 1 ? 2 : 0;
}
