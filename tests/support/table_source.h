// Small tables for tests: columns of cells, handed over as a portfolio takes them.
#ifndef KENKO_TESTS_SUPPORT_TABLE_SOURCE_H_
#define KENKO_TESTS_SUPPORT_TABLE_SOURCE_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kenko/rows.h"

namespace kenko::testing {

// Columns are added one after another, all of the same length; std::nullopt is a missing cell.
class TableSource : public RowSource {
 public:
  TableSource& Texts(std::string name, std::vector<std::optional<std::string>> cells) {
    Column& column = Add(std::move(name), ColumnView::Type::kText, cells);
    for (const auto& cell : cells) column.owned_texts.push_back(cell.value_or(""));
    for (const std::string& text : column.owned_texts) column.texts.push_back(text);
    return *this;
  }
  TableSource& Numbers(std::string name, std::vector<std::optional<double>> cells) {
    Column& column = Add(std::move(name), ColumnView::Type::kNumber, cells);
    for (const auto& cell : cells) column.numbers.push_back(cell.value_or(0));
    return *this;
  }
  TableSource& Integers(std::string name, std::vector<std::optional<std::int64_t>> cells) {
    return Whole(std::move(name), ColumnView::Type::kInteger, cells);
  }
  TableSource& Times(std::string name, std::vector<std::optional<Instant>> cells) {
    return Whole(std::move(name), ColumnView::Type::kTime, cells);
  }
  TableSource& Flags(std::string name, std::vector<std::optional<bool>> cells) {
    Column& column = Add(std::move(name), ColumnView::Type::kFlag, cells);
    for (const auto& cell : cells) column.flags.push_back(cell.value_or(false) ? 1 : 0);
    return *this;
  }
  // Hands the rows over `size` at a time instead of all at once.
  TableSource& InBlocksOf(std::size_t size) {
    block_size_ = size;
    return *this;
  }

  // Says of each block that so many rows come after it.
  TableSource& SayingThatFollow(std::int64_t rows) {
    rows_after_ = rows;
    return *this;
  }

  Result<bool> Next(RowBlock* block) override {
    if (next_row_ >= row_count_) return false;
    const std::size_t rows = std::min(block_size_, row_count_ - next_row_);
    block->row_count = static_cast<std::int64_t>(rows);
    block->columns.clear();
    for (const Column& column : columns_) block->columns.push_back(column.ViewFrom(next_row_));
    next_row_ += rows;
    block->rows_after = rows_after_.value_or(static_cast<std::int64_t>(row_count_ - next_row_));
    return true;
  }

 private:
  struct Column {
    std::string name;
    ColumnView::Type type;
    std::vector<std::uint8_t> valid;
    std::vector<double> numbers;
    std::vector<std::int64_t> integers;
    std::vector<std::uint8_t> flags;
    std::deque<std::string> owned_texts;
    std::vector<std::string_view> texts;

    ColumnView ViewFrom(std::size_t row) const {
      ColumnView view;
      view.name = name;
      view.type = type;
      view.valid = valid.data() + row;
      if (!numbers.empty()) view.numbers = numbers.data() + row;
      if (!integers.empty()) view.integers = integers.data() + row;
      if (!flags.empty()) view.flags = flags.data() + row;
      if (!texts.empty()) view.texts = texts.data() + row;
      return view;
    }
  };

  template <typename Cell>
  Column& Add(std::string name, ColumnView::Type type,
              const std::vector<std::optional<Cell>>& cells) {
    Column& column = columns_.emplace_back();
    column.name = std::move(name);
    column.type = type;
    for (const auto& cell : cells) column.valid.push_back(cell.has_value() ? 1 : 0);
    row_count_ = cells.size();
    return column;
  }
  TableSource& Whole(std::string name, ColumnView::Type type,
                     const std::vector<std::optional<std::int64_t>>& cells) {
    Column& column = Add(std::move(name), type, cells);
    for (const auto& cell : cells) column.integers.push_back(cell.value_or(0));
    return *this;
  }

  std::deque<Column> columns_;
  std::size_t row_count_ = 0, next_row_ = 0;
  std::size_t block_size_ = SIZE_MAX;
  std::optional<std::int64_t> rows_after_;
};

}  // namespace kenko::testing

#endif  // KENKO_TESTS_SUPPORT_TABLE_SOURCE_H_
