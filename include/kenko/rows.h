// Rows on their way into a portfolio: blocks of typed columns, borrowed from whoever has them.
#ifndef KENKO_ROWS_H_
#define KENKO_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "kenko/status.h"
#include "kenko/time.h"

namespace kenko {

// One column of a block. Exactly the pointers that `type` names are set; every array has the
// block's number of rows. The memory is the caller's and must live until the block was taken in.
struct ColumnView {
  enum class Type : std::uint8_t {
    kNull,     // nothing but missing cells: fits any column
    kInteger,  // integers
    kNumber,   // numbers
    kText,     // texts, or codes with dictionary
    kFlag,     // flags
    kTime,     // integers: instants
  };
  std::string_view name;
  Type type = Type::kNull;
  const std::uint8_t* valid = nullptr;  // one byte a row, 0 is missing; null: no cell is missing

  const std::int64_t* integers = nullptr;
  const double* numbers = nullptr;
  const std::uint8_t* flags = nullptr;  // one byte a row, 0 or 1
  const std::string_view* texts = nullptr;
  // A text column may instead be dictionary-coded: texts == nullptr, each valid row's code is below
  // dictionary_size, and columns with equal dictionary_id have equal dictionaries.
  const std::uint32_t* codes = nullptr;
  const std::string_view* dictionary = nullptr;
  std::uint32_t dictionary_size = 0;
  std::uint64_t dictionary_id = 0;  // unique within a load; never 0

  bool IsMissing(std::int64_t row) const {
    return type == Type::kNull || (valid != nullptr && valid[row] == 0);
  }
  // REQUIRES: type is kText and the cell is not missing.
  std::string_view Text(std::int64_t row) const {
    return texts != nullptr ? texts[row] : dictionary[codes[row]];
  }
};

struct RowBlock {
  std::int64_t row_count = 0;
  std::vector<ColumnView> columns;
  // How many rows are known to come after these, so that room for them can be made at once; 0 where
  // that is not known.
  std::int64_t rows_after = 0;
};

// Calls part(0) … part(count − 1), each once, on several threads at once if it has some, and
// returns when all are done. What a part throws is thrown by it.
using RunParts =
    std::function<void(std::size_t count, const std::function<void(std::size_t)>& part)>;

// Hands over a table block by block. Blocks of some ten thousand rows stay in the processor's
// cache between the one who fills them and the portfolio.
class RowSource {
 public:
  virtual ~RowSource() = default;
  // Fills `block` with the next rows, valid until the next call; false at the end. Columns keep
  // their names and order from block to block; their types may differ.
  virtual Result<bool> Next(RowBlock* block) = 0;
  // The same, which is what a load calls: for a source whose block is worth filling on several
  // threads, as those of the load are idle meanwhile.
  virtual Result<bool> NextByParts(RowBlock* block, const RunParts& /*run*/) { return Next(block); }
};

}  // namespace kenko

#endif  // KENKO_ROWS_H_
