#include "portfolio/cells.h"
#include "portfolio/loaders.h"

namespace kenko {

Status CustomerLoader::Add(const GoodRows& rows) {
  Status status = attributes_.Fit(rows);
  if (!status.ok() || rows.row_count == 0) return status;
  status =
      FindSlots(store_, rows, *rows.columns[CustomerColumn::kId], InputTable::kCustomers, slots_);
  if (!status.ok()) return status;
  store_.customers.Reserve(store_.ids.count());
  staged_.MakeRoom(static_cast<std::size_t>(rows.row_count + rows.rows_after));

  const ColumnTable& columns = attributes_.columns();
  values_.assign(columns.size(), Value::Missing());
  types_.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) types_[i] = columns.type(i);

  const ColumnView* const valid_from = rows.columns[CustomerColumn::kValidFrom];
  const ColumnView* const recorded_at = rows.columns[CustomerColumn::kRecordedAt];
  for (std::int64_t i = 0; i < rows.row_count; ++i) {
    for (std::size_t j = 0; j < rows.attributes.size(); ++j) {
      if (rows.attributes[j].type == ColumnView::Type::kNull) continue;
      values_[attributes_.number(j)] = ReadCell(*rows.attributes[j].column, i);
    }
    CustomerRow* const row =
        store_.customers.MakeRow(slots_[i], values_.data(), types_.data(), values_.size());
    if (valid_from && !valid_from->IsMissing(i)) row->valid_from = valid_from->integers[i];
    if (recorded_at && !recorded_at->IsMissing(i)) row->recorded_at = recorded_at->integers[i];
    staged_.Add(slots_[i], row, rows.RowNumber(i));
  }
  return {};
}

void CustomerLoader::Finish(BadRows& bad_rows) {
  staged_.DropDuplicates([&](std::int64_t row, std::int64_t earlier) {
    bad_rows.Add(row, id_column_,
                 "customer, valid_from and recorded_at are those of row " +
                     std::to_string(earlier) + "; they may come once in a load");
  });
}

void CustomerLoader::Commit() noexcept {
  store_.customers.Link(staged_, store_.sequence, store_.ids.count());
  store_.customer_columns = attributes_.shared();
}

}  // namespace kenko
