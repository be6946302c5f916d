// The Arrow schema of a table of answers.
#ifndef KENKO_ARROW_EXPORT_SCHEMA_H_
#define KENKO_ARROW_EXPORT_SCHEMA_H_

#include "kenko/arrow_abi.h"
#include "kenko/table.h"

namespace kenko {

// Whether texts and lists take offsets of 64 bits, because some chunk is too large for 32: one
// choice a table, so that all batches are alike.
bool NeedsLargeOffsets(const Table& table);

// The schema, with the table's metadata. It owns all that it points to. May throw std::bad_alloc.
void ExportSchema(const Table& table, bool large_offsets, ArrowSchema* out);

}  // namespace kenko

#endif  // KENKO_ARROW_EXPORT_SCHEMA_H_
