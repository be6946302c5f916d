// Compares answers whose numbers were added up in another order.
#ifndef KENKO_TESTS_SUPPORT_SAME_CELLS_H_
#define KENKO_TESTS_SUPPORT_SAME_CELLS_H_

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "support/read_table.h"

namespace kenko::testing {

inline bool IsNear(double a, double b) {
  return std::fabs(a - b) <= 1e-9 * std::max({1.0, std::fabs(a), std::fabs(b)});
}

// Texts must be equal, numbers (as ReadColumn gives them) within 1e-9.
inline bool IsSameCell(const std::string& a, const std::string& b) {
  if (a == b) return true;
  char *end_of_a = nullptr, *end_of_b = nullptr;
  const double x = std::strtod(a.c_str(), &end_of_a), y = std::strtod(b.c_str(), &end_of_b);
  const bool are_numbers = !a.empty() && !b.empty() && *end_of_a == '\0' && *end_of_b == '\0';
  return are_numbers && IsNear(x, y);
}

// The cells of each row.
using Row = std::vector<std::string>;
inline std::vector<Row> ReadCells(const Table& table, const std::vector<std::string>& columns) {
  std::vector<Row> rows(static_cast<std::size_t>(table.row_count()));
  for (const std::string& column : columns) {
    const std::vector<std::string> cells = ReadColumn(table, column);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      rows[r].push_back(r < cells.size() ? cells[r] : "no such cell");
    }
  }
  return rows;
}
inline std::vector<std::string> ColumnsOf(const Table& table) {
  std::vector<std::string> names;
  for (const ColumnSchema& column : table.schema()) names.push_back(column.name);
  return names;
}
inline std::vector<Row> ReadCells(const Table& table) { return ReadCells(table, ColumnsOf(table)); }

// What is different, in words; empty: nothing.
inline std::string Difference(const std::vector<Row>& a, const std::vector<Row>& b,
                              const std::vector<std::string>& columns) {
  if (a.size() != b.size()) {
    return std::to_string(a.size()) + " rows and " + std::to_string(b.size());
  }
  for (std::size_t r = 0; r < a.size(); ++r) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (IsSameCell(a[r][c], b[r][c])) continue;
      return "row " + std::to_string(r) + " (" + a[r][0] + "), " + columns[c] + ": " + a[r][c] +
             " and " + b[r][c];
    }
  }
  return "";
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_SUPPORT_SAME_CELLS_H_
