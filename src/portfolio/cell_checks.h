// Which cells of a column are bad.
#ifndef KENKO_PORTFOLIO_CELL_CHECKS_H_
#define KENKO_PORTFOLIO_CELL_CHECKS_H_

#include <cstdint>
#include <string_view>

#include "kenko/rows.h"
#include "portfolio/buffer.h"
#include "portfolio/table_rules.h"

namespace kenko {

struct BadCell {
  enum class Reason : std::uint8_t {
    kMissing,
    kEmpty,
    kNotUtf8,
    kTooLong,
    kNotFinite,
    kOutOfTime,
    kNotPattern
  };
  std::uint32_t row;     // of the block
  std::uint32_t column;  // of the block
  Reason reason;
};

// "missing", …
std::string_view ReasonText(BadCell::Reason reason);

// What was found out about the texts of a column's dictionary, so that each is looked at once.
struct DictionaryChecks {
  std::uint64_t dictionary_id = 0;
  std::int64_t rows_seen = 0;  // that use it
  bool checked = false;
  bool all_good = false;
  Buffer<std::uint8_t> reasons;  // by code: a Reason + 1, or 0
};

// The row of the first cell that is not missing; row_count where all are.
std::int64_t FirstPresent(const ColumnView& column, std::int64_t row_count);

// Whether it is quickly seen that no cell of rows [begin, end) is bad; where it is not, some may
// be.
bool LookGood(const ColumnView& column, std::int64_t begin, std::int64_t end,
              const ColumnRule& rule);

// Appends the bad cells of the block's column `number`, in row order. REQUIRES: the column is of a
// type that the rule takes.
void FindBadCellsOf(const ColumnView& column, std::int64_t row_count, const ColumnRule& rule,
                    std::uint32_t number, DictionaryChecks& dictionary, Buffer<BadCell>& bad);

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_CELL_CHECKS_H_
