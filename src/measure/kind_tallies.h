// Counting activities by their kinds alone, eight counts at once: no branch and no list is needed.
#ifndef KENKO_MEASURE_KIND_TALLIES_H_
#define KENKO_MEASURE_KIND_TALLIES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace kenko {

// A byte of a word.
struct Lane {
  std::uint32_t word = 0;
  std::uint32_t shift = 0;
};

// Counts lie side by side, a byte each, in words that are added up along the activities. Immutable
// once a plan is made; shared by threads.
class KindTallies {
 public:
  using Kinds = std::vector<std::uint8_t>;  // by kind: 1 for each of them
  // Each word is one more pass over the activities.
  static constexpr std::size_t kMostWords = 8;
  // So many activities can be added up in a byte.
  static constexpr std::uint32_t kMostAdded = 255;

  explicit KindTallies(std::size_t kind_count) : kind_count_(kind_count) {}

  // The lane that counts activities of those kinds. The same kinds have the same one. Nothing where
  // there is no room for more.
  std::optional<Lane> LaneOf(const Kinds& kinds);

  std::size_t word_count() const { return words_.size(); }
  // By kind: 1 in the lane of each count that it belongs to.
  const std::uint64_t* word(std::size_t w) const { return words_[w].data(); }

 private:
  std::size_t kind_count_;
  std::vector<Kinds> counted_;  // by lane
  std::vector<std::vector<std::uint64_t>> words_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_KIND_TALLIES_H_
