#include "portfolio/activity_tail.h"

#include <cstring>
#include <limits>
#include <new>

#include "portfolio/cells.h"

namespace kenko {
namespace {

// Trailing cells that are missing take no memory.
std::size_t CellCount(const ActivityFields& fields) {
  std::size_t count = fields.attribute_count;
  while (count > 0 && !fields.attributes[count - 1].present) --count;
  return count;
}

char* StoreText(std::string_view text, char* to) {
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

}  // namespace

std::size_t TailRowSize(const ActivityFields& fields) {
  const std::size_t count = CellCount(fields);
  std::size_t size = sizeof(TailRow) + count * sizeof(std::uint64_t);
  size += fields.actor.size() + fields.id.size();
  for (std::size_t i = 0; i < count; ++i) {
    size += CellTextSize(fields.types[i], fields.attributes[i]);
  }
  return size;
}

TailRow* WriteTailRow(const ActivityFields& fields, void* memory) noexcept {
  TailRow* const row = new (memory) TailRow;
  row->at = fields.at;
  row->value = fields.value;
  row->valid_until = fields.valid_until;
  row->recorded_at = fields.recorded_at;
  row->kind = fields.kind;
  row->cell_count = static_cast<std::uint32_t>(CellCount(fields));
  row->actor_size = static_cast<std::uint32_t>(fields.actor.size());
  row->id_size = static_cast<std::uint32_t>(fields.id.size());
  row->has_actor = fields.actor.data() != nullptr;
  row->retracted = fields.retracted;
  char* text_end = reinterpret_cast<char*>(row->cells() + row->cell_count);
  text_end = StoreText(fields.actor, text_end);
  text_end = StoreText(fields.id, text_end);
  for (std::size_t i = 0; i < row->cell_count; ++i) {
    row->cells()[i] = StoreCell(fields.types[i], fields.attributes[i], row->base(), &text_end);
  }
  return row;
}

void* ActivityTail::Allocate(std::size_t size) {
  if (size > std::numeric_limits<std::int32_t>::max()) throw std::bad_alloc();
  if (newest_.load(std::memory_order_relaxed) == nullptr) {
    newest_.store(new Places(), std::memory_order_release);
  }
  return arena_.Allocate(size);
}

TailRow* ActivityTail::MakeRow(const ActivityFields& fields) {
  return WriteTailRow(fields, Allocate(TailRowSize(fields)));
}

TailRow* ActivityTail::CopyRow(const TailRow& row, std::size_t size) {
  return static_cast<TailRow*>(std::memcpy(Allocate(size), &row, size));
}

void ActivityTail::PrefetchPlace(std::uint32_t place) const {
  PrefetchNewest(place);
  arena_.PrefetchNext();
}

void ActivityTail::Link(std::uint32_t place, TailRow* row, std::uint64_t sequence) noexcept {
  std::atomic<const TailRow*>& newest = (*newest_.load(std::memory_order_relaxed))[place];
  row->sequence = sequence;
  row->older = newest.load(std::memory_order_relaxed);
  newest.store(row, std::memory_order_release);
  ++row_count_;
}

}  // namespace kenko
