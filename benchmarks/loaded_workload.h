// The workload, loaded once, and models for it: what several benchmark programs ask about.
#ifndef KENKO_BENCHMARKS_LOADED_WORKLOAD_H_
#define KENKO_BENCHMARKS_LOADED_WORKLOAD_H_

#include <string>
#include <vector>

#include "benchmarks/workload.h"
#include "kenko/evaluate.h"
#include "kenko/model.h"
#include "kenko/portfolio.h"

namespace kenko::benchmarks {

// 100,000 customers and 10 million activities; a tenth of that where KENKO_BENCH_QUICK is set.
const Workload& TheWorkload();

// Loads all of it, through RowSources.
void LoadAll(Portfolio& portfolio);
const Portfolio& LoadedPortfolio();

// As many customers, each with next to no activities: what is left is the work for a customer.
const Portfolio& PortfolioOfFewActivities();

// workload.yaml, with more sections behind it.
Model ParseWorkloadModel(const std::string& more = "");

// Weekly, up to the workload's end, but not on the days' borders: any dates will do for a series.
std::vector<Instant> WeeklyInstants(int count);

// The value, or the end of the program.
template <typename T>
T OrDie(Result<T> result);
[[noreturn]] void Die(const Status& status);
inline void OrDie(const Status& status) {
  if (!status.ok()) Die(status);
}

template <typename T>
T OrDie(Result<T> result) {
  if (!result.ok()) Die(result.status());
  return *std::move(result);
}

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_LOADED_WORKLOAD_H_
