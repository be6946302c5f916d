#include "evaluate/row_writer.h"

#include <string>
#include <utility>

namespace kenko {
namespace {

void AppendBit(std::vector<std::uint8_t>& bits, std::int64_t row, bool bit) {
  if (row % 8 == 0) bits.push_back(0);
  if (bit) bits.back() = static_cast<std::uint8_t>(bits.back() | (1u << (row % 8)));
}

}  // namespace

RowWriter::RowWriter(const std::vector<ColumnSchema>& schema) : schema_(schema) { Begin(); }

void RowWriter::Begin() {
  chunk_ = std::make_shared<TableChunk>();
  chunk_->columns.resize(schema_.size());
  for (std::size_t c = 0; c < schema_.size(); ++c) {
    if (schema_[c].type == ColumnType::kText || schema_[c].type == ColumnType::kNameList) {
      chunk_->columns[c].offsets.push_back(0);
    }
  }
  column_ = 0;
}

std::shared_ptr<const TableChunk> RowWriter::Finish() {
  std::shared_ptr<const TableChunk> done = std::move(chunk_);
  Begin();
  return done;
}

// The column whose turn it is, its validity written; the row ends with the last one.
ColumnChunk& RowWriter::Next(bool present) {
  ColumnChunk& column = chunk_->columns[column_];
  AppendBit(column.valid, chunk_->row_count, present);
  column.missing_count += present ? 0 : 1;
  if (++column_ == schema_.size()) {
    column_ = 0;
    ++chunk_->row_count;
  }
  return column;
}

void RowWriter::Number(const Value& value) {
  // Adding 0 turns −0, which would show as such, into 0.
  Next(value.present).numbers.push_back(value.present ? value.number + 0.0 : 0.0);
}

void RowWriter::Count(std::int64_t count) { Next(true).integers.push_back(count); }

void RowWriter::Flag(const Value& value) {
  const std::int64_t row = chunk_->row_count;
  AppendBit(Next(value.present).flag_bits, row, value.IsTrue());
}

void RowWriter::Time(const Value& value) {
  Next(value.present).integers.push_back(value.present ? value.instant : 0);
}

void RowWriter::Text(std::string_view text) {
  ColumnChunk& column = Next(true);
  column.text.append(text);
  column.offsets.push_back(static_cast<std::int64_t>(column.text.size()));
}

void RowWriter::Text(const Value& value) {
  if (value.present) {
    Text(value.text());
  } else {
    Missing();
  }
}

void RowWriter::Name(std::int32_t code) {
  Next(code >= 0).codes.push_back(code >= 0 ? code : 0);
}

void RowWriter::Names(const std::int32_t* codes, std::size_t count) {
  ColumnChunk& column = Next(true);
  column.codes.insert(column.codes.end(), codes, codes + count);
  column.offsets.push_back(static_cast<std::int64_t>(column.codes.size()));
}

void RowWriter::Missing() {
  const std::int64_t row = chunk_->row_count;
  const ColumnType type = schema_[column_].type;
  ColumnChunk& column = Next(false);
  switch (type) {
    case ColumnType::kNumber:
      column.numbers.push_back(0);
      break;
    case ColumnType::kCount:
    case ColumnType::kTime:
      column.integers.push_back(0);
      break;
    case ColumnType::kFlag:
      AppendBit(column.flag_bits, row, false);
      break;
    case ColumnType::kText:
    case ColumnType::kNameList:
      column.offsets.push_back(column.offsets.back());
      break;
    case ColumnType::kName:
      column.codes.push_back(0);
      break;
  }
}

ColumnSchema CustomerIdColumn(bool ids_are_integers) {
  return {"customer_id", ids_are_integers ? ColumnType::kCount : ColumnType::kText, nullptr};
}

NameDictionary MakeDictionary(std::vector<std::string> names) {
  return std::make_shared<const std::vector<std::string>>(std::move(names));
}

}  // namespace kenko
