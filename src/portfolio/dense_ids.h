// Finds integer ids that lie close together, without a hash.
#ifndef KENKO_PORTFOLIO_DENSE_IDS_H_
#define KENKO_PORTFOLIO_DENSE_IDS_H_

#include <cstddef>
#include <cstdint>

#include "portfolio/buffer.h"
#include "portfolio/customer_ids.h"

namespace kenko {

// For a load: a table by id of the slots that there were when it was filled. Databases number their
// rows in a row, so that ids mostly take no more room this way than in a hash table.
class DenseIds {
 public:
  // Takes the ids in where they are integers close enough together; else it stays empty.
  void Fill(const CustomerIds& ids);
  bool empty() const { return slots_.empty(); }

  // kNoSlot where it has none.
  void Find(const std::int64_t* ids, std::int64_t begin, std::int64_t end, Slot* slots) const {
    const std::uint64_t size = slots_.size();
    for (std::int64_t row = begin; row < end; ++row) {
      const std::uint64_t place = static_cast<std::uint64_t>(ids[row]) - first_;
      slots[row] = place < size ? slots_[place] : kNoSlot;
    }
  }

 private:
  std::uint64_t first_ = 0;
  Buffer<Slot> slots_;  // by id − first_
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_DENSE_IDS_H_
