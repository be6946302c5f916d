// Writes a table chunk cell by cell, row by row.
#ifndef KENKO_EVALUATE_ROW_WRITER_H_
#define KENKO_EVALUATE_ROW_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/value.h"
#include "kenko/table.h"

namespace kenko {

// Cells come in the order of the schema's columns; after the last one the next row begins. Each
// call's type is that of the column whose turn it is. In a block, which is some rows, they come
// column by column instead.
class RowWriter {
 public:
  explicit RowWriter(const std::vector<ColumnSchema>& schema);

  void Number(const Value& value);
  void Count(std::int64_t count);
  void Flag(const Value& value);
  void Time(const Value& value);
  void Text(std::string_view text);
  void Text(const Value& value);
  void Name(std::int32_t code);  // -1: missing
  void Names(const std::int32_t* codes, std::size_t count);
  void Missing();

  // The next so many rows (at least one) are a block. REQUIRES: a row begins.
  void BeginBlock(std::size_t rows);

  std::int64_t row_count() const { return row_; }
  // Hands over what was written and begins anew.
  std::shared_ptr<const TableChunk> Finish();

 private:
  struct Column {
    ColumnChunk* cells;
    ColumnType type;
    // Missing cells are written when a cell that is there comes after them, or all at once in the
    // end: a whole column of them costs next to nothing.
    std::int64_t written;  // rows that its arrays hold
  };

  // The column whose turn it is, filled up to this row; then it is the next cell's turn.
  ColumnChunk& Next();
  void EndCell();
  void Begin();
  static void FillMissing(Column& column, std::int64_t rows);

  const std::vector<ColumnSchema>& schema_;
  std::shared_ptr<TableChunk> chunk_;
  std::vector<Column> columns_;
  Column* next_ = nullptr;  // whose turn it is
  std::int64_t row_ = 0;
  std::int64_t block_begin_ = 0, block_end_ = 0;  // the rows of the block; none: the same
};

// What a kName or kNameList column's codes stand for.
NameDictionary MakeDictionary(std::vector<std::string> names);

}  // namespace kenko

#endif  // KENKO_EVALUATE_ROW_WRITER_H_
