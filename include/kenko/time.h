// Instants and durations as kenko counts them.
#ifndef KENKO_TIME_H_
#define KENKO_TIME_H_

#include <cstdint>
#include <limits>
#include <string>

namespace kenko {

// Microseconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;
// Microseconds; a fixed length, never a calendar one.
using Duration = std::int64_t;

inline constexpr Duration kSecond = 1'000'000;
inline constexpr Duration kDay = 86'400 * kSecond;

// "The beginning of time": what a missing valid_from, recorded_at or complete_from means.
inline constexpr Instant kBeginningOfTime = std::numeric_limits<Instant>::min();
// What a missing valid_until or complete_until means.
inline constexpr Instant kForever = std::numeric_limits<Instant>::max();
// Data and questions lie within the years 0001 to 9999.
inline constexpr Instant kMinInstant = -62'135'596'800LL * kSecond;
inline constexpr Instant kMaxInstant = 253'402'300'799LL * kSecond + 999'999;

inline constexpr double InDays(Duration duration) {
  return static_cast<double>(duration) / static_cast<double>(kDay);
}

// "2025-01-31T00:00:00.000000Z".
std::string FormatInstant(Instant instant);

}  // namespace kenko

#endif  // KENKO_TIME_H_
