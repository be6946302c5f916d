#include "portfolio/dense_ids.h"

#include <algorithm>
#include <numeric>

#include "base/prefetch.h"

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
  are_near_ = false;
  form_.reset();
  const Slot count = ids.count();
  if (count == 0) return;
  if (ids.are_integers()) return Fit(count, [&](Slot slot) { return ids.integer(slot); });
  form_ = NumberedText::Of(ids.text(0));
  if (!form_) return;
  const auto id_of = [&](Slot slot) { return form_->NumberOf(ids.text(slot)); };
  for (Slot slot = 0; slot < count; ++slot) {
    if (id_of(slot) == NumberedText::kNone) return;
  }
  Fit(count, id_of);
}

template <typename IdOf>
void DenseIds::Fit(Slot count, const IdOf& id_of) {
  are_in_order_ = FitInOrder(count, id_of);
  if (!are_in_order_) FitInTable(count, id_of);
}

template <typename IdOf>
bool DenseIds::FitInOrder(Slot count, const IdOf& id_of) {
  const auto first = static_cast<std::uint64_t>(id_of(0));
  const std::uint64_t step = count > 1 ? static_cast<std::uint64_t>(id_of(1)) - first : 1;
  // Backwards, or so far that the last would lie beyond all numbers.
  if (step > static_cast<std::uint64_t>(INT64_MAX) / count) return false;
  std::uint64_t id = first;
  for (Slot slot = 0; slot < count; ++slot, id += step) {
    if (static_cast<std::uint64_t>(id_of(slot)) != id) return false;
  }
  steps_ = Steps(first, step);
  places_ = count;
  are_near_ = count <= std::uint32_t{1} << 31 && step * (count - 1) >> 32 == 0;
  return true;
}

template <typename IdOf>
void DenseIds::FitInTable(Slot count, const IdOf& id_of) {
  // As much room as a hash table takes, more or less.
  constexpr std::uint64_t kMostPlacesAnId = 16;
  std::int64_t least = id_of(0), greatest = least;
  for (Slot slot = 0; slot < count; ++slot) {
    least = std::min(least, id_of(slot));
    greatest = std::max(greatest, id_of(slot));
  }
  const std::uint64_t first = static_cast<std::uint64_t>(least);
  std::uint64_t step = 0;
  for (Slot slot = 0; slot < count && step != 1; ++slot) {
    const std::uint64_t distance = static_cast<std::uint64_t>(id_of(slot)) - first;
    // Once it is found it divides them all, which is seen faster than the divisor of each.
    if (step == 0 || distance % step != 0) step = std::gcd(step, distance);
  }
  step = std::max<std::uint64_t>(step, 1);
  const std::uint64_t last_place = (static_cast<std::uint64_t>(greatest) - first) / step;
  if (last_place / kMostPlacesAnId >= count) return;
  steps_ = Steps(first, step);
  places_ = last_place + 1;
  slots_.Clear();
  slots_.Fill(places_ + 1, kNoSlot);
  for (Slot slot = 0; slot < count; ++slot) slots_[steps_.PlaceOf(id_of(slot))] = slot;
}

bool DenseIds::Find(const ColumnView& ids, std::int64_t begin, std::int64_t end,
                    Slot* slots) const {
  if (!form_) {
    const auto count = static_cast<std::size_t>(end - begin);
    return FindNumbers(ids.integers + begin, count, slots + begin);
  }
  constexpr std::int64_t kNumbersATime = 256;
  std::int64_t numbers[kNumbersATime];
  const NumberedText form = *form_;
  bool all_found = true;
  for (; begin < end; begin += kNumbersATime) {
    const std::int64_t count = std::min(kNumbersATime, end - begin);
    for (std::int64_t i = 0; i < count; ++i) numbers[i] = form.NumberOf(ids.Text(begin + i));
    all_found &= FindNumbers(numbers, static_cast<std::size_t>(count), slots + begin);
  }
  return all_found;
}

bool DenseIds::FindNumbers(const std::int64_t* ids, std::size_t count, Slot* slots) const {
  if (are_near_ && FindNear(ids, count, slots)) return true;
  const Slot* const slot_of = slots_.data();
  const std::uint64_t beyond = places_;
  const Steps steps = steps_;
  Slot bits = 0;  // all of them where one is kNoSlot
  const auto find = [=, &bits](const auto& slot_at) {
    ForStretches(ids, count, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const Slot slot = slot_at(steps.PlaceOf(ids[i]));
        slots[i] = slot;
        bits |= slot;
      }
    });
  };
  if (are_in_order_) {
    find([=](std::uint64_t place) { return place < beyond ? static_cast<Slot>(place) : kNoSlot; });
  } else {
    find([=](std::uint64_t place) { return slot_of[std::min(place, beyond)]; });
  }
  return bits != kNoSlot;
}

// PlaceOf in 32 bits, in which no step goes beyond the last number, and without a comparison: the
// processor takes several ids at a time. False where some have no place; the slots may be anything
// then.
bool DenseIds::FindNear(const std::int64_t* ids, std::size_t count, Slot* slots) const {
  const std::uint64_t first = steps_.first;
  const auto inverse = static_cast<std::uint32_t>(steps_.inverse);
  const int even_bits = steps_.even_bits, odd_bits = -even_bits & 31;
  const auto last_place = static_cast<std::uint32_t>(places_ - 1);
  std::uint64_t distances = 0;
  std::uint32_t places = 0;  // one beyond the last leaves a sign
  ForStretches(ids, count, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint64_t distance = static_cast<std::uint64_t>(ids[i]) - first;
      const std::uint32_t product = static_cast<std::uint32_t>(distance) * inverse;
      const std::uint32_t place = product >> even_bits | product << odd_bits;
      slots[i] = place;
      distances |= distance;
      places |= place | (last_place - place);
    }
  });
  return distances >> 32 == 0 && places >> 31 == 0;
}

}  // namespace kenko
