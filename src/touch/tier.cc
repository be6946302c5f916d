#include "touch/tier.h"

#include <algorithm>

#include "base/number_text.h"
#include "base/snap.h"

namespace kenko {
namespace {

std::int32_t LevelByNumber(const TierSection& tiers, const Value& number) {
  const std::size_t last = tiers.levels.size() - 1;
  if (!number.present) return static_cast<std::int32_t>(last);
  // Counted without a branch: edges fall, and which one is met first can't be foreseen.
  std::int32_t missed = 0;
  for (std::size_t l = 0; l < last; ++l) {
    missed += SnappedLess(number.number, tiers.levels[l].from);
  }
  return missed;
}

}  // namespace

std::vector<std::string> TierReasons(const TierSection& tiers) {
  std::vector<std::string> reasons;
  if (tiers.levels.empty()) return reasons;
  const std::size_t last = tiers.levels.size() - 1;
  for (std::size_t l = 0; l <= last; ++l) {
    const bool is_last = l == last;
    const double edge = tiers.levels[is_last && last > 0 ? last - 1 : l].from;
    reasons.push_back(tiers.by_name + (is_last ? " < " : " >= ") + FormatPlain(edge));
  }
  reasons.push_back(tiers.by_name + " is missing");
  for (const TierException& exception : tiers.exceptions) reasons.push_back(exception.name);
  return reasons;
}

TierResult AssignTier(const TierSection& tiers, const Value* facts, Value* stack) {
  if (tiers.levels.empty()) return {};
  const auto level_count = static_cast<std::int32_t>(tiers.levels.size());
  const Value number = facts[tiers.by];
  TierResult result;
  result.level = LevelByNumber(tiers, number);
  result.reason = number.present ? result.level : level_count;

  const auto change = [&](std::int32_t level, std::size_t exception) {
    if (level == result.level) return;
    result.level = level;
    result.reason = level_count + 1 + static_cast<std::int32_t>(exception);
  };
  const auto is_true = [&](const TierException& exception) {
    return EvaluateExpression(exception.when, facts, stack).IsTrue();
  };
  for (std::size_t e = 0; e < tiers.exceptions.size(); ++e) {
    const TierException& exception = tiers.exceptions[e];
    if (exception.effect != TierException::Effect::kTier || !is_true(exception)) continue;
    result.is_pinned = true;
    change(static_cast<std::int32_t>(exception.level), e);
    break;
  }
  result.worst_allowed = level_count - 1;
  for (std::size_t e = 0; e < tiers.exceptions.size(); ++e) {
    const TierException& exception = tiers.exceptions[e];
    if (exception.effect == TierException::Effect::kTier || !is_true(exception)) continue;
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
