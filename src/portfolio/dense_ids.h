// Finds integer ids that lie close together, without a hash.
#ifndef KENKO_PORTFOLIO_DENSE_IDS_H_
#define KENKO_PORTFOLIO_DENSE_IDS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "portfolio/buffer.h"
#include "portfolio/customer_ids.h"

namespace kenko {

// For a load: a table by id of the slots that there were when it was filled. Databases number their
// rows in a row, or in equal steps, so that ids mostly take no more room this way than in a hash
// table.
class DenseIds {
 public:
  // Takes the ids in where they are integers close enough together; else it stays empty.
  void Fill(const CustomerIds& ids);
  bool empty() const { return places_ == 0; }

  // kNoSlot where it has none. False where that may be so for some.
  bool Find(const std::int64_t* ids, std::int64_t begin, std::int64_t end, Slot* slots) const {
    const Slot* const slot_of = slots_.data();
    const std::uint64_t beyond = places_;
    const Steps steps = steps_;
    Slot bits = 0;  // all of them where one is kNoSlot
    const auto find = [=, &bits](const auto& slot_at) {
      for (std::int64_t row = begin; row < end; ++row) {
        const Slot slot = slot_at(steps.PlaceOf(ids[row]));
        slots[row] = slot;
        bits |= slot;
      }
    };
    if (are_in_order_) {
      find(
          [=](std::uint64_t place) { return place < beyond ? static_cast<Slot>(place) : kNoSlot; });
    } else {
      find([=](std::uint64_t place) { return slot_of[std::min(place, beyond)]; });
    }
    return bits != kNoSlot;
  }

 private:
  // Finds how many steps an id is from the first.
  struct Steps {
    Steps() = default;
    Steps(std::uint64_t first_id, std::uint64_t step);
    // (id - first) / step where that is whole, else some number beyond the table. Dividing by an
    // odd number is multiplying by its inverse; what is even of the step goes out to the right, and
    // what must not be there comes in at the top.
    std::uint64_t PlaceOf(std::int64_t id) const {
      const std::uint64_t product = (static_cast<std::uint64_t>(id) - first) * inverse;
      return product >> even_bits | product << (-even_bits & 63);
    }

    std::uint64_t first = 0;
    std::uint64_t inverse = 1;  // of the step's odd part
    int even_bits = 0;          // of the step
  };

  // Whether slots are places.
  bool FitInOrder(const CustomerIds& ids);
  void FitInTable(const CustomerIds& ids);

  Steps steps_;
  std::uint64_t places_ = 0;
  bool are_in_order_ = false;
  Buffer<Slot> slots_;  // unless they are in order: by place; one more at the end is kNoSlot
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_DENSE_IDS_H_
