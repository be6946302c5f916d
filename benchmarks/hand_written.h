// What an expert would write for workload.yaml and nothing else: the yardstick of the benchmarks.
#ifndef KENKO_BENCHMARKS_HAND_WRITTEN_H_
#define KENKO_BENCHMARKS_HAND_WRITTEN_H_

#include <vector>

#include "benchmarks/workload_columns.h"

namespace kenko::benchmarks {

// From the columns, in any order, to every customer's score: each activity is added to the counters
// of its customer, which are prefetched, and what it does there is read from a small table by its
// kind and period, without a branch that can't be foreseen. It knows the model, that ids are
// integers close together, that nothing is ever corrected, and that no user belongs to two
// customers; it gives scores and nothing else (no trend, no reasons, no bands).
std::vector<double> ScoreByHand(const WorkloadColumns& columns, int threads = 1);

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_HAND_WRITTEN_H_
