// The diagnostics table (MODEL.md 16): what was read, and what of it has no effect.
#ifndef KENKO_EVALUATE_DIAGNOSTICS_TABLE_H_
#define KENKO_EVALUATE_DIAGNOSTICS_TABLE_H_

#include <memory>
#include <vector>

#include "kenko/table.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// Of the whole portfolio, whichever customers were asked for.
std::shared_ptr<Table> MakeDiagnosticsTable(const ModelData& model, const SnapshotData& snapshot,
                                            const std::vector<std::size_t>& attribute_columns,
                                            Instant t, Instant known);

}  // namespace kenko

#endif  // KENKO_EVALUATE_DIAGNOSTICS_TABLE_H_
