// Cells of one block, out of Arrow's layouts into those that rows.h asks for.
#ifndef KENKO_ARROW_CELL_LAYOUTS_H_
#define KENKO_ARROW_CELL_LAYOUTS_H_

#include <cstdint>
#include <cstring>
#include <string_view>

#include "arrow/array_check.h"
#include "arrow/format.h"

namespace kenko {

// Arrow recommends alignment but does not demand it.
template <typename T>
T LoadCell(const void* values, std::int64_t index) {
  T value;
  std::memcpy(&value, static_cast<const char*>(values) + index * std::int64_t{sizeof(T)},
              sizeof(T));
  return value;
}

template <typename T>
bool IsAligned(const void* values) {
  return reinterpret_cast<std::uintptr_t>(values) % alignof(T) == 0;
}

// `count` bits from bit `first` on, a byte each. False where all of them are 1: `bytes` is then not
// filled in, unless `always`.
bool ExpandBits(const std::uint8_t* bits, std::int64_t first, std::int64_t count, bool always,
                std::uint8_t* bytes);

double HalfToDouble(std::uint16_t half);

// A decimal of 128 bits with `scale` digits after its point, as the nearest double.
double DecimalToDouble(std::uint64_t low, std::int64_t high, int scale);

// An instant in microseconds; what does not fit lies outside the years 0001 to 9999, so that the
// portfolio refuses that row like any other such instant. `unit` is microseconds a tick.
std::int64_t TicksToInstant(std::int64_t ticks, std::int64_t unit);
inline std::int64_t NanosecondsToInstant(std::int64_t ns) {
  return ns / 1000 - (ns % 1000 < 0 ? 1 : 0);  // the earlier microsecond
}

// The texts of `count` cells from `begin` on; whether they are UTF-8 is for the portfolio to check.
// Offsets must not go back, and views must lie within their buffers. `valid`, where not null, tells
// by a byte a cell which views to look at: those of missing cells may be anything.
ArrowProblem ReadTexts(const CheckedArray& array, ArrowLayout layout, std::int64_t begin,
                       std::int64_t count, const std::uint8_t* valid, std::string_view* texts);

}  // namespace kenko

#endif  // KENKO_ARROW_CELL_LAYOUTS_H_
