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
  struct Key {
    Instant at;
    std::uint32_t row;
  };

  // `before` is a strict order of all keys that agrees with that of their instants.
  //
  // Where instants are spread over time, as a customer's activities mostly are, dividing time into
  // more parts than there are rows leaves little to compare, and comparing is what sorting waits
  // for: it can't be foreseen which is the earlier.
  template <typename Before>
  void Sort(Buffer<Key>& keys, const Before& before) {
    if (keys.size() > kFew) Distribute(keys);
    if (!Insert(keys, before)) std::sort(keys.begin(), keys.end(), before);
  }

 private:
  static constexpr std::size_t kFew = 16;

  // Puts keys into order by the part of time that they lie in.
  void Distribute(Buffer<Key>& keys);

  // Moves each key back to its place among those before it. False where that would take many steps.
  template <typename Before>
  static bool Insert(Buffer<Key>& keys, const Before& before) {
    constexpr std::size_t kMostStepsAKey = 8;
    std::size_t steps = kMostStepsAKey * keys.size() + kFew * kFew;
    for (std::size_t i = 1; i < keys.size(); ++i) {
      const Key key = keys[i];
      std::size_t to = i;
      for (; to > 0 && before(key, keys[to - 1]); --to) keys[to] = keys[to - 1];
      keys[to] = key;
      if (steps < i - to) return false;
      steps -= i - to;
    }
    return true;
  }

  Buffer<std::uint32_t> begin_;  // by part of time
  Buffer<Key> spare_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_TIME_SORT_H_
