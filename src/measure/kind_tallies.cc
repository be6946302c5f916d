#include "measure/kind_tallies.h"

#include <algorithm>

namespace kenko {
namespace {

constexpr std::size_t kLanesAWord = 8;

}  // namespace

std::optional<Lane> KindTallies::LaneOf(const Kinds& kinds) {
  const auto found = std::find(counted_.begin(), counted_.end(), kinds);
  const auto number = static_cast<std::size_t>(found - counted_.begin());
  Lane lane;
  lane.word = static_cast<std::uint32_t>(number / kLanesAWord);
  lane.shift = static_cast<std::uint32_t>(number % kLanesAWord * 8);
  if (found != counted_.end()) return lane;
  if (lane.word == kMostWords) return std::nullopt;
  counted_.push_back(kinds);
  if (lane.word == words_.size()) words_.emplace_back(kind_count_);
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    words_[lane.word][kind] |= std::uint64_t{kinds[kind]} << lane.shift;
  }
  return lane;
}

}  // namespace kenko
