#include "portfolio/time_sort.h"

#include <utility>

namespace kenko {

void TimeSort::Distribute(Buffer<Key>& keys) {
  Instant least = keys[0].at, greatest = keys[0].at;
  for (const Key& key : keys) {
    least = std::min(least, key.at);
    greatest = std::max(greatest, key.at);
  }
  const std::uint64_t range =
      static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least);
  int shift = 0;
  while (range >> shift > 2 * keys.size()) ++shift;
  const auto part_of = [least, shift](const Key& key) {
    return (static_cast<std::uint64_t>(key.at) - static_cast<std::uint64_t>(least)) >> shift;
  };
  const std::size_t parts = (range >> shift) + 1;
  begin_.Clear();
  begin_.Fill(parts, 0);
  for (const Key& key : keys) ++begin_[part_of(key)];
  std::uint32_t begin = 0;
  for (std::uint32_t& part : begin_) begin += std::exchange(part, begin);
  spare_.Resize(keys.size());
  for (const Key& key : keys) spare_[begin_[part_of(key)]++] = key;
  std::swap(keys, spare_);
}

}  // namespace kenko
