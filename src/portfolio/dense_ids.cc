#include "portfolio/dense_ids.h"

#include <algorithm>
#include <numeric>

namespace kenko {

DenseIds::Steps::Steps(std::uint64_t first_id, std::uint64_t step)
    : first(first_id), even_bits(__builtin_ctzll(step)) {
  const std::uint64_t odd = step >> even_bits;
  // Each round of Newton's method doubles the right bits, of which an odd number has three.
  inverse = odd;
  for (int round = 0; round < 5; ++round) inverse *= 2 - odd * inverse;
}

void DenseIds::Fill(const CustomerIds& ids) {
  places_ = 0;
  if (!ids.are_integers() || ids.count() == 0) return;
  are_in_order_ = FitInOrder(ids);
  if (!are_in_order_) FitInTable(ids);
}

bool DenseIds::FitInOrder(const CustomerIds& ids) {
  const auto first = static_cast<std::uint64_t>(ids.integer(0));
  const std::uint64_t step =
      ids.count() > 1 ? static_cast<std::uint64_t>(ids.integer(1)) - first : 1;
  // Backwards, or so far that the last would lie beyond all numbers.
  if (step > static_cast<std::uint64_t>(INT64_MAX) / ids.count()) return false;
  std::uint64_t id = first;
  for (Slot slot = 0; slot < ids.count(); ++slot, id += step) {
    if (static_cast<std::uint64_t>(ids.integer(slot)) != id) return false;
  }
  steps_ = Steps(first, step);
  places_ = ids.count();
  return true;
}

void DenseIds::FitInTable(const CustomerIds& ids) {
  // As much room as a hash table takes, more or less.
  constexpr std::uint64_t kMostPlacesAnId = 16;
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
  steps_ = Steps(first, step);
  places_ = last_place + 1;
  slots_.Clear();
  slots_.Fill(places_ + 1, kNoSlot);
  for (Slot slot = 0; slot < ids.count(); ++slot) slots_[steps_.PlaceOf(ids.integer(slot))] = slot;
}

}  // namespace kenko
