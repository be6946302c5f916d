#include "portfolio/activity_stage.h"

#include <algorithm>

namespace kenko {

std::size_t ActivityStage::RowCount(std::uint32_t partition) const {
  const Partition& stage = partitions_[partition];
  if (stage.last == nullptr) return 0;
  return stage.full_rows + static_cast<std::size_t>(stage.next - stage.last->begin()) / stride_;
}

void ActivityStage::Grow(Partition& stage) {
  const std::size_t rows =
      stage.last == nullptr
          ? 0
          : static_cast<std::size_t>(stage.last->end - stage.last->begin()) / stride_;
  const std::size_t more = std::clamp<std::size_t>((stage.full_rows + rows) / 2, 8, 1024);
  auto* const chunk = static_cast<Chunk*>(arena_.Allocate(sizeof(Chunk) + more * stride_));
  chunk->next = nullptr;
  chunk->end = chunk->begin() + more * stride_;
  if (stage.last != nullptr) stage.last->next = chunk;
  if (stage.first == nullptr) stage.first = chunk;
  stage.full_rows += rows;
  stage.last = chunk;
  stage.next = chunk->begin();
  stage.end = chunk->end;
}

}  // namespace kenko
