#include "portfolio/activity_tail.h"

#include <cstring>
#include <limits>
#include <new>

#include "portfolio/cells.h"

namespace kenko {
namespace {

std::string_view StoreText(std::string_view text, char** text_end) {
  if (text.data() == nullptr) return {};
  const std::string_view copy(*text_end, text.size());
  if (!text.empty()) std::memcpy(*text_end, text.data(), text.size());
  *text_end += text.size();
  return copy;
}

}  // namespace

TailRow* ActivityTail::MakeRow(const ActivityFields& fields) {
  if (newest_.load(std::memory_order_relaxed) == nullptr) {
    newest_.store(new Places(), std::memory_order_release);
  }
  std::size_t count = fields.attribute_count;
  while (count > 0 && !fields.attributes[count - 1].present) --count;
  std::size_t size = sizeof(TailRow) + count * sizeof(std::uint64_t);
  const std::size_t text_begin = size;
  size += fields.actor.size() + fields.id.size();
  for (std::size_t i = 0; i < count; ++i) {
    size += CellTextSize(fields.types[i], fields.attributes[i]);
  }
  if (size > std::numeric_limits<std::int32_t>::max()) throw std::bad_alloc();

  TailRow* const row = new (arena_.Allocate(size)) TailRow;
  char* text_end = reinterpret_cast<char*>(row) + text_begin;
  row->at = fields.at;
  row->value = fields.value;
  row->valid_until = fields.valid_until;
  row->recorded_at = fields.recorded_at;
  row->actor = StoreText(fields.actor, &text_end);
  row->id = StoreText(fields.id, &text_end);
  row->kind = fields.kind;
  row->retracted = fields.retracted;
  row->cell_count = static_cast<std::uint32_t>(count);
  for (std::size_t i = 0; i < count; ++i) {
    row->cells()[i] = StoreCell(fields.types[i], fields.attributes[i], row->base(), &text_end);
  }
  return row;
}

void ActivityTail::Link(std::uint32_t place, TailRow* row, std::uint64_t sequence) noexcept {
  std::atomic<const TailRow*>& newest = (*newest_.load(std::memory_order_relaxed))[place];
  row->sequence = sequence;
  row->older = newest.load(std::memory_order_relaxed);
  newest.store(row, std::memory_order_release);
  ++row_count_;
}

}  // namespace kenko
