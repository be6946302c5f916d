// Activities that were recorded one by one and are on their way into their tails.
#ifndef KENKO_PORTFOLIO_RECORD_QUEUE_H_
#define KENKO_PORTFOLIO_RECORD_QUEUE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "kenko/portfolio.h"
#include "portfolio/activity_tail.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

class Store;

// Recording is a chain of waits for memory: the customer's entry among the ids tells its partition,
// this its tail, and that the place to link a row to. So an activity is taken in steps, one with
// each activity that comes after it. A step asks for the memory of the next one, which is there by
// then, and recording waits for none of it. Snapshots and loads let the last few in first.
class RecordQueue {
 public:
  // Whether it can wait here. It must be an activity that is taken in as it is: of good cells, a
  // known kind, and with an id of the kind of those before.
  static bool HasRoomFor(const CustomerIdView& id, const ActivityFields& fields) {
    return TailRowSize(fields) + TextSize(id) <= sizeof(Waiting::memory);
  }

  // Appends it. REQUIRES: HasRoomFor; Advance was called since the last one.
  void Add(const CustomerIdView& id, const ActivityFields& fields, const Store& store) noexcept;
  // Takes all that wait one step further, the oldest first. Where memory runs out, some wait as
  // before.
  void Advance(Store& store);
  // Lets all in; the slot of the last one, or kNoSlot where none waited.
  Slot Settle(Store& store);

 private:
  struct Waiting {
    CustomerIdView id;
    Slot slot;  // kNoSlot: to be found
    bool is_place_asked_for;
    std::size_t row_size;
    // The row, and behind it the text of the id.
    std::array<std::uint64_t, 32> memory;
  };
  static constexpr std::size_t kMost = 4;  // more than there are steps

  static std::size_t TextSize(const CustomerIdView& id);
  Waiting& At(std::size_t i) { return waiting_[(first_ + i) % kMost]; }
  // Whether it has been let in.
  static bool TakeStep(Waiting& waiting, Store& store);

  std::array<Waiting, kMost> waiting_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_RECORD_QUEUE_H_
