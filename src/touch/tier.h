// Touch tiers (MODEL.md 6): how a customer is served, and why.
#ifndef KENKO_TOUCH_TIER_H_
#define KENKO_TOUCH_TIER_H_

#include <cstdint>
#include <string>
#include <vector>

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

// All reasons that a model can give: the levels' own (`value >= 300000`), `value is missing`, then
// the exceptions' names.
std::vector<std::string> TierReasons(const TierSection& tiers);

// REQUIRES: the frame's steps up to the measures are done.
TierResult AssignTier(const TierSection& tiers, const Value* facts, Value* stack);

}  // namespace kenko

#endif  // KENKO_TOUCH_TIER_H_
