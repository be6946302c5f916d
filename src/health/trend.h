// Trend (MODEL.md 12): how far the score moved since an earlier instant, and which way.
#ifndef KENKO_HEALTH_TREND_H_
#define KENKO_HEALTH_TREND_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/snap.h"
#include "base/value.h"
#include "model/model_data.h"

namespace kenko {

enum class Direction : std::int32_t { kMissing = -1, kRising, kFalling, kSteady };
// By Direction.
inline const std::vector<std::string>& DirectionNames() {
  static const std::vector<std::string>* const names =
      new std::vector<std::string>{"rising", "falling", "steady"};
  return *names;
}

struct TrendResult {
  Value points;
  Direction direction = Direction::kMissing;
};

// Missing where a score is, or where another scorecard (or none) applied then.
inline TrendResult TrendOf(const TrendSection& trend, const Value& now, std::size_t scorecard_now,
                           const Value& then, std::size_t scorecard_then) {
  TrendResult result;
  if (!now.present || !then.present || scorecard_now != scorecard_then) return result;
  result.points = Value::Number(now.number - then.number);
  if (SnappedLess(trend.steady_within, result.points.number)) {
    result.direction = Direction::kRising;
  } else if (SnappedLess(result.points.number, -trend.steady_within)) {
    result.direction = Direction::kFalling;
  } else {
    result.direction = Direction::kSteady;
  }
  return result;
}

}  // namespace kenko

#endif  // KENKO_HEALTH_TREND_H_
