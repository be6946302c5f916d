// Activities that were recorded one by one and are on their way into their tails.
#ifndef KENKO_PORTFOLIO_RECORD_QUEUE_H_
#define KENKO_PORTFOLIO_RECORD_QUEUE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "kenko/portfolio.h"
#include "portfolio/activity_tail.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

class Store;

// Recording is a chain of waits for memory: the customer's entry among the ids tells its partition,
// this its tail, and that the place to link a row to. So an activity is taken in steps, one with
// every second activity that comes after it. A step asks for the memory of the next one, which is
// there by then, and recording waits for none of it. Snapshots and loads let the last few in first.
class RecordQueue {
 public:
  // Whether it can wait here. It must be an activity that is taken in as it is: of good cells, a
  // known kind, and with an id of the kind of those before.
  static bool HasRoomFor(const CustomerIdView& id, const ActivityFields& fields) {
    return TailRowSize(fields) + TextSize(id) <= sizeof(Waiting::memory);
  }

  // Appends it, after it has taken those before a step further. Where memory runs out, these go on
  // waiting, and it is not taken in. REQUIRES: HasRoomFor.
  void Add(const CustomerIdView& id, const ActivityFields& fields, Store& store);
  // Lets all in. Any number of threads may call it at once; all that was let in can then be seen by
  // each of them.
  void Settle(Store& store);

 private:
  struct Waiting {
    CustomerIdView id;
    Slot slot;  // kNoSlot: to be found
    std::size_t row_size;
    // The row, and behind it the text of the id.
    std::array<std::uint64_t, 32> memory;
  };
  static constexpr std::size_t kStep = 2;  // so many records lie between two steps of one
  static constexpr std::size_t kMost = 3 * kStep;

  static std::size_t TextSize(const CustomerIdView& id);
  std::size_t count() const { return count_.load(std::memory_order_relaxed); }
  Waiting& At(std::size_t i) { return waiting_[(first_ + i) % waiting_.size()]; }
  void Advance(Store& store);
  // The steps. Each takes those before it, where they were missed.
  static void FindSlot(Waiting& waiting, Store& store);
  static void FindPlace(Waiting& waiting, Store& store);
  void LetFirstIn(Store& store);

  std::array<Waiting, 8> waiting_;  // more than kMost
  std::size_t first_ = 0;
  std::atomic<std::size_t> count_{0};
  std::mutex settling_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_RECORD_QUEUE_H_
