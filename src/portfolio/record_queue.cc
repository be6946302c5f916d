#include "portfolio/record_queue.h"

#include <cstring>
#include <string_view>
#include <variant>

#include "portfolio/store.h"

namespace kenko {

std::size_t RecordQueue::TextSize(const CustomerIdView& id) {
  const auto* const text = std::get_if<std::string_view>(&id);
  return text == nullptr ? 0 : text->size();
}

void RecordQueue::Add(const CustomerIdView& id, const ActivityFields& fields,
                      const Store& store) noexcept {
  store.ids.Prefetch(id);
  Waiting& waiting = At(count_++);
  waiting.slot = kNoSlot;
  waiting.is_place_asked_for = false;
  waiting.row_size = TailRowSize(fields);
  WriteTailRow(fields, waiting.memory.data());
  waiting.id = id;
  if (const auto* text = std::get_if<std::string_view>(&id)) {
    char* const copy = reinterpret_cast<char*>(waiting.memory.data()) + waiting.row_size;
    std::memcpy(copy, text->data(), text->size());
    waiting.id = std::string_view(copy, text->size());
  }
}

void RecordQueue::Advance(Store& store) {
  std::size_t i = 0;
  while (i < count_) {
    if (!TakeStep(At(i), store)) {
      ++i;
      continue;
    }
    // Steps are taken oldest first: whatever is let in is the first.
    first_ = (first_ + 1) % kMost;
    --count_;
  }
}

Slot RecordQueue::Settle(Store& store) {
  if (count_ == 0) return kNoSlot;
  const Waiting& last = At(count_ - 1);
  while (count_ > 0) Advance(store);
  return last.slot;
}

bool RecordQueue::TakeStep(Waiting& waiting, Store& store) {
  if (waiting.slot == kNoSlot) {
    waiting.slot = store.ids.FindOrAdd(waiting.id);
    store.activities.PrefetchTail(waiting.slot);
    return false;
  }
  if (!waiting.is_place_asked_for) {
    store.activities.PrefetchPlace(waiting.slot);
    waiting.is_place_asked_for = true;
    return false;
  }
  ActivityTail& tail = store.activities.TailFor(waiting.slot, *store.activity_columns);
  const auto& row = *reinterpret_cast<const TailRow*>(waiting.memory.data());
  store.activities.Link(tail, waiting.slot, tail.CopyRow(row, waiting.row_size), store.sequence);
  ++store.sequence;
  return true;
}

}  // namespace kenko
