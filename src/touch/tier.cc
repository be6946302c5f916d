#include "touch/tier.h"

#include "base/number_text.h"

namespace kenko {
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
  return AssignTier(tiers, facts[tiers.by], [&](std::size_t e) {
    return EvaluateExpression(tiers.exceptions[e].when, facts, stack).IsTrue();
  });
}

}  // namespace kenko
