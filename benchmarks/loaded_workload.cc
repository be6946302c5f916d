#include "benchmarks/loaded_workload.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace kenko::benchmarks {

void Die(const Status& status) {
  std::fprintf(stderr, "%s\n", status.message().c_str());
  std::abort();
}

const Workload& TheWorkload() {
  static const Workload* const workload = [] {
    WorkloadOptions options;
    options.customers = std::getenv("KENKO_BENCH_QUICK") != nullptr ? 10'000 : 100'000;
    options.activities = options.customers * 100;
    return new Workload(options);
  }();
  return *workload;
}

void LoadAll(Portfolio& portfolio) {
  WorkloadCustomers customers(TheWorkload());
  WorkloadActivities activities(TheWorkload());
  OrDie(portfolio.Load(InputTable::kCustomers, customers));
  OrDie(portfolio.Load(InputTable::kActivities, activities));
}

const Portfolio& LoadedPortfolio() {
  static const Portfolio* const portfolio = [] {
    auto* made = new Portfolio;
    LoadAll(*made);
    return made;
  }();
  return *portfolio;
}

Model ParseWorkloadModel(const std::string& more) {
  std::ifstream file(KENKO_SOURCE_DIR "/benchmarks/workload.yaml");
  std::stringstream text;
  text << file.rdbuf() << more;
  return OrDie(Model::Parse(text.str(), "workload.yaml"));
}

std::vector<Instant> WeeklyInstants(int count) {
  std::vector<Instant> instants;
  for (int week = count - 1; week >= 0; --week) {
    instants.push_back(kWorkloadAsOf - week * 7 * kDay - 5 * 3600 * kSecond);
  }
  return instants;
}

}  // namespace kenko::benchmarks
