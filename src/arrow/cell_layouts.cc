#include "arrow/cell_layouts.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "kenko/time.h"

namespace kenko {
namespace {

__extension__ typedef unsigned __int128 Unsigned128;

// The powers of ten that a double holds exactly.
constexpr double kPowersOfTen[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int kMostExactPower = 22;

// By way of its digits: right to the last bit whatever the magnitude.
double ParseDecimal(bool negative, Unsigned128 magnitude, int scale) {
  char text[64];
  char* const digits_end = text + 48;
  char* begin = digits_end;
  do {
    *--begin = static_cast<char>('0' + static_cast<int>(magnitude % 10));
    magnitude /= 10;
  } while (magnitude != 0);
  if (negative) *--begin = '-';
  *digits_end = 'e';
  const char* const end = std::to_chars(digits_end + 1, text + sizeof text, -scale).ptr;
  double value = 0;
  if (std::from_chars(begin, end, value).ec == std::errc::result_out_of_range) {
    value = scale > 0 ? 0 : std::numeric_limits<double>::infinity();
  }
  return value;
}

// A byte of 0 or 1 for each bit, the lowest bit in the first byte of memory.
std::uint64_t SpreadBits(std::uint8_t bits) {
  constexpr std::uint64_t kEach = 0x0101010101010101, kAllButTop = 0x7F7F7F7F7F7F7F7F;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  constexpr std::uint64_t kBitOfItsByte = 0x0102040810204080;
#else
  constexpr std::uint64_t kBitOfItsByte = 0x8040201008040201;
#endif
  const std::uint64_t own_bits = bits * kEach & kBitOfItsByte;
  return (own_bits + kAllButTop) >> 7 & kEach;
}

}  // namespace

bool ExpandBits(const std::uint8_t* bits, std::int64_t first, std::int64_t count, bool always,
                std::uint8_t* bytes) {
  const auto bit_at = [bits](std::int64_t bit) { return bits[bit / 8] >> (bit % 8) & 1; };
  if (!always) {
    bool all = true;
    std::int64_t bit = first;
    const std::int64_t end = first + count;
    for (; bit < end && bit % 8 != 0; ++bit) all = all && bit_at(bit) != 0;
    for (; end - bit >= 8 && all; bit += 8) all = bits[bit / 8] == 0xFF;
    for (; bit < end && all; ++bit) all = bit_at(bit) != 0;
    if (all) return false;
  }
  std::int64_t i = 0;
  for (; i < count && (first + i) % 8 != 0; ++i) {
    bytes[i] = static_cast<std::uint8_t>(bit_at(first + i));
  }
  for (; count - i >= 8; i += 8) {
    const std::uint64_t eight = SpreadBits(bits[(first + i) / 8]);
    std::memcpy(bytes + i, &eight, sizeof eight);
  }
  for (; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(bit_at(first + i));
  return true;
}

double HalfToDouble(std::uint16_t half) {
  const int exponent = half >> 10 & 0x1F;
  const int fraction = half & 0x3FF;
  double magnitude;
  if (exponent == 0x1F) {
    magnitude = fraction == 0 ? std::numeric_limits<double>::infinity()
                              : std::numeric_limits<double>::quiet_NaN();
  } else if (exponent == 0) {
    magnitude = std::ldexp(fraction, -24);
  } else {
    magnitude = std::ldexp(1024 + fraction, exponent - 25);
  }
  return (half & 0x8000) != 0 ? -magnitude : magnitude;
}

double DecimalToDouble(std::uint64_t low, std::int64_t high, int scale) {
  const bool negative = high < 0;
  Unsigned128 magnitude = static_cast<Unsigned128>(static_cast<std::uint64_t>(high)) << 64 | low;
  if (negative) magnitude = -magnitude;
  constexpr std::uint64_t kMostExact = std::uint64_t{1} << 53;
  if (magnitude <= kMostExact && scale >= 0 && scale <= kMostExactPower) {
    // Both are exact, so that the one division rounds once.
    const double quotient =
        static_cast<double>(static_cast<std::uint64_t>(magnitude)) / kPowersOfTen[scale];
    return negative ? -quotient : quotient;
  }
  return ParseDecimal(negative, magnitude, scale);
}

std::int64_t TicksToInstant(std::int64_t ticks, std::int64_t unit) {
  if (ticks > kMaxInstant / unit) return kMaxInstant + 1;
  if (ticks < kMinInstant / unit) return kMinInstant - 1;
  return ticks * unit;
}

}  // namespace kenko
