#include "arrow/format.h"

#include <charconv>

namespace kenko {
namespace {

struct Named {
  std::string_view format;
  ArrowLayout layout;
};

constexpr Named kFormats[] = {
    {"n", ArrowLayout::kNull},      {"b", ArrowLayout::kBool},
    {"c", ArrowLayout::kInt8},      {"C", ArrowLayout::kUInt8},
    {"s", ArrowLayout::kInt16},     {"S", ArrowLayout::kUInt16},
    {"i", ArrowLayout::kInt32},     {"I", ArrowLayout::kUInt32},
    {"l", ArrowLayout::kInt64},     {"L", ArrowLayout::kUInt64},
    {"e", ArrowLayout::kHalf},      {"f", ArrowLayout::kFloat},
    {"g", ArrowLayout::kDouble},    {"u", ArrowLayout::kText},
    {"U", ArrowLayout::kLargeText}, {"vu", ArrowLayout::kTextView},
    {"tdD", ArrowLayout::kDays},    {"tdm", ArrowLayout::kMilliseconds},
};

// What follows the prefix "ts?:" is a zone, which does not matter: instants are in UTC.
constexpr Named kTimestamps[] = {
    {"tss:", ArrowLayout::kSeconds},
    {"tsm:", ArrowLayout::kMilliseconds},
    {"tsu:", ArrowLayout::kMicroseconds},
    {"tsn:", ArrowLayout::kNanoseconds},
};

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// "d:precision,scale" or "d:precision,scale,bits".
std::optional<ArrowFormat> ParseDecimal(std::string_view numbers) {
  int values[3] = {0, 0, 128};
  const char* at = numbers.data();
  const char* const end = at + numbers.size();
  int count = 0;
  while (count < 3) {
    const auto [next, error] = std::from_chars(at, end, values[count]);
    if (error != std::errc()) return std::nullopt;
    ++count;
    at = next;
    if (at == end || *at != ',') break;
    ++at;
  }
  if (count < 2 || at != end || values[2] != 128) return std::nullopt;
  if (values[1] < -400 || values[1] > 400) return std::nullopt;
  return ArrowFormat{ArrowLayout::kDecimal128, values[1]};
}

}  // namespace

std::optional<ArrowFormat> ParseArrowFormat(std::string_view format) {
  for (const Named& known : kFormats) {
    if (format == known.format) return ArrowFormat{known.layout};
  }
  for (const Named& known : kTimestamps) {
    if (StartsWith(format, known.format)) return ArrowFormat{known.layout};
  }
  if (StartsWith(format, "d:")) return ParseDecimal(format.substr(2));
  return std::nullopt;
}

std::string DescribeRefusedFormat(std::string_view format) {
  struct Advice {
    std::string_view prefix;
    const char* text;
  };
  // The first prefix that fits; the last fits all.
  static constexpr Advice kAdvice[] = {
      {"z", "is binary; cast it to utf8"},
      {"Z", "is binary; cast it to utf8"},
      {"vz", "is binary; cast it to utf8"},
      {"w:", "is binary of a fixed size; cast it to utf8"},
      {"d:", "is a decimal of other than 128 bits; cast it to float64"},
      {"tt", "is a time of day; cast it to a timestamp or a number"},
      {"tD", "is a duration; cast it to a number"},
      {"ti", "is an interval; cast it to a number"},
      {"+r", "is run-end encoded; decode it to its values' type"},
      {"+", "is nested; take its fields out into columns of their own"},
      {"", "is not of a type that is taken; cast it to a number, text, bool or timestamp"},
  };
  for (const Advice& advice : kAdvice) {
    if (StartsWith(format, advice.prefix)) {
      return "Arrow format '" + std::string(format.substr(0, 40)) + "' " + advice.text;
    }
  }
  return {};
}

}  // namespace kenko
