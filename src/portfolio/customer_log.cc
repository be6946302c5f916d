#include "portfolio/customer_log.h"

#include <limits>
#include <new>

#include "portfolio/cells.h"

namespace kenko {

void CustomerLog::Rewind(const Mark& mark) noexcept {
  for (std::size_t position = mark.order; position < order_.size(); ++position) {
    positions_[order_[position]].store(0, std::memory_order_relaxed);
  }
  order_.SetSize(mark.order);
  arena_.Rewind(mark.rows);
}

void CustomerLog::Reserve(std::size_t slots) {
  lists_.Reserve(slots);
  positions_.Reserve(slots);
}

CustomerRow* CustomerLog::MakeRow(Slot slot, const Value* values, const ColumnView::Type* types,
                                  std::size_t count) {
  while (count > 0 && !values[count - 1].present) --count;
  std::size_t size = sizeof(CustomerRow) + count * sizeof(std::uint64_t);
  const std::size_t text_begin = size;
  for (std::size_t i = 0; i < count; ++i) size += CellTextSize(types[i], values[i]);
  if (size > std::numeric_limits<std::int32_t>::max()) throw std::bad_alloc();

  if (positions_[slot].load(std::memory_order_relaxed) == 0) {
    order_.Append(slot);
    positions_[slot].store(static_cast<std::uint32_t>(order_.size()), std::memory_order_relaxed);
  }
  CustomerRow* const row = new (arena_.Allocate(size)) CustomerRow;
  row->cell_count = count;
  char* text_end = reinterpret_cast<char*>(row) + text_begin;
  for (std::size_t i = 0; i < count; ++i) {
    row->cells()[i] = StoreCell(types[i], values[i], row->base(), &text_end);
  }
  return row;
}

void CustomerLog::Link(StagedRows<CustomerRow>& rows, std::uint64_t sequence,
                       std::size_t slots) noexcept {
  lists_.SetSize(slots);
  positions_.SetSize(slots);
  held_ += rows.Link(sequence, lists_);
}

}  // namespace kenko
