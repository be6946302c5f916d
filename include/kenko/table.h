// Answers: tables of typed columns in chunks, laid out so that Arrow can borrow them.
#ifndef KENKO_TABLE_H_
#define KENKO_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kenko {

enum class ColumnType : std::uint8_t {
  kNumber,    // float64
  kCount,     // int64
  kFlag,      // bool
  kTime,      // timestamp[us, UTC]
  kText,      // UTF-8
  kName,      // UTF-8 that repeats: dictionary-encoded
  kNameList,  // a list of such
};

using NameDictionary = std::shared_ptr<const std::vector<std::string>>;

// One column's cells in one chunk. Of the arrays those are filled that its type names.
struct ColumnChunk {
  std::vector<std::uint8_t> valid;  // a bit a row, least first (Arrow's); always filled
  std::int64_t missing_count = 0;
  std::vector<double> numbers;          // kNumber
  std::vector<std::int64_t> integers;   // kCount, kTime
  std::vector<std::uint8_t> flag_bits;  // kFlag: a bit a row, least first
  std::vector<std::int64_t> offsets;    // kText, kNameList: rows + 1, into text or codes
  std::string text;                     // kText
  std::vector<std::int32_t> codes;      // kName: a row; kNameList: an element
};

struct ColumnSchema {
  std::string name;
  ColumnType type;
  NameDictionary names;  // kName, kNameList: what the codes stand for
};

struct TableChunk {
  std::int64_t row_count = 0;
  std::vector<ColumnChunk> columns;  // as in the table's schema
};

// Immutable once made. The rows are those of the chunks one after another.
class Table {
 public:
  Table(std::string name, std::vector<ColumnSchema> schema) noexcept
      : name_(std::move(name)), schema_(std::move(schema)) {}

  const std::string& name() const { return name_; }
  const std::vector<ColumnSchema>& schema() const { return schema_; }
  const std::vector<std::shared_ptr<const TableChunk>>& chunks() const { return chunks_; }
  std::int64_t row_count() const;
  // -1 where there is no such column.
  int FindColumn(std::string_view name) const;
  // Key and value of Arrow's schema metadata: model name and hash, library version, t, known.
  const std::vector<std::pair<std::string, std::string>>& metadata() const { return metadata_; }

  void AddChunk(std::shared_ptr<const TableChunk> chunk) { chunks_.push_back(std::move(chunk)); }
  void SetMetadata(std::vector<std::pair<std::string, std::string>> metadata) {
    metadata_ = std::move(metadata);
  }

 private:
  std::string name_;
  std::vector<ColumnSchema> schema_;
  std::vector<std::shared_ptr<const TableChunk>> chunks_;
  std::vector<std::pair<std::string, std::string>> metadata_;
};

}  // namespace kenko

#endif  // KENKO_TABLE_H_
