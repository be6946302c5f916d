// The workload in a folder of .npy files, which numpy and these benchmarks map into memory: all
// engines read the same bytes, and none has to convert them.
#ifndef KENKO_BENCHMARKS_WORKLOAD_FILES_H_
#define KENKO_BENCHMARKS_WORKLOAD_FILES_H_

#include <string>
#include <utility>
#include <vector>

#include "benchmarks/workload_columns.h"

namespace kenko::benchmarks {

// A column of numbers is activities.at.npy; a column of texts activities.kind_text.offsets.npy and
// .bytes.npy, as Arrow has them; a column of codes has its texts in the same way. Ends the program
// where it can't.
void WriteColumns(const WorkloadColumns& columns, const std::string& folder);

// The columns of such a folder.
class MappedWorkload {
 public:
  explicit MappedWorkload(const std::string& folder);
  ~MappedWorkload();
  MappedWorkload(const MappedWorkload&) = delete;
  MappedWorkload& operator=(const MappedWorkload&) = delete;

  const WorkloadColumns& columns() const { return columns_; }

 private:
  WorkloadColumns columns_;
  std::vector<std::pair<void*, std::size_t>> mappings_;
};

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_WORKLOAD_FILES_H_
