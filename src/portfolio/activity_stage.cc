#include "portfolio/activity_stage.h"

#include <algorithm>

namespace kenko {

void ActivityStage::ReserveSlots(Slot count) {
  const std::size_t partitions = count == 0 ? 0 : PartitionOf(count - 1) + std::size_t{1};
  if (partitions <= rows_.count()) return;
  values_.Resize(partitions);
  rows_.Resize(partitions);
}

std::size_t ActivityStage::Streams::Size(std::size_t stream) const {
  const List& list = lists_[stream];
  if (list.last == nullptr) return 0;
  return list.full + static_cast<std::size_t>(ends_[stream].next - list.last->begin());
}

void ActivityStage::Streams::Grow(std::size_t stream, std::size_t size, Arena& arena) {
  List& list = lists_[stream];
  const std::size_t before = Size(stream);
  const std::size_t more = std::clamp<std::size_t>(before / size / 2, 8, 1024);
  auto* const chunk = static_cast<Chunk*>(arena.Allocate(sizeof(Chunk) + more * size));
  chunk->next = nullptr;
  chunk->end = chunk->begin() + more * size;
  (list.last == nullptr ? list.first : list.last->next) = chunk;
  list.last = chunk;
  list.full = before;
  ends_[stream] = {chunk->begin(), chunk->end};
}

}  // namespace kenko
