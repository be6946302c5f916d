// Arrow's format strings, as far as kenko takes them.
#ifndef KENKO_ARROW_FORMAT_H_
#define KENKO_ARROW_FORMAT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kenko {

// How a column lies in memory and what its bits mean.
enum class ArrowLayout : std::uint8_t {
  kNull,
  kBool,
  kInt8,
  kUInt8,
  kInt16,
  kUInt16,
  kInt32,
  kUInt32,
  kInt64,
  kUInt64,
  kHalf,
  kFloat,
  kDouble,
  kDecimal128,
  kText,       // offsets of 32 bits
  kLargeText,  // offsets of 64 bits
  kTextView,
  kDays,          // date32
  kMilliseconds,  // date64 too
  kSeconds,
  kMicroseconds,
  kNanoseconds,
};

struct ArrowFormat {
  ArrowLayout layout = ArrowLayout::kNull;
  int scale = 0;  // kDecimal128: digits after the point; may be negative
};

// Nothing where kenko does not take that format.
std::optional<ArrowFormat> ParseArrowFormat(std::string_view format);

inline bool IsText(ArrowLayout layout) {
  return layout == ArrowLayout::kText || layout == ArrowLayout::kLargeText ||
         layout == ArrowLayout::kTextView;
}
inline bool IsInteger(ArrowLayout layout) {
  return layout >= ArrowLayout::kInt8 && layout <= ArrowLayout::kUInt64;
}

// What is wrong with a format that is not taken, and what to cast the column to.
std::string DescribeRefusedFormat(std::string_view format);

}  // namespace kenko

#endif  // KENKO_ARROW_FORMAT_H_
