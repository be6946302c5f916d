// Arrow's C stream interface, in and out.
#ifndef KENKO_ARROW_H_
#define KENKO_ARROW_H_

#include <memory>

#include "kenko/arrow_abi.h"
#include "kenko/portfolio.h"
#include "kenko/status.h"
#include "kenko/table.h"

namespace kenko {

// Portfolio::Load of a stream of record batches. The stream is always consumed (released), on
// failure too. Taken: utf8, large_utf8, utf8_view and dictionaries of them, every integer and
// float width, bool, date32, date64, timestamps of every unit (without a zone: UTC), null.
Result<LoadReport> LoadArrow(Portfolio& portfolio, InputTable table, ArrowArrayStream* stream,
                             const LoadOptions& options = {});

// Makes `out` a stream of the table, a batch a chunk, without copying its numbers. The stream
// shares the table's ownership, outlives everything else and may be released on any thread.
void ExportArrow(std::shared_ptr<const Table> table, ArrowArrayStream* out);

}  // namespace kenko

#endif  // KENKO_ARROW_H_
