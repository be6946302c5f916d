// Cells of any type in eight bytes each, as rows that are stored whole keep them.
#ifndef KENKO_PORTFOLIO_CELLS_H_
#define KENKO_PORTFOLIO_CELLS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/value.h"
#include "kenko/rows.h"

namespace kenko {

// What a cell means is told by its column's type. These bits are no cell's of any type: a NaN, an
// instant beyond the year 9999, no flag, a text that begins beyond kLongestText.
inline constexpr std::uint64_t kMissingCell = 0x7FFFFFFFFFFFFFFF;

// A longer text is a bad row. Offsets within a row stay below 2³¹ with it: see CellTextSize.
inline constexpr std::size_t kLongestText = std::size_t{1} << 24;

// The column type that integers are kept as is that of numbers.
inline ColumnView::Type StoredType(ColumnView::Type type) {
  return type == ColumnView::Type::kInteger ? ColumnView::Type::kNumber : type;
}

// The cell of a column; integers widen to numbers.
inline Value ReadCell(const ColumnView& column, std::int64_t row) {
  if (column.IsMissing(row)) return Value::Missing();
  switch (column.type) {
    case ColumnView::Type::kNull:
      break;
    case ColumnView::Type::kInteger:
      return Value::Number(static_cast<double>(column.integers[row]));
    case ColumnView::Type::kNumber:
      return Value::Number(column.numbers[row]);
    case ColumnView::Type::kText:
      return Value::Text(column.Text(row));
    case ColumnView::Type::kFlag:
      return Value::Flag(column.flags[row] != 0);
    case ColumnView::Type::kTime:
      return Value::Time(column.integers[row]);
  }
  return Value::Missing();
}

inline std::uint64_t NumberBits(double number) {
  std::uint64_t bits;
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}

inline double NumberOfBits(std::uint64_t bits) {
  double number;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

// Bytes that a cell's text takes beside it.
inline std::size_t CellTextSize(ColumnView::Type type, const Value& value) {
  return type == ColumnView::Type::kText && value.present ? value.text().size() : 0;
}

// The cell's bits. A text goes to *text_end, which moves, and is found from `base`.
inline std::uint64_t StoreCell(ColumnView::Type type, const Value& value, const char* base,
                               char** text_end) {
  if (!value.present) return kMissingCell;
  switch (type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kInteger:
      break;
    case ColumnView::Type::kNumber:
      return NumberBits(value.number);
    case ColumnView::Type::kText: {
      const std::uint64_t offset = static_cast<std::uint64_t>(*text_end - base);
      const std::string_view text = value.text();
      if (!text.empty()) std::memcpy(*text_end, text.data(), text.size());
      *text_end += text.size();
      return offset << 32 | text.size();
    }
    case ColumnView::Type::kFlag:
      return value.flag ? 1 : 0;
    case ColumnView::Type::kTime:
      return static_cast<std::uint64_t>(value.instant);
  }
  return kMissingCell;
}

inline Value LoadCell(ColumnView::Type type, std::uint64_t bits, const char* base) {
  if (bits == kMissingCell) return Value::Missing();
  switch (type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kInteger:
      break;
    case ColumnView::Type::kNumber:
      return Value::Number(NumberOfBits(bits));
    case ColumnView::Type::kText:
      return Value::Text({base + (bits >> 32), static_cast<std::uint32_t>(bits)});
    case ColumnView::Type::kFlag:
      return Value::Flag(bits != 0);
    case ColumnView::Type::kTime:
      return Value::Time(static_cast<Instant>(bits));
  }
  return Value::Missing();
}

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_CELLS_H_
