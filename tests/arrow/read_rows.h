// Reads an Arrow stream through ArrowRowSource, cell by cell.
#ifndef KENKO_TESTS_ARROW_READ_ROWS_H_
#define KENKO_TESTS_ARROW_READ_ROWS_H_

#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "arrow/row_source.h"
#include "kenko/rows.h"

namespace kenko::testing {

// The cells of each column: "-" where missing, else a letter for the type and the value.
using CellTexts = std::map<std::string, std::vector<std::string>>;

inline std::string CellText(const ColumnView& column, std::int64_t row) {
  if (column.IsMissing(row)) return "-";
  switch (column.type) {
    case ColumnView::Type::kNull:
      return "-";
    case ColumnView::Type::kInteger:
      return "i" + std::to_string(column.integers[row]);
    case ColumnView::Type::kNumber: {
      char digits[40];
      std::snprintf(digits, sizeof digits, "n%.17g", column.numbers[row]);
      return digits;
    }
    case ColumnView::Type::kText:
      return "t" + std::string(column.Text(row));
    case ColumnView::Type::kFlag:
      return column.flags[row] != 0 ? "true" : "false";
    case ColumnView::Type::kTime:
      return "@" + std::to_string(column.integers[row]);
  }
  return "?";
}

// Null where it fails; `status` tells why. The stream is released.
inline CellTexts ReadCells(ArrowArrayStream stream, Status* status,
                           std::vector<std::int64_t>* block_sizes = nullptr,
                           std::vector<std::uint64_t>* dictionary_ids = nullptr) {
  CellTexts cells;
  *status = {};
  {
    ArrowRowSource source(InputTable::kActivities, "customer_id", &stream);
    RowBlock block;
    for (;;) {
      Result<bool> more = source.Next(&block);
      if (!more.ok()) {
        *status = more.status();
        break;
      }
      if (!*more) break;
      if (block_sizes != nullptr) block_sizes->push_back(block.row_count);
      for (const ColumnView& column : block.columns) {
        if (dictionary_ids != nullptr) dictionary_ids->push_back(column.dictionary_id);
        auto& texts = cells[std::string(column.name)];
        for (std::int64_t row = 0; row < block.row_count; ++row) {
          texts.push_back(CellText(column, row));
        }
      }
    }
  }
  stream.release(&stream);
  return cells;
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_ARROW_READ_ROWS_H_
