#include "base/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <system_error>

namespace kenko {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Of an in-between result of from_chars, whether the number is 1 or more (so too large, not too
// small).
bool IsLarge(std::string_view text) {
  const std::size_t exponent_at = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, exponent_at);
  const std::size_t first = mantissa.find_first_not_of("0.");
  if (first == std::string_view::npos) return false;
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  // 0 for 1.5, -1 for 0.15: by how much the point has to move to stand behind the first digit.
  const auto moved =
      static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) - (first < point ? 1 : 0);
  std::string_view digits = text.substr(exponent_at);
  if (digits.empty()) return moved >= 0;
  digits.remove_prefix(1);
  const bool negative = digits[0] == '-';
  if (negative || digits[0] == '+') digits.remove_prefix(1);
  std::int64_t exponent = 0;
  for (const char c : digits) {
    if (exponent < (std::int64_t{1} << 50)) exponent = exponent * 10 + (c - '0');
  }
  return moved + (negative ? -exponent : exponent) >= 0;
}

// Digits of base 2^bits, rounded to nearest as decimal ones are.
std::optional<double> ParseBinaryBase(std::string_view digits, int bits) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t mantissa = 0;
  int exponent = 0;
  for (const char c : digits) {
    const int digit = IsDigit(c)             ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : 16;
    if (digit >= 1 << bits) return std::nullopt;
    if (mantissa >> 60 == 0) {
      mantissa = mantissa << bits | static_cast<std::uint64_t>(digit);
    } else {
      // More bits than count: all that matters is whether any is set.
      if (digit != 0) mantissa |= 1;
      if (exponent < 4096) exponent += bits;
    }
  }
  const double number = std::ldexp(static_cast<double>(mantissa), exponent);
  if (!std::isfinite(number)) return std::nullopt;
  return number;
}

// The length of the decimal number that `text` begins with, 0 where there is none. Digits may be
// missing on one side of the point.
std::size_t DecimalLength(std::string_view text) {
  std::size_t i = 0, digits = 0;
  const auto skip_digits = [&] {
    const std::size_t start = i;
    while (i < text.size() && IsDigit(text[i])) ++i;
    return i - start;
  };
  digits += skip_digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    digits += skip_digits();
  }
  if (digits == 0) return 0;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    const std::size_t before = i++;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (skip_digits() == 0) return before;
  }
  return i;
}

struct Unit {
  char letter;
  Duration length;
};
constexpr Unit kUnits[] = {
    {'s', kSecond}, {'m', 60 * kSecond}, {'h', 3'600 * kSecond}, {'d', kDay}, {'w', 7 * kDay}};

constexpr Duration kLongest = 36'500 * kDay;

// 0.‹digits› × unit, exactly; nothing where that is not whole. REQUIRES: the last digit is not 0.
std::optional<Duration> PartOfUnit(std::string_view digits, Duration unit) {
  // No unit has this many factors of 2 or 5 to divide by.
  if (digits.size() > 18) return std::nullopt;
  Duration part = 0;
  for (const char c : digits) part = part * 10 + (c - '0');
  for (std::size_t i = 0; i < digits.size(); ++i) {
    for (const Duration factor : {2, 5}) {
      if (part % factor == 0) {
        part /= factor;
      } else if (unit % factor == 0) {
        unit /= factor;
      } else {
        return std::nullopt;
      }
    }
  }
  return part * unit;  // less than the whole unit
}

}  // namespace

std::string FormatPlain(double number) {
  if (number == 0) return "0";
  // Shortest in its digits; then the point is put where the exponent says.
  char buffer[40];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(number),
                                     std::chars_format::scientific);
  const std::string_view text(buffer, static_cast<std::size_t>(written.ptr - buffer));
  const std::size_t exponent_at = text.find('e');
  int exponent = 0;
  const char* exponent_text = text.data() + exponent_at + 1;
  if (*exponent_text == '+') ++exponent_text;
  std::from_chars(exponent_text, written.ptr, exponent);
  std::string digits(1, text[0]);
  if (exponent_at > 2) digits += text.substr(2, exponent_at - 2);

  std::string plain = number < 0 ? "-" : "";
  if (exponent < 0) {
    plain += "0.";
    plain.append(static_cast<std::size_t>(-exponent - 1), '0');
    return plain + digits;
  }
  const std::size_t whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() <= whole) {
    plain += digits;
    plain.append(whole - digits.size(), '0');
    return plain;
  }
  return plain + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::optional<double> ParseDecimal(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc::result_out_of_range) {
    if (IsLarge(text)) return std::nullopt;
    return 0.0;
  }
  if (read.ec != std::errc() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<double> ParseNumber(std::string_view text) {
  if (text.substr(0, 2) == "0o") return ParseBinaryBase(text.substr(2), 3);
  if (text.substr(0, 2) == "0x") return ParseBinaryBase(text.substr(2), 4);
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  if (text.empty() || DecimalLength(text) != text.size()) return std::nullopt;
  const std::optional<double> number = ParseDecimal(text);
  if (!number) return std::nullopt;
  return negative ? -*number : *number;
}

bool ParseDuration(std::string_view text, Duration* duration, std::string* problem) {
  constexpr char kForm[] = "a duration is digits and a unit (s, m, h, d or w), such as 28d or 1.5h";
  std::size_t i = 0;
  while (i < text.size() && IsDigit(text[i])) ++i;
  const std::string_view whole = text.substr(0, i);
  std::string_view part;
  if (i < text.size() && text[i] == '.') {
    const std::size_t start = ++i;
    while (i < text.size() && IsDigit(text[i])) ++i;
    part = text.substr(start, i - start);
    if (part.empty()) {
      *problem = kForm;
      return false;
    }
  }
  Duration unit = 0;
  if (!whole.empty() && i + 1 == text.size()) {
    for (const Unit& known : kUnits) {
      if (known.letter == text[i]) unit = known.length;
    }
  }
  if (unit == 0) {
    *problem = kForm;
    return false;
  }

  constexpr char kTooLong[] = "a duration is at most 36500d";
  Duration units = 0;
  for (const char c : whole) {
    units = units * 10 + (c - '0');
    if (units > kLongest / unit) {
      *problem = kTooLong;
      return false;
    }
  }
  part = part.substr(0, part.find_last_not_of('0') + 1);
  const std::optional<Duration> rest = PartOfUnit(part, unit);
  if (!rest) {
    *problem = "a duration is a whole number of microseconds";
    return false;
  }
  const Duration sum = units * unit + *rest;
  if (sum > kLongest) {
    *problem = kTooLong;
    return false;
  }
  *duration = sum;
  return true;
}

}  // namespace kenko
