// One column of an Arrow stream, read block by block.
#ifndef KENKO_ARROW_COLUMN_READER_H_
#define KENKO_ARROW_COLUMN_READER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/array_check.h"
#include "arrow/dictionary.h"
#include "arrow/format.h"
#include "kenko/arrow_abi.h"
#include "kenko/rows.h"

namespace kenko {

class ArrowColumnReader {
 public:
  // Reads the column's type. Integers of an id must fit 64 bits; other columns' become numbers.
  // Whenever the column's dictionary is another one it takes an id for it from `*next_dictionary`.
  ArrowProblem Open(const ArrowSchema& schema, bool is_id, std::uint64_t* next_dictionary);
  const std::string& name() const { return name_; }

  // The column of a new batch: `length` rows after `skip`. The previous batch must still be alive.
  ArrowProblem Attach(const ArrowArray& array, std::int64_t skip, std::int64_t length);

  // `count` rows of the batch from `begin` on. The view borrows from the batch and the reader,
  // until the next call.
  ArrowProblem Read(std::int64_t begin, std::int64_t count, ColumnView* view);

 private:
  ArrowProblem ReadCells(std::int64_t first, std::int64_t count, ColumnView* view);
  ArrowProblem ReadUnsigned(std::int64_t first, std::int64_t count, ColumnView* view);
  ArrowProblem ReadCodes(std::int64_t first, std::int64_t count, ColumnView* view);
  template <typename T>
  ArrowProblem ConvertCodes(std::int64_t first, std::int64_t count, ColumnView* view);
  template <typename T>
  ArrowProblem GiveIntegers(std::int64_t first, std::int64_t count, ColumnView* view);
  template <typename T>
  ArrowProblem GiveNumbers(std::int64_t first, std::int64_t count, ColumnView* view);
  template <typename T, typename ToInstant>
  ArrowProblem GiveTimes(std::int64_t first, std::int64_t count, ToInstant to_instant,
                         ColumnView* view);

  std::string name_;
  bool is_id_ = false;
  ArrowFormat format_;
  std::optional<ArrowFormat> dictionary_format_;
  CheckedArray array_;
  ArrowDictionary dictionary_;
  std::uint64_t dictionary_id_ = 0;
  std::uint64_t* next_dictionary_ = nullptr;

  // Of the block at hand; each grows to a block's size once, where it is needed at all.
  std::vector<std::uint8_t> valid_;
  std::vector<std::int64_t> integers_;
  std::vector<double> numbers_;
  std::vector<std::uint8_t> flags_;
  std::vector<std::string_view> texts_;
  std::vector<std::uint32_t> codes_;
};

}  // namespace kenko

#endif  // KENKO_ARROW_COLUMN_READER_H_
