// Reads answers cell by cell, for tests.
#ifndef KENKO_TESTS_SUPPORT_READ_TABLE_H_
#define KENKO_TESTS_SUPPORT_READ_TABLE_H_

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/table.h"
#include "kenko/time.h"

namespace kenko::testing {

// Equal texts are equal bits.
inline std::string NumberText(double number) {
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.17g", number);
  return digits;
}

// Every cell of a column as text: "-" where it is missing, numbers with 17 significant digits,
// lists joined by '|'.
inline std::vector<std::string> ReadColumn(const Table& table, std::string_view name) {
  std::vector<std::string> cells;
  const int index = table.FindColumn(name);
  if (index < 0) return {"no such column"};
  const ColumnSchema& schema = table.schema()[static_cast<std::size_t>(index)];
  for (const auto& chunk : table.chunks()) {
    const ColumnChunk& column = chunk->columns[static_cast<std::size_t>(index)];
    for (std::size_t row = 0; row < static_cast<std::size_t>(chunk->row_count); ++row) {
      if ((column.valid[row / 8] >> (row % 8) & 1) == 0) {
        cells.emplace_back("-");
        continue;
      }
      switch (schema.type) {
        case ColumnType::kNumber:
          cells.push_back(NumberText(column.numbers[row]));
          break;
        case ColumnType::kCount:
          cells.push_back(std::to_string(column.integers[row]));
          break;
        case ColumnType::kTime:
          cells.push_back(FormatInstant(column.integers[row]));
          break;
        case ColumnType::kFlag:
          cells.emplace_back((column.flag_bits[row / 8] >> (row % 8) & 1) != 0 ? "true" : "false");
          break;
        case ColumnType::kText: {
          const auto begin = static_cast<std::size_t>(column.offsets[row]);
          const auto end = static_cast<std::size_t>(column.offsets[row + 1]);
          cells.push_back(column.text.substr(begin, end - begin));
          break;
        }
        case ColumnType::kName:
          cells.push_back((*schema.names)[static_cast<std::size_t>(column.codes[row])]);
          break;
        case ColumnType::kNameList: {
          std::string joined;
          for (auto i = column.offsets[row]; i < column.offsets[row + 1]; ++i) {
            const auto code = static_cast<std::size_t>(column.codes[static_cast<std::size_t>(i)]);
            joined += (joined.empty() ? "" : "|") + (*schema.names)[code];
          }
          cells.push_back(joined);
          break;
        }
      }
    }
  }
  return cells;
}

// All columns, a text a row: for comparing whole tables.
inline std::vector<std::string> ReadRows(const Table& table) {
  std::vector<std::string> rows(static_cast<std::size_t>(table.row_count()));
  for (const ColumnSchema& column : table.schema()) {
    const std::vector<std::string> cells = ReadColumn(table, column.name);
    for (std::size_t r = 0; r < rows.size(); ++r) rows[r] += cells[r] + ";";
  }
  return rows;
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_SUPPORT_READ_TABLE_H_
