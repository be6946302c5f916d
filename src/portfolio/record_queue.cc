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

void RecordQueue::Add(const CustomerIdView& id, const ActivityFields& fields, Store& store) {
  Advance(store);
  store.ids.Prefetch(id);
  Waiting& waiting = At(count());
  waiting.slot = kNoSlot;
  waiting.row_size = TailRowSize(fields);
  WriteTailRow(fields, waiting.memory.data());
  waiting.id = id;
  if (const auto* text = std::get_if<std::string_view>(&id)) {
    char* const copy = reinterpret_cast<char*>(waiting.memory.data()) + waiting.row_size;
    std::memcpy(copy, text->data(), text->size());
    waiting.id = std::string_view(copy, text->size());
  }
  count_.store(count() + 1, std::memory_order_relaxed);
}

void RecordQueue::Advance(Store& store) {
  if (count() == kMost) LetFirstIn(store);
  if (count() >= 2 * kStep) FindPlace(At(count() - 2 * kStep), store);
  if (count() >= kStep) FindSlot(At(count() - kStep), store);
}

void RecordQueue::Settle(Store& store) {
  if (count_.load(std::memory_order_acquire) == 0) return;
  const std::lock_guard<std::mutex> lock(settling_);
  if (count() == 0) return;
  for (std::size_t i = 0; i < count(); ++i) FindSlot(At(i), store);
  for (std::size_t i = 0; i < count(); ++i) FindPlace(At(i), store);
  // Right after a customer did something, it is most likely the one that is asked about.
  store.PrefetchPlaces(At(count() - 1).slot);
  while (count() > 0) LetFirstIn(store);
}

void RecordQueue::FindSlot(Waiting& waiting, Store& store) {
  if (waiting.slot != kNoSlot) return;
  waiting.slot = store.ids.FindOrAdd(waiting.id);
  store.activities.PrefetchTail(waiting.slot);
}

void RecordQueue::FindPlace(Waiting& waiting, Store& store) {
  FindSlot(waiting, store);
  store.activities.PrefetchPlace(waiting.slot);
}

void RecordQueue::LetFirstIn(Store& store) {
  Waiting& first = At(0);
  FindSlot(first, store);
  ActivityTail& tail = store.activities.TailFor(first.slot, *store.activity_columns);
  const auto& row = *reinterpret_cast<const TailRow*>(first.memory.data());
  store.activities.Link(tail, first.slot, tail.CopyRow(row, first.row_size), store.sequence);
  ++store.sequence;
  first_ = (first_ + 1) % waiting_.size();
  count_.store(count() - 1, std::memory_order_release);  // last: who sees it sees all of the above
}

}  // namespace kenko
