// The attribute columns of a table over all loads: names, numbers, and the one type of each.
#ifndef KENKO_PORTFOLIO_COLUMN_TABLE_H_
#define KENKO_PORTFOLIO_COLUMN_TABLE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/rows.h"
#include "kenko/status.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// "texts", "numbers", "flags", "instants", "nothing", for messages.
std::string_view CellsName(ColumnView::Type type);

// Immutable once shared; a load changes a copy.
class ColumnTable {
 public:
  ColumnTable() = default;
  ColumnTable(const ColumnTable& other);
  ColumnTable& operator=(const ColumnTable&) = delete;

  const std::vector<AttributeColumn>& columns() const { return columns_; }
  std::size_t size() const { return columns_.size(); }
  ColumnView::Type type(std::size_t number) const { return columns_[number].type; }

  // size() where there is none.
  std::size_t Find(std::string_view name) const;
  std::size_t FindOrAdd(std::string_view name);
  // Settles the type at the first cells that are not missing; later ones must be of it.
  Status SetType(std::string_view table, std::size_t number, ColumnView::Type type);

 private:
  std::vector<std::unique_ptr<const std::string>> names_;
  std::vector<AttributeColumn> columns_;
};

// The copy that a load changes, made when it first does.
class ColumnTableChange {
 public:
  explicit ColumnTableChange(std::shared_ptr<const ColumnTable> before)
      : current_(std::move(before)) {}

  const ColumnTable& current() const { return *current_; }
  const std::shared_ptr<const ColumnTable>& shared() const { return current_; }

  std::size_t FindOrAdd(std::string_view name);
  // Of a column whose cells in a block are of `type`; kNull fits any, integers are numbers.
  Status Fit(std::string_view table, std::size_t number, ColumnView::Type type);

 private:
  ColumnTable& Changed();

  std::shared_ptr<const ColumnTable> current_;
  std::shared_ptr<ColumnTable> changed_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_COLUMN_TABLE_H_
