// What comes in, block by block, held to the table's rules: the good rows pass.
#ifndef KENKO_PORTFOLIO_ROW_CHECKER_H_
#define KENKO_PORTFOLIO_ROW_CHECKER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/crew.h"
#include "kenko/rows.h"
#include "kenko/status.h"
#include "portfolio/bad_rows.h"
#include "portfolio/buffer.h"
#include "portfolio/cell_checks.h"
#include "portfolio/row_filter.h"
#include "portfolio/table_rules.h"

namespace kenko {

// A block all of whose rows are good.
struct GoodRows {
  std::int64_t row_count = 0;
  std::int64_t rows_after = 0;  // to prepare for, good and bad ones
  // The table's own columns by their place in TableRules::columns; null where the table has none
  // or none of the block's cells is present.
  std::vector<const ColumnView*> columns;
  // Whether the table has that column at all.
  std::vector<bool> in_table;
  // The others. `type` is kNull where no cell of the block is present.
  struct Attribute {
    std::string_view name;
    const ColumnView* column;
    ColumnView::Type type;
  };
  std::vector<Attribute> attributes;

  // The row's number in the load.
  std::int64_t RowNumber(std::int64_t row) const {
    return row_numbers != nullptr ? first_row + row_numbers[row] : first_row + row;
  }
  std::int64_t first_row = 0;
  const std::uint32_t* row_numbers = nullptr;
};

class RowChecker {
 public:
  RowChecker(TableRules rules, BadRows& bad_rows) : rules_(std::move(rules)), bad_rows_(bad_rows) {}

  // Bad rows are told to BadRows and left out; what is wrong with a whole column is an error. The
  // answer is valid until the next call.
  Result<const GoodRows*> Check(const RowBlock& block, Crew& crew);

  std::int64_t rows_read() const { return rows_read_; }

 private:
  struct KnownColumn {
    std::string name;
    ColumnRule rule;
    int place = -1;  // in rules_.columns; -1 is an attribute
    DictionaryChecks dictionary;
  };

  Status MatchColumns(const RowBlock& block);
  Status CheckType(const KnownColumn& known, const ColumnView& column, std::int64_t first_present);
  void LookAtCells(const RowBlock& block, Crew& crew);
  void FindBadCells(const RowBlock& block);
  // The block's column as a whole: of no type where all its cells are missing.
  ColumnView Column(const RowBlock& block, std::size_t number) const;
  void TellBadRows();
  void Present(const RowBlock& rows);

  TableRules rules_;
  BadRows& bad_rows_;
  bool matched_ = false;
  std::int64_t rows_read_ = 0;
  std::vector<KnownColumn> columns_;
  std::vector<ColumnView::Type> types_;  // of this block's columns; kNull where all are missing
  Buffer<std::uint8_t> look_good_;       // by column, whether all cells do
  Buffer<BadCell> bad_cells_;
  Buffer<std::uint32_t> good_rows_;
  RowFilter filter_;
  GoodRows good_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ROW_CHECKER_H_
