// Columns of activities that grow: those of a stored part, and those in which rows are put
// together.
#ifndef KENKO_PORTFOLIO_ACTIVITY_COLUMNS_H_
#define KENKO_PORTFOLIO_ACTIVITY_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/prefetch.h"
#include "kenko/rows.h"
#include "kenko/time.h"
#include "portfolio/activity_view.h"
#include "portfolio/buffer.h"

namespace kenko {

inline constexpr std::uint8_t kMissingFlag = 2;

// Texts 1..count; text c is [begin[c - 1], begin[c]) of bytes.
struct TextSpan {
  std::uint32_t count = 0;
  const std::uint64_t* begin = nullptr;
  const char* bytes = nullptr;

  std::string_view Text(TextCode code) const {
    return {bytes + begin[code - 1], static_cast<std::size_t>(begin[code] - begin[code - 1])};
  }
  void Prefetch() const {
    if (count > 0) PrefetchBytes(bytes + begin[0], begin[count] - begin[0]);
  }
};

// Texts one after another.
class TextList {
 public:
  std::uint32_t count() const {
    return begin_.empty() ? 0 : static_cast<std::uint32_t>(begin_.size() - 1);
  }
  TextSpan span() const { return span(0, count()); }
  // Of `count` texts after the first `skipped`; their codes begin with 1 again.
  TextSpan span(std::uint32_t skipped, std::uint32_t count) const {
    return {count, begin_.data() + skipped, bytes_.data()};
  }
  std::string_view Text(TextCode code) const { return span().Text(code); }

  void Clear() {
    begin_.Clear();
    bytes_.Clear();
  }
  void Reserve(std::size_t texts, std::size_t bytes);
  void Add(std::string_view text);
  void Add(const TextSpan& texts);
  TextList Copy() const;

 private:
  Buffer<std::uint64_t> begin_;  // count + 1, or none
  Buffer<char> bytes_;
};

// One attribute's cells, of its one type.
struct AttributeCells {
  ColumnView::Type type = ColumnView::Type::kNull;
  Buffer<double> numbers;
  Buffer<TextCode> texts;
  Buffer<std::uint8_t> flags;
  Buffer<Instant> times;

  void Clear();
  // A copy that takes no more memory than it needs.
  AttributeCells Copy() const;
};

// Rows of one customer, in order of (at, value), missing values first, somewhere in memory. A
// column that is all missing is null, or false.
struct ActivityRows {
  std::size_t size = 0;
  const Instant* at = nullptr;
  CodeCells kind;
  NumberCells value;
  CodeCells actor;
  const Instant* valid_until = nullptr;
  const TextCode* id = nullptr;  // codes of `ids`; 0 is none
  const Instant* recorded_at = nullptr;
  const std::uint8_t* retracted = nullptr;
  // By column number; the rows are those from `offset` on.
  const std::vector<AttributeCells>* attributes = nullptr;
  std::size_t offset = 0;
  TextSpan texts;  // actors and text attributes
  TextSpan ids;
  // Whether an id comes twice or a row is retracted, so that not all that is known counts.
  bool corrected = false;
  Instant latest_recorded_at = kBeginningOfTime;
};

// A column that no row has stays empty, however many rows there are.
struct ActivityColumns {
  std::size_t size = 0;
  Buffer<Instant> at;
  Buffer<std::uint32_t> kind;
  Buffer<double> value;
  Buffer<TextCode> actor;
  Buffer<Instant> valid_until;
  Buffer<TextCode> id;
  Buffer<Instant> recorded_at;
  Buffer<std::uint8_t> retracted;
  std::vector<AttributeCells> attributes;

  void Clear();
  // Rows [begin, begin + count) of `rows`. Text codes go through the maps, where there are any
  // (the code 0 included); texts themselves are the caller's.
  void Append(const ActivityRows& rows, std::size_t begin, std::size_t count,
              const TextCode* text_map, const TextCode* id_map);
  // The columns of `count` rows from `begin`.
  ActivityRows Rows(std::size_t begin, std::size_t count) const;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_COLUMNS_H_
