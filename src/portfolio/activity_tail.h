// A partition's activities that came one by one, or few at a time, since its part was made.
#ifndef KENKO_PORTFOLIO_ACTIVITY_TAIL_H_
#define KENKO_PORTFOLIO_ACTIVITY_TAIL_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/prefetch.h"
#include "base/value.h"
#include "kenko/rows.h"
#include "kenko/time.h"
#include "portfolio/activity_part.h"
#include "portfolio/arena.h"

namespace kenko {

// An activity on its way into a tail.
struct ActivityFields {
  Instant at = 0;
  double value = 0;  // NaN: missing
  std::uint32_t kind = 0;
  std::string_view actor;  // data() == nullptr: missing
  std::string_view id;     // empty: missing
  Instant valid_until = kForever;
  Instant recorded_at = kBeginningOfTime;
  bool retracted = false;
  // By column number; texts are borrowed.
  const Value* attributes = nullptr;
  const ColumnView::Type* types = nullptr;
  std::size_t attribute_count = 0;
};

// Stored whole: its cells, by column number, and the bytes of the actor, the id and the cells'
// texts follow it in memory. With these it may be copied elsewhere.
struct TailRow {
  const std::uint64_t* cells() const { return reinterpret_cast<const std::uint64_t*>(this + 1); }
  std::uint64_t* cells() { return reinterpret_cast<std::uint64_t*>(this + 1); }
  const char* base() const { return reinterpret_cast<const char*>(this); }
  const char* texts() const { return reinterpret_cast<const char*>(cells() + cell_count); }
  std::string_view actor() const {  // data() == nullptr: missing
    return has_actor ? std::string_view(texts(), actor_size) : std::string_view();
  }
  std::string_view id() const { return {texts() + actor_size, id_size}; }  // empty: missing

  const TailRow* older = nullptr;
  std::uint64_t sequence = 0;
  Instant at = 0;
  double value = 0;
  Instant valid_until = kForever;
  Instant recorded_at = kBeginningOfTime;
  std::uint32_t kind = 0;
  std::uint32_t cell_count = 0;
  std::uint32_t actor_size = 0;
  std::uint32_t id_size = 0;
  bool has_actor = false;
  bool retracted = false;
};

// What a row of these fields takes, with all that follows it.
std::size_t TailRowSize(const ActivityFields& fields);
// REQUIRES: so much memory, aligned as a row is.
TailRow* WriteTailRow(const ActivityFields& fields, void* memory) noexcept;

// A list a customer, newest first. One thread makes rows and links them; others walk the lists
// meanwhile, passing over rows whose sequence is not below that of their snapshot.
class ActivityTail {
 public:
  ActivityTail() = default;
  ~ActivityTail() { delete newest_.load(std::memory_order_relaxed); }
  ActivityTail(const ActivityTail&) = delete;
  ActivityTail& operator=(const ActivityTail&) = delete;

  const TailRow* Newest(std::uint32_t place) const {
    const Places* const places = newest_.load(std::memory_order_acquire);
    return places == nullptr ? nullptr : (*places)[place].load(std::memory_order_acquire);
  }

  void PrefetchNewest(std::uint32_t place) const {
    const Places* const places = newest_.load(std::memory_order_acquire);
    if (places != nullptr) Prefetch(&(*places)[place]);
  }

  // For the writer: rows linked.
  std::size_t row_count() const { return row_count_; }
  Arena::Mark mark() const { return arena_.mark(); }
  void Rewind(const Arena::Mark& mark) noexcept { arena_.Rewind(mark); }
  TailRow* MakeRow(const ActivityFields& fields);
  // A copy of a row that was written elsewhere, of `size` bytes with what follows it.
  TailRow* CopyRow(const TailRow& row, std::size_t size);
  // Asks for the memory that the next row of that place will be written and linked to.
  void PrefetchPlace(std::uint32_t place) const;
  // REQUIRES: the row was made here.
  void Link(std::uint32_t place, TailRow* row, std::uint64_t sequence) noexcept;

 private:
  using Places = std::array<std::atomic<const TailRow*>, kPartitionSlots>;

  void* Allocate(std::size_t size);

  // What each new row needs comes first, in one cache line.
  // Made with the first row: most partitions of a portfolio that is loaded in bulk have none.
  std::atomic<Places*> newest_{nullptr};
  std::size_t row_count_ = 0;
  Arena arena_{1024, 1 << 16};
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_TAIL_H_
