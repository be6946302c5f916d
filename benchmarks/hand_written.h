// What an expert would write for workload.yaml and nothing else: the yardstick of the benchmarks.
#ifndef KENKO_BENCHMARKS_HAND_WRITTEN_H_
#define KENKO_BENCHMARKS_HAND_WRITTEN_H_

#include <vector>

#include "benchmarks/workload.h"

namespace kenko::benchmarks {

// From the workload's columns, in any order, to every customer's score: each activity is added to
// its customer's counters, with ids looked up ahead and prefetched. One thread. It knows the model,
// that nothing is ever corrected, and that no user belongs to two customers; it gives scores and
// nothing else (no trend, no reasons, no bands).
// REQUIRES: integer ids.
std::vector<double> ScoreByHand(const Workload& workload);

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_HAND_WRITTEN_H_
