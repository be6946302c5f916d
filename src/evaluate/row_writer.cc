#include "evaluate/row_writer.h"

#include <string>
#include <utility>

namespace kenko {
namespace {

std::size_t BytesOfBits(std::int64_t bits) { return static_cast<std::size_t>(bits + 7) / 8; }

// REQUIRES: the bit's byte is there, the bit 0.
void SetBit(std::vector<std::uint8_t>& bits, std::int64_t row) {
  std::uint8_t& byte = bits[static_cast<std::size_t>(row) / 8];
  byte = static_cast<std::uint8_t>(byte | (1u << (row % 8)));
}

}  // namespace

RowWriter::RowWriter(const std::vector<ColumnSchema>& schema) : schema_(schema) { Begin(); }

void RowWriter::Begin() {
  chunk_ = std::make_shared<TableChunk>();
  chunk_->columns.resize(schema_.size());
  written_.assign(schema_.size(), 0);
  for (std::size_t c = 0; c < schema_.size(); ++c) {
    if (schema_[c].type == ColumnType::kText || schema_[c].type == ColumnType::kNameList) {
      chunk_->columns[c].offsets.push_back(0);
    }
  }
  column_ = 0;
}

std::shared_ptr<const TableChunk> RowWriter::Finish() {
  for (std::size_t c = 0; c < schema_.size(); ++c) FillMissing(c, chunk_->row_count);
  std::shared_ptr<const TableChunk> done = std::move(chunk_);
  Begin();
  return done;
}

void RowWriter::FillMissing(std::size_t c, std::int64_t rows) {
  ColumnChunk& column = chunk_->columns[c];
  column.missing_count += rows - written_[c];
  written_[c] = rows;
  const auto count = static_cast<std::size_t>(rows);
  column.valid.resize(BytesOfBits(rows));
  switch (schema_[c].type) {
    case ColumnType::kNumber:
      column.numbers.resize(count);
      break;
    case ColumnType::kCount:
    case ColumnType::kTime:
      column.integers.resize(count);
      break;
    case ColumnType::kFlag:
      column.flag_bits.resize(BytesOfBits(rows));
      break;
    case ColumnType::kText:
    case ColumnType::kNameList:
      column.offsets.resize(count + 1, column.offsets.back());
      break;
    case ColumnType::kName:
      column.codes.resize(count);
      break;
  }
}

ColumnChunk& RowWriter::Next() {
  const std::int64_t row = chunk_->row_count;
  if (written_[column_] != row) FillMissing(column_, row);
  written_[column_] = row + 1;
  ColumnChunk& column = chunk_->columns[column_];
  if (row % 8 == 0) column.valid.push_back(0);
  SetBit(column.valid, row);
  EndCell();
  return column;
}

void RowWriter::EndCell() {
  if (++column_ != schema_.size()) return;
  column_ = 0;
  ++chunk_->row_count;
}

void RowWriter::Missing() { EndCell(); }

void RowWriter::Number(const Value& value) {
  // Adding 0 turns −0, which would show as such, into 0.
  value.present ? Next().numbers.push_back(value.number + 0.0) : Missing();
}

void RowWriter::Count(std::int64_t count) { Next().integers.push_back(count); }

void RowWriter::Flag(const Value& value) {
  if (!value.present) return Missing();
  const std::int64_t row = chunk_->row_count;
  std::vector<std::uint8_t>& bits = Next().flag_bits;
  if (row % 8 == 0) bits.push_back(0);
  if (value.flag) SetBit(bits, row);
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
