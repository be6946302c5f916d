#include "portfolio/dense_ids.h"

#include <algorithm>
#include <numeric>

namespace kenko {

void DenseIds::Fill(const CustomerIds& ids) {
  // As much room as a hash table takes, more or less.
  constexpr std::uint64_t kMostPlacesAnId = 16;
  slots_.Clear();
  if (!ids.are_integers()) return;
  std::int64_t least = ids.integer(0), greatest = least;
  for (Slot slot = 0; slot < ids.count(); ++slot) {
    least = std::min(least, ids.integer(slot));
    greatest = std::max(greatest, ids.integer(slot));
  }
  const std::uint64_t first = static_cast<std::uint64_t>(least);
  std::uint64_t step = 0;
  for (Slot slot = 0; slot < ids.count() && step != 1; ++slot) {
    const std::uint64_t distance = static_cast<std::uint64_t>(ids.integer(slot)) - first;
    // Once it is found it divides them all, which is seen faster than the divisor of each.
    if (step == 0 || distance % step != 0) step = std::gcd(step, distance);
  }
  step = std::max<std::uint64_t>(step, 1);
  const std::uint64_t last_place = (static_cast<std::uint64_t>(greatest) - first) / step;
  if (last_place / kMostPlacesAnId >= ids.count()) return;
  const int even_bits = __builtin_ctzll(step);
  const std::uint64_t odd = step >> even_bits;
  // Each round of Newton's method doubles the right bits, of which an odd number has three.
  std::uint64_t inverse = odd;
  for (int round = 0; round < 5; ++round) inverse *= 2 - odd * inverse;
  steps_ = {first, inverse, even_bits};
  slots_.Fill(last_place + 2, kNoSlot);
  for (Slot slot = 0; slot < ids.count(); ++slot) slots_[steps_.PlaceOf(ids.integer(slot))] = slot;
  are_in_order_ = last_place + 1 == ids.count();
  for (Slot slot = 0; slot < ids.count() && are_in_order_; ++slot) {
    are_in_order_ = slots_[slot] == slot;
  }
}

}  // namespace kenko
