// Customers and their histories.
#ifndef KENKO_PORTFOLIO_CUSTOMER_LOG_H_
#define KENKO_PORTFOLIO_CUSTOMER_LOG_H_

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "base/value.h"
#include "kenko/time.h"
#include "portfolio/arena.h"
#include "portfolio/cells.h"
#include "portfolio/row_lists.h"
#include "portfolio/snapshot_data.h"
#include "portfolio/stable_vector.h"

namespace kenko {

// A row is stored whole, as evaluating a customer reads several cells of it. Its cells, by column
// number, and its texts' bytes follow it in memory.
class CustomerRow {
 public:
  std::uint64_t* cells() { return reinterpret_cast<std::uint64_t*>(this + 1); }
  const std::uint64_t* cells() const { return reinterpret_cast<const std::uint64_t*>(this + 1); }
  const char* base() const { return reinterpret_cast<const char*>(this); }
  // Missing where the row's load lacked the column, which is of that type.
  Value Cell(std::size_t column, ColumnView::Type type) const {
    if (column >= cell_count) return Value::Missing();
    return LoadCell(type, cells()[column], base());
  }

  int CompareKey(const CustomerRow& other) const {
    if (valid_from != other.valid_from) return valid_from < other.valid_from ? -1 : 1;
    if (recorded_at != other.recorded_at) return recorded_at < other.recorded_at ? -1 : 1;
    return 0;
  }

  std::atomic<CustomerRow*> next{nullptr};
  std::uint64_t sequence = 0;
  Instant valid_from = kBeginningOfTime;
  Instant recorded_at = kBeginningOfTime;
  std::size_t cell_count = 0;
};

// One thread writes. Others read what their snapshot's limits let them see.
class CustomerLog {
 public:
  struct Mark {
    Arena::Mark rows;
    std::size_t order = 0;
  };

  // Customers with a row, in the order in which their first one came; a position's slot.
  std::size_t customer_count() const { return order_.size(); }
  Slot slot(std::size_t position) const { return order_[position]; }
  // At or beyond the snapshot's count, the customer had no row then.
  // REQUIRES: slot < lists().size() of that moment.
  std::size_t position(Slot slot) const {
    return positions_[slot].load(std::memory_order_relaxed) - std::size_t{1};
  }
  const RowLists<CustomerRow>& lists() const { return lists_; }
  std::int64_t held() const { return held_; }

  // Writing: rows are made, then all of a load's are linked at once; what was not is taken back.
  Mark mark() const { return {arena_.mark(), order_.size()}; }
  void Rewind(const Mark& mark) noexcept;
  void Reserve(std::size_t slots);
  // `values` by column number. REQUIRES: slots are reserved beyond `slot`.
  CustomerRow* MakeRow(Slot slot, const Value* values, const ColumnView::Type* types,
                       std::size_t count);
  void Link(StagedRows<CustomerRow>& rows, std::uint64_t sequence, std::size_t slots) noexcept;

 private:
  Arena arena_{1024, Pages::kHuge};
  RowLists<CustomerRow> lists_;
  // A position is known before its first row is linked; snapshots pass over it by their count.
  StableVector<std::atomic<std::uint32_t>> positions_;  // by slot: position + 1; 0 is none
  StableVector<Slot> order_;
  std::int64_t held_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_CUSTOMER_LOG_H_
