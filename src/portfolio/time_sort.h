// Sorts rows that come in any order of time.
#ifndef KENKO_PORTFOLIO_TIME_SORT_H_
#define KENKO_PORTFOLIO_TIME_SORT_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kenko/time.h"
#include "portfolio/buffer.h"

namespace kenko {

// Reused; allocates only while it grows.
class TimeSort {
 public:
  // Puts the instants of rows 0 … count − 1 into order, and returns the rows in theirs: of equal
  // instants as before(row, row), a strict order, says. Valid until the next call.
  // REQUIRES: count is below 2³².
  template <typename Before>
  const std::uint32_t* Sort(Instant* at, std::size_t count, const Before& before) {
    if (SortInstants(at, count)) {
      std::uint32_t* const rows = rows_.data();
      for (std::size_t begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1; end < count && at[end] == at[begin];) ++end;
        // Mostly they came in that order.
        if (std::is_sorted(rows + begin, rows + end, before)) continue;
        std::sort(rows + begin, rows + end, before);
      }
    }
    return rows_.data();
  }

 private:
  // A row's instant, counted from the least, and below it the row's number: sorting waits for what
  // can't be foreseen, so that one comparison of whole words is all it should take.
  using Key = std::uint64_t;

  // Fills rows_, and returns whether some are of one instant.
  bool SortInstants(Instant* at, std::size_t count);
  void SortKeys(std::uint64_t range, int row_bits);
  void Distribute(int shift, std::size_t parts);

  Buffer<Key> keys_, spare_;
  Buffer<std::uint32_t> begin_;  // by part of time
  Buffer<std::uint32_t> rows_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_TIME_SORT_H_
