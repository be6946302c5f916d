// Rows that replace one another by key: a list a customer, greatest key first.
#ifndef KENKO_PORTFOLIO_ROW_LISTS_H_
#define KENKO_PORTFOLIO_ROW_LISTS_H_

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/prefetch.h"
#include "portfolio/snapshot_data.h"
#include "portfolio/stable_vector.h"

namespace kenko {

// What a Row must have: `std::atomic<Row*> next`, `std::uint64_t sequence` and
// `int CompareKey(const Row&) const`.
//
// Of equal keys the newer row comes first, so whoever walks a list, passing over rows whose
// sequence is not below the snapshot's, meets the row that counts before those that it replaced.
// One thread links, others walk: a row is complete before it is linked, and is never taken out.
template <typename Row>
class RowLists {
 public:
  // The slots below this have a list; snapshots keep it as their limit.
  std::size_t size() const { return newest_.size(); }
  void Reserve(std::size_t slots) { newest_.Reserve(slots); }
  // REQUIRES: reserved.
  void SetSize(std::size_t slots) noexcept { newest_.SetSize(std::max(slots, newest_.size())); }

  void Prefetch(Slot slot) const { kenko::Prefetch(&newest_[slot]); }
  const Row* First(Slot slot) const { return newest_[slot].load(std::memory_order_acquire); }

  // A walk that puts rows of falling keys into the list of `slot`.
  class Linker {
   public:
    Linker(RowLists& lists, Slot slot) : link_(&lists.newest_[slot]) {}

    // Whether it replaces a row.
    bool Link(Row* row) noexcept {
      Row* next = link_->load(std::memory_order_relaxed);
      while (next != nullptr && next->CompareKey(*row) > 0) {
        link_ = &next->next;
        next = link_->load(std::memory_order_relaxed);
      }
      row->next.store(next, std::memory_order_relaxed);
      link_->store(row, std::memory_order_release);
      link_ = &row->next;
      return next != nullptr && next->CompareKey(*row) == 0;
    }

   private:
    std::atomic<Row*>* link_;
  };

 private:
  StableVector<std::atomic<Row*>> newest_;
};

// The rows of one load, until they are linked.
template <typename Row>
class StagedRows {
 public:
  // So many more will be added.
  void MakeRoom(std::size_t count) {
    const std::size_t wanted = rows_.size() + count;
    if (wanted > rows_.capacity()) rows_.reserve(std::max(wanted, 2 * rows_.capacity()));
  }
  void Add(Slot slot, Row* row, std::int64_t number) { rows_.push_back({slot, row, number}); }

  // Takes out rows whose key an earlier row of this load has: told(number, number of that row) in
  // rising order of number.
  template <typename Told>
  void DropDuplicates(const Told& told) {
    // Mostly they come sorted: a row a customer, in the order of slots.
    if (!std::is_sorted(rows_.begin(), rows_.end())) std::sort(rows_.begin(), rows_.end());
    std::vector<Duplicate> duplicates;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Staged staged = rows_[i];
      if (kept > 0 && rows_[kept - 1].slot == staged.slot &&
          rows_[kept - 1].row->CompareKey(*staged.row) == 0) {
        duplicates.push_back({staged.number, rows_[kept - 1].number});
      } else {
        rows_[kept++] = staged;
      }
    }
    rows_.resize(kept);
    std::sort(duplicates.begin(), duplicates.end());
    for (const Duplicate& duplicate : duplicates) told(duplicate.number, duplicate.earlier);
  }

  // Links all with the sequence number; how many are held more than before. REQUIRES: the lists
  // have the slots; DropDuplicates was called.
  std::int64_t Link(std::uint64_t sequence, RowLists<Row>& lists) noexcept {
    std::int64_t more = 0;
    for (std::size_t begin = 0, end; begin < rows_.size(); begin = end) {
      typename RowLists<Row>::Linker linker(lists, rows_[begin].slot);
      for (end = begin; end < rows_.size() && rows_[end].slot == rows_[begin].slot; ++end) {
        rows_[end].row->sequence = sequence;
        if (!linker.Link(rows_[end].row)) ++more;
      }
    }
    return more;
  }

 private:
  struct Staged {
    Slot slot;
    Row* row;
    std::int64_t number;

    // By slot, greatest key first, then as they came.
    bool operator<(const Staged& other) const {
      if (slot != other.slot) return slot < other.slot;
      const int order = row->CompareKey(*other.row);
      return order != 0 ? order > 0 : number < other.number;
    }
  };
  struct Duplicate {
    std::int64_t number, earlier;
    bool operator<(const Duplicate& other) const { return number < other.number; }
  };

  std::vector<Staged> rows_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ROW_LISTS_H_
