#include "touch/capacity.h"

#include <algorithm>

#include "base/snap.h"

namespace kenko {
namespace {

bool HasRoom(const TierLevel& level, std::int64_t customers) {
  if (!level.capacity) return true;
  const double needed = static_cast<double>(customers + 1) * level.capacity->hours_per_customer;
  return !SnappedLess(level.capacity->hours, needed);
}

// The best of the levels [best, worst] that has room; the worst where none has.
std::int32_t BestWithRoom(const TierSection& tiers, const std::vector<CapacityLevel>& levels,
                          std::int32_t best, std::int32_t worst) {
  std::int32_t l = best;
  while (l < worst && !HasRoom(tiers.levels[static_cast<std::size_t>(l)],
                               levels[static_cast<std::size_t>(l)].planned_customers)) {
    ++l;
  }
  return l;
}

// The indices of those that are not pinned, by rank.
std::vector<std::size_t> Ranking(const std::function<bool(std::size_t, std::size_t)>& id_is_less,
                                 const std::vector<CapacityCustomer>& customers) {
  std::vector<std::size_t> ranking;
  std::vector<double> keys(customers.size());
  for (std::size_t c = 0; c < customers.size(); ++c) {
    if (!customers[c].tier.is_pinned) ranking.push_back(c);
    if (customers[c].rank_by.present) keys[c] = Snap(customers[c].rank_by.number);
  }
  std::sort(ranking.begin(), ranking.end(), [&](std::size_t a, std::size_t b) {
    const bool a_has = customers[a].rank_by.present, b_has = customers[b].rank_by.present;
    if (a_has != b_has) return a_has;
    if (a_has && keys[a] != keys[b]) return keys[a] > keys[b];
    return id_is_less(a, b);
  });
  return ranking;
}

}  // namespace

std::vector<CapacityLevel> PlanCapacity(
    const TierSection& tiers, const std::function<bool(std::size_t, std::size_t)>& id_is_less,
    std::vector<CapacityCustomer>& customers) {
  std::vector<CapacityLevel> levels(tiers.levels.size());
  const auto last = static_cast<std::int32_t>(levels.size()) - 1;
  for (CapacityCustomer& customer : customers) {
    ++levels[static_cast<std::size_t>(customer.tier.level)].customers;
    if (!customer.tier.is_pinned) continue;
    customer.planned = customer.tier.level;
    ++levels[static_cast<std::size_t>(customer.planned)].planned_customers;
  }
  std::int64_t rank = 0;
  for (const std::size_t c : Ranking(id_is_less, customers)) {
    CapacityCustomer& customer = customers[c];
    customer.rank = ++rank;
    const std::int32_t unbound = BestWithRoom(tiers, levels, 0, last);
    customer.planned =
        BestWithRoom(tiers, levels, customer.tier.best_allowed, customer.tier.worst_allowed);
    CapacityLevel& level = levels[static_cast<std::size_t>(customer.planned)];
    ++level.planned_customers;
    // They come by falling rank, so that the latest is the least.
    if (customer.planned == unbound && customer.planned != last && customer.rank_by.present) {
      level.planned_edge = customer.rank_by;
    }
  }
  return levels;
}

}  // namespace kenko
