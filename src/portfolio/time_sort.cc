#include "portfolio/time_sort.h"

#include <numeric>
#include <utility>

#include "base/bits.h"

namespace kenko {
namespace {

// So few are put into order without preparations.
constexpr std::size_t kFew = 16;

// Moves each key behind its neighbours that are less, if these come next. Without a branch, this
// puts nearly all right where there are hardly ever more than two to be put into order.
void SwapNeighbours(std::uint64_t* keys, std::size_t count) {
  std::uint64_t greatest = keys[0];
  for (std::size_t i = 1; i < count; ++i) {
    const std::uint64_t key = keys[i];
    const std::uint64_t change = (key ^ greatest) & -std::uint64_t{key < greatest};
    keys[i - 1] = greatest ^ change;
    greatest = key ^ change;
  }
  keys[count - 1] = greatest;
}

// Moves each key back to its place among those before it. False where that would take many steps.
bool Insert(std::uint64_t* keys, std::size_t count) {
  constexpr std::size_t kMostStepsAKey = 8;
  std::size_t steps = kMostStepsAKey * count + kFew * kFew;
  for (std::size_t i = 1; i < count; ++i) {
    const std::uint64_t key = keys[i];
    std::size_t to = i;
    for (; to > 0 && key < keys[to - 1]; --to) keys[to] = keys[to - 1];
    keys[to] = key;
    if (steps < i - to) return false;
    steps -= i - to;
  }
  return true;
}

}  // namespace

bool TimeSort::SortInstants(Instant* at, std::size_t count) {
  rows_.Resize(count);
  if (count == 0) return false;
  std::uint32_t* const rows = rows_.data();
  Instant least = at[0], greatest = at[0];
  for (std::size_t row = 1; row < count; ++row) {
    least = std::min(least, at[row]);
    greatest = std::max(greatest, at[row]);
  }
  const auto since = [first = static_cast<std::uint64_t>(least)](Instant instant) {
    return static_cast<std::uint64_t>(instant) - first;
  };
  const std::uint64_t range = since(greatest);
  const int row_bits = BitWidth(count - 1);
  if (BitWidth(range) + row_bits > 64) {
    std::iota(rows, rows + count, 0);
    std::sort(rows, rows + count, [at](auto a, auto b) { return at[a] < at[b]; });
    std::sort(at, at + count);
    return true;
  }
  keys_.Resize(count);
  for (std::size_t row = 0; row < count; ++row) keys_[row] = (since(at[row]) << row_bits) + row;
  SortKeys(range, row_bits);
  const Key row_mask = (Key{1} << row_bits) - 1;
  const Key* const keys = keys_.data();
  for (std::size_t i = 0; i < count; ++i) {
    at[i] = static_cast<Instant>(static_cast<std::uint64_t>(least) + (keys[i] >> row_bits));
    rows[i] = static_cast<std::uint32_t>(keys[i] & row_mask);
  }
  // Without a comparison: a difference below 1 leaves its sign.
  Instant differences = 0;
  for (std::size_t i = 1; i < count; ++i) differences |= at[i] - at[i - 1] - 1;
  return differences < 0;
}

// Where instants are spread over time, as a customer's activities mostly are, dividing time into
// more parts than there are rows leaves little to compare.
void TimeSort::SortKeys(std::uint64_t range, int row_bits) {
  const std::size_t count = keys_.size();
  if (count > kFew) {
    const int shift = std::max(BitWidth(range) - BitWidth(count) - 1, 0);
    Distribute(row_bits + shift, (range >> shift) + 1);
    SwapNeighbours(keys_.data(), count);
  }
  if (!Insert(keys_.data(), count)) std::sort(keys_.begin(), keys_.end());
}

// Puts keys into order by the part of time that they lie in.
void TimeSort::Distribute(int shift, std::size_t parts) {
  begin_.Clear();
  begin_.Fill(parts, 0);
  for (const Key key : keys_) ++begin_[key >> shift];
  std::uint32_t begin = 0;
  for (std::uint32_t& part : begin_) begin += std::exchange(part, begin);
  spare_.Resize(keys_.size());
  for (const Key key : keys_) spare_[begin_[key >> shift]++] = key;
  std::swap(keys_, spare_);
}

}  // namespace kenko
