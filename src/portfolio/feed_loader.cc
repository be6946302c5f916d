#include "portfolio/loaders.h"

namespace kenko {

Status FeedLoader::Add(const GoodRows& rows) {
  const auto instant = [&rows](int place, std::int64_t row, Instant missing) {
    const ColumnView* const column = rows.columns[place];
    return column == nullptr || column->IsMissing(row) ? missing : column->integers[row];
  };
  for (std::int64_t i = 0; i < rows.row_count; ++i) {
    added_.Add(rows.columns[FeedColumn::kKind]->Text(i),
               instant(FeedColumn::kCompleteFrom, i, kBeginningOfTime),
               instant(FeedColumn::kCompleteUntil, i, kForever));
  }
  return {};
}

// Rows of a pattern replace all those of earlier loads; within a load it may come several times.
void FeedLoader::Finish(BadRows&) {
  TextIndex patterns;
  for (const FeedRow& row : added_.rows()) patterns.FindOrAdd(row.pattern);
  table_ = std::make_shared<FeedTable>();
  for (const FeedRow& row : store_.feeds->rows()) {
    if (patterns.Find(row.pattern) != NumberTable::kNone) continue;
    table_->Add(row.pattern, row.complete_from, row.complete_until);
  }
  for (const FeedRow& row : added_.rows()) {
    table_->Add(row.pattern, row.complete_from, row.complete_until);
  }
}

void FeedLoader::Commit() noexcept { store_.feeds = std::move(table_); }

}  // namespace kenko
