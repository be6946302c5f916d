// The open-addressing table behind ids and texts: from a key to the number of what has it.
#ifndef KENKO_PORTFOLIO_NUMBER_TABLE_H_
#define KENKO_PORTFOLIO_NUMBER_TABLE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "portfolio/pages.h"

namespace kenko {

// Keys are 64 bits: an integer, or a text's hash. Numbers are given in rising order and taken back
// from the end. One thread writes; others may search meanwhile for numbers below a limit that was
// handed to them (through a snapshot), as they pass over greater ones. A table that is full is
// replaced by a larger one; whoever still searches the old one keeps it alive.
//
// It is our own because a host makes it grow: absl::flat_hash_map corrupts memory where an
// allocation fails while it grows. Here a new table is made before anything is changed.
class NumberTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // For up to `count` numbers, at most half full.
  explicit NumberTable(std::size_t count);

  bool HasRoomFor(std::size_t count) const { return count * 2 <= mask_ + 1; }

  void Prefetch(std::uint64_t hash) const { __builtin_prefetch(&entries_[Home(hash)]); }

  // The number below `limit` with that key for which equal(number), or kNone.
  template <typename Equal>
  std::uint32_t Find(std::uint64_t hash, std::uint64_t key, std::uint32_t limit,
                     const Equal& equal) const {
    for (std::size_t at = Home(hash);; at = (at + 1) & mask_) {
      const Entry& entry = entries_[at];
      const std::uint32_t after = entry.number_after.load(std::memory_order_acquire);
      if (after == 0) return kNone;
      // The key of a number beyond the limit may be changing.
      if (after <= limit && entry.key.load(std::memory_order_relaxed) == key && equal(after - 1)) {
        return after - 1;
      }
    }
  }

  // REQUIRES: room for it.
  void Insert(std::uint64_t hash, std::uint64_t key, std::uint32_t number) noexcept;
  // REQUIRES: it is the greatest number in the table, so that no other was placed behind it.
  void EraseLast(std::uint64_t hash, std::uint32_t number) noexcept;

  // Calls use(key, number) for all that it holds.
  template <typename Use>
  void ForEach(const Use& use) const {
    for (std::size_t at = 0; at <= mask_; ++at) {
      const std::uint32_t after = entries_[at].number_after.load(std::memory_order_relaxed);
      if (after != 0) use(entries_[at].key.load(std::memory_order_relaxed), after - 1);
    }
  }

 private:
  struct Entry {
    std::atomic<std::uint64_t> key;
    std::atomic<std::uint32_t> number_after;  // number + 1; 0 is free
  };

  // The hash's high bits choose the place.
  std::size_t Home(std::uint64_t hash) const { return hash >> shift_; }

  std::size_t mask_;
  int shift_;
  std::unique_ptr<Entry[]> own_;  // or, where it is large,
  Pages pages_;
  Entry* entries_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_NUMBER_TABLE_H_
