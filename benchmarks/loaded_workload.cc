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

namespace {

WorkloadOptions OptionsFor(std::size_t activities_a_customer) {
  WorkloadOptions options;
  options.customers = std::getenv("KENKO_BENCH_QUICK") != nullptr ? 10'000 : 100'000;
  options.activities = options.customers * activities_a_customer;
  return options;
}

void Load(const Workload& workload, Portfolio& portfolio) {
  WorkloadCustomers customers(workload);
  WorkloadActivities activities(workload);
  OrDie(portfolio.Load(InputTable::kCustomers, customers));
  OrDie(portfolio.Load(InputTable::kActivities, activities));
}

}  // namespace

const Workload& TheWorkload() {
  static const Workload* const workload = new Workload(OptionsFor(100));
  return *workload;
}

void LoadAll(Portfolio& portfolio) { Load(TheWorkload(), portfolio); }

const Portfolio& LoadedPortfolio() {
  static const Portfolio* const portfolio = [] {
    auto* made = new Portfolio;
    LoadAll(*made);
    return made;
  }();
  return *portfolio;
}

const Portfolio& PortfolioOfFewActivities() {
  static const Portfolio* const portfolio = [] {
    auto* made = new Portfolio;
    Load(Workload(OptionsFor(2)), *made);
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
