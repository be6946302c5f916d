#include "portfolio/column_table.h"

#include <utility>

#include "portfolio/cells.h"

namespace kenko {

std::string_view CellsName(ColumnView::Type type) {
  switch (type) {
    case ColumnView::Type::kNull:
      return "nothing";
    case ColumnView::Type::kInteger:
      return "integers";
    case ColumnView::Type::kNumber:
      return "numbers";
    case ColumnView::Type::kText:
      return "texts";
    case ColumnView::Type::kFlag:
      return "flags";
    case ColumnView::Type::kTime:
      return "instants";
  }
  return "";
}

ColumnTable::ColumnTable(const ColumnTable& other) {
  names_.reserve(other.names_.size() + 1);
  columns_.reserve(other.columns_.size() + 1);
  for (const AttributeColumn& column : other.columns_) {
    columns_[FindOrAdd(column.name)].type = column.type;
  }
}

std::size_t ColumnTable::Find(std::string_view name) const {
  std::size_t number = 0;
  while (number < columns_.size() && columns_[number].name != name) ++number;
  return number;
}

std::size_t ColumnTable::FindOrAdd(std::string_view name) {
  const std::size_t number = Find(name);
  if (number == columns_.size()) {
    names_.push_back(std::make_unique<const std::string>(name));
    columns_.push_back({*names_.back(), ColumnView::Type::kNull});
  }
  return number;
}

Status ColumnTable::SetType(std::string_view table, std::size_t number, ColumnView::Type type) {
  AttributeColumn& column = columns_[number];
  if (column.type == ColumnView::Type::kNull) column.type = type;
  if (column.type == type) return {};
  Location where;
  where.table = table;
  where.column = column.name;
  std::string message = where.table + ", column " + where.column + ": holds ";
  message += CellsName(type);
  message += ", but ";
  message += CellsName(column.type);
  message += " in what was loaded before; a column keeps one type";
  return InvalidArgument(std::move(message), std::move(where));
}

std::size_t ColumnTableChange::FindOrAdd(std::string_view name) {
  const std::size_t number = current_->Find(name);
  return number < current_->size() ? number : Changed().FindOrAdd(name);
}

Status ColumnTableChange::Fit(std::string_view table, std::size_t number, ColumnView::Type type) {
  type = StoredType(type);
  if (type == ColumnView::Type::kNull || type == current_->type(number)) return {};
  return Changed().SetType(table, number, type);
}

ColumnTable& ColumnTableChange::Changed() {
  if (changed_ == nullptr) {
    changed_ = std::make_shared<ColumnTable>(*current_);
    current_ = changed_;
  }
  return *changed_;
}

}  // namespace kenko
