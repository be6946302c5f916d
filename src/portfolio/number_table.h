// The open-addressing table behind ids and texts: from a hash to the number of what has it.
#ifndef KENKO_PORTFOLIO_NUMBER_TABLE_H_
#define KENKO_PORTFOLIO_NUMBER_TABLE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace kenko {

// Numbers are given in rising order and taken back from the end. One thread writes; others may
// search meanwhile for numbers below a limit that was handed to them (through a snapshot), as they
// pass over greater ones. A table that is full is replaced by a larger one; whoever still searches
// the old one keeps it alive.
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

  // The number below `limit` with that hash for which equal(number), or kNone.
  template <typename Equal>
  std::uint32_t Find(std::uint64_t hash, std::uint32_t limit, const Equal& equal) const {
    const std::uint64_t tag = hash << 32;
    for (std::size_t at = Home(hash);; at = (at + 1) & mask_) {
      const std::uint64_t entry = entries_[at].load(std::memory_order_acquire);
      if (entry == 0) return kNone;
      if ((entry & kTagMask) != tag) continue;
      const std::uint32_t number = static_cast<std::uint32_t>(entry) - 1;
      if (number < limit && equal(number)) return number;
    }
  }

  // REQUIRES: room for it.
  void Insert(std::uint64_t hash, std::uint32_t number) noexcept;
  // REQUIRES: it is the greatest number in the table, so that no other was placed behind it.
  void EraseLast(std::uint64_t hash, std::uint32_t number) noexcept;

 private:
  static constexpr std::uint64_t kTagMask = 0xFFFFFFFF00000000u;

  // The hash's high bits choose the place, its low bits are the tag.
  std::size_t Home(std::uint64_t hash) const { return hash >> shift_; }

  std::size_t mask_;
  int shift_;
  // The hash's low half and number + 1; 0 is free.
  std::unique_ptr<std::atomic<std::uint64_t>[]> entries_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_NUMBER_TABLE_H_
