// Capacity planning (MODEL.md 6): who is served how, under the hours that there are.
#ifndef KENKO_TOUCH_CAPACITY_H_
#define KENKO_TOUCH_CAPACITY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/value.h"
#include "model/model_data.h"
#include "touch/tier.h"

namespace kenko {

struct CapacityCustomer {
  TierResult tier;  // as it is without planning
  Value rank_by;
  // By planning:
  std::int32_t planned = 0;
  std::int64_t rank = 0;  // from 1; 0: pinned
};

struct CapacityLevel {
  std::int64_t customers = 0;  // as they are
  std::int64_t planned_customers = 0;
  Value planned_edge;
};

// Plans all of `customers`, the pinned ones first, the others in the order of their rank.
// `id_is_less` compares the ids of two of them, by their indices: it decides ties.
std::vector<CapacityLevel> PlanCapacity(
    const TierSection& tiers, const std::function<bool(std::size_t, std::size_t)>& id_is_less,
    std::vector<CapacityCustomer>& customers);

}  // namespace kenko

#endif  // KENKO_TOUCH_CAPACITY_H_
