// A small table from keys to numbers that is begun anew again and again.
#ifndef KENKO_PORTFOLIO_KEY_TABLE_H_
#define KENKO_PORTFOLIO_KEY_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kenko {

// Open addressing over as few entries as are needed at a time, so that they stay in the nearest
// cache. Beginning anew clears nothing: what was written before then has another stamp.
class KeyTable {
 public:
  struct Entry {
    std::uint64_t key = 0;
    std::uint32_t number = 0;
    std::uint32_t stamp = 0;
  };

  // Empties it; there may be up to `count` keys from now on.
  void Start(std::size_t count) {
    int bits = 4;
    while ((std::size_t{1} << bits) < 2 * count) ++bits;
    shift_ = 64 - bits;
    mask_ = (std::size_t{1} << bits) - 1;
    if (entries_.size() <= mask_) entries_.resize(mask_ + 1);
    if (++stamp_ == 0) {
      std::fill(entries_.begin(), entries_.end(), Entry());
      stamp_ = 1;
    }
  }

  // The entry with that key for which equal(number), or a free one to be filled.
  template <typename Equal>
  Entry& Find(std::uint64_t key, const Equal& equal) {
    for (std::size_t at = key * 0x9E3779B97F4A7C15u >> shift_;; at = (at + 1) & mask_) {
      Entry& entry = entries_[at];
      if (IsFree(entry) || (entry.key == key && equal(entry.number))) return entry;
    }
  }
  bool IsFree(const Entry& entry) const { return entry.stamp != stamp_; }
  void Fill(Entry& entry, std::uint64_t key, std::uint32_t number) {
    entry = {key, number, stamp_};
  }

 private:
  std::vector<Entry> entries_;
  std::size_t mask_ = 0;
  int shift_ = 60;
  std::uint32_t stamp_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_KEY_TABLE_H_
