#include "evaluate/row_writer.h"

#include <string>
#include <utility>

namespace kenko {
namespace {

std::size_t BytesOfBits(std::int64_t bits) { return static_cast<std::size_t>(bits + 7) / 8; }

// The row's bit behind those of all rows before.
inline void AppendBit(std::vector<std::uint8_t>& bits, std::int64_t row, bool bit) {
  const auto place = static_cast<std::uint64_t>(row) % 8;
  if (place == 0) bits.push_back(0);
  std::uint8_t& byte = bits.back();
  byte = static_cast<std::uint8_t>(byte | std::uint32_t{bit} << place);
}

}  // namespace

RowWriter::RowWriter(const std::vector<ColumnSchema>& schema) : schema_(schema) { Begin(); }

void RowWriter::Begin() {
  chunk_ = std::make_shared<TableChunk>();
  chunk_->columns.resize(schema_.size());
  columns_.clear();
  for (std::size_t c = 0; c < schema_.size(); ++c) {
    columns_.push_back({&chunk_->columns[c], schema_[c].type, 0});
    if (schema_[c].type == ColumnType::kText || schema_[c].type == ColumnType::kNameList) {
      chunk_->columns[c].offsets.push_back(0);
    }
  }
  next_ = columns_.data();
  row_ = block_begin_ = block_end_ = 0;
}

std::shared_ptr<const TableChunk> RowWriter::Finish() {
  for (Column& column : columns_) FillMissing(column, row_);
  chunk_->row_count = row_;
  std::shared_ptr<const TableChunk> done = std::move(chunk_);
  Begin();
  return done;
}

void RowWriter::FillMissing(Column& column, std::int64_t rows) {
  ColumnChunk& cells = *column.cells;
  cells.missing_count += rows - column.written;
  column.written = rows;
  const auto count = static_cast<std::size_t>(rows);
  cells.valid.resize(BytesOfBits(rows));
  switch (column.type) {
    case ColumnType::kNumber:
      cells.numbers.resize(count);
      break;
    case ColumnType::kCount:
    case ColumnType::kTime:
      cells.integers.resize(count);
      break;
    case ColumnType::kFlag:
      cells.flag_bits.resize(BytesOfBits(rows));
      break;
    case ColumnType::kText:
    case ColumnType::kNameList:
      cells.offsets.resize(count + 1, cells.offsets.back());
      break;
    case ColumnType::kName:
      cells.codes.resize(count);
      break;
  }
}

inline ColumnChunk& RowWriter::Next() {
  Column& column = *next_;
  if (column.written != row_) FillMissing(column, row_);
  column.written = row_ + 1;
  ColumnChunk& cells = *column.cells;
  AppendBit(cells.valid, row_, true);
  EndCell();
  return cells;
}

inline void RowWriter::EndCell() {
  const bool is_in_block = row_ < block_end_;
  if (is_in_block && ++row_ < block_end_) return;
  const bool is_last_column = ++next_ == columns_.data() + columns_.size();
  if (is_last_column) next_ = columns_.data();
  if (!is_in_block) {
    row_ += is_last_column;
  } else if (!is_last_column) {
    row_ = block_begin_;
  }
}

void RowWriter::BeginBlock(std::size_t rows) {
  block_begin_ = row_;
  block_end_ = row_ + static_cast<std::int64_t>(rows);
}

void RowWriter::Missing() { EndCell(); }

void RowWriter::Number(const Value& value) {
  // Adding 0 turns −0, which would show as such, into 0.
  value.present ? Next().numbers.push_back(value.number + 0.0) : Missing();
}

void RowWriter::Count(std::int64_t count) { Next().integers.push_back(count); }

void RowWriter::Flag(const Value& value) {
  if (!value.present) return Missing();
  const std::int64_t row = row_;
  AppendBit(Next().flag_bits, row, value.flag);
}

void RowWriter::Time(const Value& value) {
  value.present ? Next().integers.push_back(value.instant) : Missing();
}

void RowWriter::Text(std::string_view text) {
  ColumnChunk& column = Next();
  column.text.append(text);
  column.offsets.push_back(static_cast<std::int64_t>(column.text.size()));
}

void RowWriter::Text(const Value& value) { value.present ? Text(value.text()) : Missing(); }

void RowWriter::Name(std::int32_t code) { code >= 0 ? Next().codes.push_back(code) : Missing(); }

void RowWriter::Names(const std::int32_t* codes, std::size_t count) {
  ColumnChunk& column = Next();
  column.codes.insert(column.codes.end(), codes, codes + count);
  column.offsets.push_back(static_cast<std::int64_t>(column.codes.size()));
}

NameDictionary MakeDictionary(std::vector<std::string> names) {
  return std::make_shared<const std::vector<std::string>>(std::move(names));
}

}  // namespace kenko
