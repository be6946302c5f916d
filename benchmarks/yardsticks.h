// What the machine's memory can do: no engine is faster than this.
#ifndef KENKO_BENCHMARKS_YARDSTICKS_H_
#define KENKO_BENCHMARKS_YARDSTICKS_H_

#include <cstdint>
#include <vector>

#include "benchmarks/workload_columns.h"

namespace kenko::benchmarks {

// Reads each of the activities' columns once, from its first byte to its last. Returns something
// that depends on all of them.
std::uint64_t ReadAllColumns(const WorkloadColumns& columns, int threads);
// How many bytes these are.
std::size_t BytesOfColumns(const WorkloadColumns& columns);

// Adds 1 in the cache line of each activity's customer, prefetched: the least that an engine does
// which takes activities as they come.
class RandomAdds {
 public:
  RandomAdds(const WorkloadColumns& columns, int threads);
  void Run();

 private:
  struct alignas(64) Line {
    std::uint64_t count = 0;
  };
  std::vector<std::uint32_t> places_;  // known beforehand; finding them is not this yardstick's
  std::vector<std::vector<Line>> of_thread_;
};

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_YARDSTICKS_H_
