// Touch tiers (MODEL.md 6): how a customer is served, and why.
#ifndef KENKO_TOUCH_TIER_H_
#define KENKO_TOUCH_TIER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/snap.h"
#include "base/value.h"
#include "model/model_data.h"

namespace kenko {

struct TierResult {
  std::int32_t level = -1;   // index into the model's levels; -1: no tiers
  std::int32_t reason = -1;  // index into TierReasons(); -1: a single level needs none
  // For capacity planning: whether an exception's `tier:` decided, and the best and the worst level
  // that the true `at_least` and `at_most` leave as it is.
  bool is_pinned = false;
  std::int32_t best_allowed = 0, worst_allowed = 0;
};

// The level by the number alone; the last where that is missing.
inline std::int32_t TierLevelOf(const TierSection& tiers, const Value& number) {
  const std::size_t last = tiers.levels.size() - 1;
  if (!number.present) return static_cast<std::int32_t>(last);
  // Counted without a branch: edges fall, and which one is met first can't be foreseen.
  std::int32_t missed = 0;
  for (std::size_t l = 0; l < last; ++l) {
    missed += SnappedLess(number.number, tiers.levels[l].from);
  }
  return missed;
}

// All reasons that a model can give: the levels' own (`value >= 300000`), `value is missing`, then
// the exceptions' names.
std::vector<std::string> TierReasons(const TierSection& tiers);

// REQUIRES: the frame's steps up to the measures are done.
TierResult AssignTier(const TierSection& tiers, const Value* facts, Value* stack);

// By the number that levels go by, and whether an exception's `when` is true: is_true(exception).
// REQUIRES: there are tiers.
template <typename IsTrue>
TierResult AssignTier(const TierSection& tiers, const Value& number, const IsTrue& is_true) {
  const auto level_count = static_cast<std::int32_t>(tiers.levels.size());
  TierResult result;
  result.level = TierLevelOf(tiers, number);
  result.reason = number.present ? result.level : level_count;

  const auto change = [&](std::int32_t level, std::size_t exception) {
    if (level == result.level) return;
    result.level = level;
    result.reason = level_count + 1 + static_cast<std::int32_t>(exception);
  };
  for (std::size_t e = 0; e < tiers.exceptions.size(); ++e) {
    const TierException& exception = tiers.exceptions[e];
    if (exception.effect != TierException::Effect::kTier || !is_true(e)) continue;
    result.is_pinned = true;
    change(static_cast<std::int32_t>(exception.level), e);
    break;
  }
  result.worst_allowed = level_count - 1;
  for (std::size_t e = 0; e < tiers.exceptions.size(); ++e) {
    const TierException& exception = tiers.exceptions[e];
    if (exception.effect == TierException::Effect::kTier || !is_true(e)) continue;
    // Levels count from the best, so "at least" is "not after".
    const auto bound = static_cast<std::int32_t>(exception.level);
    const auto bounded = [&](std::int32_t level) {
      return exception.effect == TierException::Effect::kAtLeast ? std::min(level, bound)
                                                                 : std::max(level, bound);
    };
    change(bounded(result.level), e);
    // What a chain of bounds leaves as it is lies between what it makes of the best and of the
    // worst level.
    result.best_allowed = bounded(result.best_allowed);
    result.worst_allowed = bounded(result.worst_allowed);
  }
  if (level_count == 1) result.reason = -1;
  return result;
}

}  // namespace kenko

#endif  // KENKO_TOUCH_TIER_H_
