#include "portfolio/dense_ids.h"

#include <algorithm>

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
  first_ = static_cast<std::uint64_t>(least);
  const std::uint64_t last_place = static_cast<std::uint64_t>(greatest) - first_;
  if (last_place / kMostPlacesAnId >= ids.count()) return;
  slots_.Fill(last_place + 1, kNoSlot);
  for (Slot slot = 0; slot < ids.count(); ++slot) {
    slots_[static_cast<std::uint64_t>(ids.integer(slot)) - first_] = slot;
  }
}

}  // namespace kenko
