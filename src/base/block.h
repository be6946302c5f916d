// Blocks: rows (customers, or moments of one) that are looked at together. What is known of them
// stands in columns, so that a step is one loop over all of them.
#ifndef KENKO_BASE_BLOCK_H_
#define KENKO_BASE_BLOCK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "base/value.h"

namespace kenko {

// So few that a model's columns stay in the processor's nearest caches.
inline constexpr std::size_t kBlockRows = 128;

// Numbers, NaN where they are missing, which arithmetic hands on as a missing operand does; or
// flags: 1, 0 or NaN.
using BlockColumn = std::array<double, kBlockRows>;

inline constexpr double kMissingNumber = std::numeric_limits<double>::quiet_NaN();
inline bool IsMissing(double number) { return number != number; }
// Missing where `number` is infinite: no computed number is.
inline double FiniteNumber(double number) { return number + (number - number); }

// `number` if `keep`, else 0; without a branch, for what is missing can't be foreseen.
inline double KeepIf(bool keep, double number) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof(bits));
  bits &= 0 - std::uint64_t{keep};
  std::memcpy(&number, &bits, sizeof(bits));
  return number;
}

inline double NumberOf(const Value& value) { return value.present ? value.number : kMissingNumber; }
inline double FlagNumberOf(const Value& value) {
  return !value.present ? kMissingNumber : value.flag ? 1 : 0;
}
inline Value ValueOf(double number) { return Value::Number(number); }
inline Value FlagValueOf(double flag) {
  return IsMissing(flag) ? Value::Missing() : Value::Flag(flag != 0);
}

}  // namespace kenko

#endif  // KENKO_BASE_BLOCK_H_
