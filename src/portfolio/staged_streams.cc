#include "portfolio/staged_streams.h"

#include <algorithm>

namespace kenko {

void GroupMemory::Reserve(std::size_t count) {
  if (count == 0) return;
  // Blocks grow to huge pages, and no further: what the last one leaves unused stays little.
  while (arenas_.size() <= GroupOf(count - 1)) {
    arenas_.emplace_back(1 << 12, Pages::kHuge);
    if (expects_much_) arenas_.back().ExpectMuch();
  }
}

// Pages that are large are worth it once each group has a good part of one.
void GroupMemory::Expect(std::size_t bytes) {
  if (expects_much_ || bytes / (Pages::kHuge / 4) < arenas_.size()) return;
  expects_much_ = true;
  for (Arena& arena : arenas_) arena.ExpectMuch();
}

std::size_t StagedStreams::Size(std::size_t stream) const {
  const List& list = lists_[stream];
  if (list.last == nullptr) return 0;
  return list.full + static_cast<std::size_t>(ends_[stream].next - list.last->begin());
}

void StagedStreams::Grow(std::size_t stream, std::size_t size) {
  List& list = lists_[stream];
  End& end = ends_[stream];
  const std::size_t before = Size(stream);
  const std::size_t pieces = std::clamp<std::size_t>(before / 2, 128, 16'384) / size;
  const std::size_t room = std::max<std::size_t>(pieces, 1) * size;
  auto* const chunk = static_cast<Chunk*>(memory_.Of(stream).Allocate(sizeof(Chunk) + room));
  chunk->next = nullptr;
  if (list.last == nullptr) {
    list.first = chunk;
  } else {
    list.last->next = chunk;
    list.last->end = end.next;
  }
  list.last = chunk;
  list.full = before;
  end = {chunk->begin(), chunk->begin() + room};
}

StagedStreams::Reader StagedStreams::Read(std::size_t stream) const {
  Reader reader;
  const List& list = lists_[stream];
  if (list.first == nullptr) return reader;
  reader.last_ = list.last;
  reader.last_end_ = ends_[stream].next;
  reader.Enter(list.first);
  return reader;
}

}  // namespace kenko
