// One chunk of a table of answers as an Arrow record batch.
#ifndef KENKO_ARROW_EXPORT_ARRAY_H_
#define KENKO_ARROW_EXPORT_ARRAY_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "arrow/export_names.h"
#include "kenko/arrow_abi.h"
#include "kenko/table.h"

namespace kenko {

// What all batches of an exported table borrow from, and therefore keep alive.
struct ExportedTable {
  std::shared_ptr<const Table> table;
  bool large_offsets = false;
  std::vector<std::shared_ptr<const ArrowNames>> names;  // a column, or null
};

// The batch of chunk `index`. May throw std::bad_alloc; `out` is then released.
void ExportChunk(const std::shared_ptr<const ExportedTable>& exported, std::size_t index,
                 ArrowArray* out);

}  // namespace kenko

#endif  // KENKO_ARROW_EXPORT_ARRAY_H_
