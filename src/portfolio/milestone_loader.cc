#include "portfolio/loaders.h"

namespace kenko {

Status MilestoneLoader::Add(const GoodRows& rows) {
  if (rows.row_count == 0) return {};
  Status status = FindSlots(store_, rows, *rows.columns[MilestoneColumn::kCustomerId],
                            InputTable::kMilestones, slots_);
  if (!status.ok()) return status;
  staged_.MakeRoom(static_cast<std::size_t>(rows.row_count + rows.rows_after));
  name_codes_.Resize(rows.row_count);
  names_.Map(*rows.columns[MilestoneColumn::kMilestone], rows.row_count, name_codes_.data());
  const auto instant = [&rows](int place, std::int64_t row, Instant missing) {
    const ColumnView* const column = rows.columns[place];
    return column == nullptr || column->IsMissing(row) ? missing : column->integers[row];
  };
  for (std::int64_t i = 0; i < rows.row_count; ++i) {
    MilestoneNode* const node = store_.milestones.MakeNode();
    node->name = name_codes_[i] - 1;
    node->due_at = instant(MilestoneColumn::kDueAt, i, kForever);
    node->completed_at = instant(MilestoneColumn::kCompletedAt, i, kForever);
    node->recorded_at = instant(MilestoneColumn::kRecordedAt, i, kBeginningOfTime);
    staged_.Add(slots_[i], node, rows.RowNumber(i));
  }
  return {};
}

void MilestoneLoader::Finish(BadRows& bad_rows) {
  store_.milestones.Reserve(store_.ids.count());
  staged_.DropDuplicates([&](std::int64_t row, std::int64_t earlier) {
    bad_rows.Add(row, "milestone",
                 "customer, milestone and recorded_at are those of row " + std::to_string(earlier) +
                     "; they may come once in a load");
  });
}

void MilestoneLoader::Commit() noexcept {
  store_.milestones.Link(staged_, store_.sequence, store_.ids.count());
}

}  // namespace kenko
