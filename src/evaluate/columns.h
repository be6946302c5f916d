// Columns that several tables have: customers' ids, and names that a model gives.
#ifndef KENKO_EVALUATE_COLUMNS_H_
#define KENKO_EVALUATE_COLUMNS_H_

#include <string>
#include <utility>
#include <vector>

#include "evaluate/row_writer.h"
#include "kenko/table.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

inline ColumnSchema NumberColumn(std::string name) {
  return {std::move(name), ColumnType::kNumber, nullptr};
}
inline ColumnSchema CountColumn(std::string name) {
  return {std::move(name), ColumnType::kCount, nullptr};
}
inline ColumnSchema TimeColumn(std::string name) {
  return {std::move(name), ColumnType::kTime, nullptr};
}
inline ColumnSchema TextColumn(std::string name) {
  return {std::move(name), ColumnType::kText, nullptr};
}
inline ColumnSchema NameColumn(std::string name, NameDictionary names) {
  return {std::move(name), ColumnType::kName, std::move(names)};
}

// Ids come out as they went in.
ColumnSchema CustomerIdColumn(const SnapshotData& snapshot);
void WriteCustomerId(const SnapshotData& snapshot, Slot slot, RowWriter& writer);
// Whether the id of `a` comes before that of `b`, by byte of their text.
bool CustomerIdIsLess(const SnapshotData& snapshot, Slot a, Slot b);

// By index into the model's: bands and, last, UNKNOWN; tiers; ….
NameDictionary BandNames(const ModelData& model);
NameDictionary TierNames(const ModelData& model);
NameDictionary PlanNames(const ModelData& model);
NameDictionary MilestoneNames(const ModelData& model);
// The column `says` of texts that may be empty: the dictionary and each text's code, -1 for none.
struct Sayings {
  NameDictionary names;
  std::vector<std::int32_t> codes;
};
Sayings MakeSayings(const std::vector<std::string>& texts);

}  // namespace kenko

#endif  // KENKO_EVALUATE_COLUMNS_H_
