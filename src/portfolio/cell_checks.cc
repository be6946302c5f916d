#include "portfolio/cell_checks.h"

#include <cstring>

#include "base/prefetch.h"
#include "base/utf8.h"
#include "kenko/time.h"
#include "portfolio/cells.h"

namespace kenko {
namespace {

using Cells = ColumnRule::Cells;
using Reason = BadCell::Reason;
using Type = ColumnView::Type;

bool IsOutOfTime(Instant instant) {
  return static_cast<std::uint64_t>(instant) - static_cast<std::uint64_t>(kMinInstant) >
         static_cast<std::uint64_t>(kMaxInstant) - static_cast<std::uint64_t>(kMinInstant);
}

constexpr std::uint64_t kExponent = 0x7FF0000000000000;
bool IsNotFinite(double number) { return (NumberBits(number) & kExponent) == kExponent; }

// False where no cell is bad, missing ones included, as almost always. These loops compare nothing,
// but gather in the high bits what would not be there in a good cell: the processor takes several
// cells at a time.
bool MayBeBad(const Instant* cells, std::int64_t count) {
  // Within a thousand years or so around 1970, all is good.
  constexpr std::uint64_t kSome = std::uint64_t{1} << 55;
  static_assert(-static_cast<Instant>(kSome) > kMinInstant &&
                static_cast<Instant>(kSome) < kMaxInstant);
  std::uint64_t bits = 0;
  ForStretches(cells, static_cast<std::size_t>(count), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) bits |= static_cast<std::uint64_t>(cells[i]) + kSome;
  });
  return bits >= 2 * kSome;
}

bool MayBeBad(const double* cells, std::int64_t count) {
  // An exponent of ones, and only that, carries into the sign's place.
  std::uint64_t bits = 0;
  ForStretches(cells, static_cast<std::size_t>(count), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      bits |= (NumberBits(cells[i]) & kExponent) + (std::uint64_t{1} << 52);
    }
  });
  return bits >> 63 != 0;
}

template <typename T, typename IsBad>
void FindBad(const ColumnView& column, const T* cells, std::int64_t count, std::uint32_t number,
             Reason reason, const IsBad& is_bad, Buffer<BadCell>& bad) {
  if (!MayBeBad(cells, count)) return;
  for (std::int64_t row = 0; row < count; ++row) {
    if (!column.IsMissing(row) && is_bad(cells[row])) {
      bad.Append({static_cast<std::uint32_t>(row), number, reason});
    }
  }
}

// 0 is good, else a Reason + 1.
std::uint8_t CheckText(std::string_view text, Cells cells) {
  const auto is = [](Reason reason) { return static_cast<std::uint8_t>(reason) + 1; };
  if (text.size() > kLongestText) return is(Reason::kTooLong);
  if (!IsUtf8(text)) return is(Reason::kNotUtf8);
  if (cells == Cells::kPattern || cells == Cells::kName || cells == Cells::kCustomerId) {
    if (text.empty()) return is(Reason::kEmpty);
  }
  if (cells == Cells::kPattern && !IsKindPattern(text)) return is(Reason::kNotPattern);
  return 0;
}

// Whether texts that lie one behind the other, as they mostly do, are quickly seen to be good: by
// their bytes together, which are all ASCII, and by their sizes.
bool AreGoodTogether(const std::string_view* texts, std::int64_t count, Cells cells) {
  if (count == 0 || cells == Cells::kPattern) return false;
  const std::size_t least = cells == Cells::kName || cells == Cells::kCustomerId ? 1 : 0;
  // Without a branch: where texts are apart, some bits of their distance remain; a size that is too
  // great leaves a bit beyond the greatest, one that is too small a sign.
  std::uintptr_t next = reinterpret_cast<std::uintptr_t>(texts[0].data());
  std::uintptr_t gaps = 0;
  std::size_t sizes = 0;
  for (std::int64_t row = 0; row < count; ++row) {
    const std::size_t size = texts[row].size();
    gaps |= reinterpret_cast<std::uintptr_t>(texts[row].data()) ^ next;
    next = reinterpret_cast<std::uintptr_t>(texts[row].data()) + size;
    sizes |= size | (size - least);
  }
  if (gaps != 0 || sizes >= kLongestText) return false;
  return IsAscii({texts[0].data(), next - reinterpret_cast<std::uintptr_t>(texts[0].data())});
}

void CheckDictionary(const ColumnView& column, Cells cells, DictionaryChecks& checks) {
  checks.checked = true;
  checks.all_good = AreGoodTogether(column.dictionary, column.dictionary_size, cells);
  if (checks.all_good) return;
  checks.all_good = true;
  checks.reasons.Resize(column.dictionary_size);
  for (std::uint32_t code = 0; code < column.dictionary_size; ++code) {
    checks.reasons[code] = CheckText(column.dictionary[code], cells);
    checks.all_good &= checks.reasons[code] == 0;
  }
}

// Whether the column's dictionary has been looked through. One far larger than the rows that use it
// is not worth that.
bool IsDictionaryChecked(const ColumnView& column, std::int64_t count, Cells cells,
                         DictionaryChecks& checks) {
  constexpr std::int64_t kMostTextsARow = 64;
  if (column.texts != nullptr) return false;
  if (checks.dictionary_id != column.dictionary_id) {
    checks.checked = false;
    checks.rows_seen = 0;
    checks.dictionary_id = column.dictionary_id;
  }
  checks.rows_seen += count;
  if (!checks.checked && column.dictionary_size <= kMostTextsARow * checks.rows_seen) {
    CheckDictionary(column, cells, checks);
  }
  return checks.checked;
}

void FindBadTexts(const ColumnView& column, std::int64_t count, Cells cells, std::uint32_t number,
                  DictionaryChecks& dictionary, Buffer<BadCell>& bad) {
  const bool by_code = IsDictionaryChecked(column, count, cells, dictionary);
  if (by_code && dictionary.all_good) return;
  if (!by_code && column.texts != nullptr && column.valid == nullptr &&
      AreGoodTogether(column.texts, count, cells)) {
    return;
  }
  for (std::int64_t row = 0; row < count; ++row) {
    if (column.IsMissing(row)) continue;
    const std::uint8_t reason =
        by_code ? dictionary.reasons[column.codes[row]] : CheckText(column.Text(row), cells);
    if (reason != 0) {
      bad.Append({static_cast<std::uint32_t>(row), number, static_cast<Reason>(reason - 1)});
    }
  }
}

}  // namespace

std::string_view ReasonText(Reason reason) {
  switch (reason) {
    case Reason::kMissing:
      return "missing";
    case Reason::kEmpty:
      return "empty";
    case Reason::kNotUtf8:
      return "not valid UTF-8";
    case Reason::kTooLong:
      return "a text of more than 16 MiB";
    case Reason::kNotFinite:
      return "NaN or infinite; a number must be finite, and a missing one must come as missing";
    case Reason::kOutOfTime:
      return "an instant outside the years 0001 to 9999";
    case Reason::kNotPattern:
      return "not a kind pattern; it must be like `a.b`, `a.*` or `*`";
  }
  return "";
}

std::int64_t FirstPresent(const ColumnView& column, std::int64_t row_count) {
  if (column.type == Type::kNull) return row_count;
  if (column.valid == nullptr) return 0;
  std::int64_t row = 0;
  while (row < row_count && column.valid[row] == 0) ++row;
  return row;
}

bool LookGood(const ColumnView& column, std::int64_t begin, std::int64_t end,
              const ColumnRule& rule) {
  if (rule.required && (column.type == Type::kNull || column.valid != nullptr)) return false;
  switch (column.type) {
    case Type::kNumber:
      return !MayBeBad(column.numbers + begin, end - begin);
    case Type::kTime:
      return !MayBeBad(column.integers + begin, end - begin);
    case Type::kText:
      return column.texts != nullptr && column.valid == nullptr &&
             AreGoodTogether(column.texts + begin, end - begin, rule.cells);
    case Type::kNull:
    case Type::kInteger:
    case Type::kFlag:
      break;
  }
  return true;
}

void FindBadCellsOf(const ColumnView& column, std::int64_t count, const ColumnRule& rule,
                    std::uint32_t number, DictionaryChecks& dictionary, Buffer<BadCell>& bad) {
  if (rule.required && (column.type == Type::kNull || column.valid != nullptr)) {
    const bool any = column.type == Type::kNull ||
                     std::memchr(column.valid, 0, static_cast<std::size_t>(count)) != nullptr;
    for (std::int64_t row = 0; any && row < count; ++row) {
      if (column.IsMissing(row)) {
        bad.Append({static_cast<std::uint32_t>(row), number, Reason::kMissing});
      }
    }
  }
  switch (column.type) {
    case Type::kNumber:
      FindBad(column, column.numbers, count, number, Reason::kNotFinite, IsNotFinite, bad);
      break;
    case Type::kTime:
      FindBad(column, column.integers, count, number, Reason::kOutOfTime, IsOutOfTime, bad);
      break;
    case Type::kText:
      FindBadTexts(column, count, rule.cells, number, dictionary, bad);
      break;
    case Type::kNull:
    case Type::kInteger:
    case Type::kFlag:
      break;
  }
}

}  // namespace kenko
