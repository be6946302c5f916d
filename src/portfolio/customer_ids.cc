#include "portfolio/customer_ids.h"

#include <algorithm>

namespace kenko {

void CustomerIds::Find(const ColumnView& column, std::int64_t begin, std::int64_t end,
                       Slot* slots) const {
  const auto count = static_cast<std::size_t>(end - begin);
  if (column.type == ColumnView::Type::kInteger) {
    integers_.Find(column.integers + begin, count, slots + begin);
  } else if (column.texts != nullptr) {
    texts_.Find(column.texts + begin, count, slots + begin);
  } else {
    constexpr std::int64_t kBatch = 128;
    std::string_view texts[kBatch];
    for (std::int64_t first = begin; first < end; first += kBatch) {
      const std::int64_t n = std::min(kBatch, end - first);
      for (std::int64_t i = 0; i < n; ++i) texts[i] = column.Text(first + i);
      texts_.Find(texts, static_cast<std::size_t>(n), slots + first);
    }
  }
}

void CustomerIds::Prefetch(const CustomerIdView& id) const {
  if (const auto* integer = std::get_if<std::int64_t>(&id)) {
    integers_.Prefetch(*integer);
  } else {
    texts_.Prefetch(std::get<std::string_view>(id));
  }
}

void CustomerIds::AddMissing(const ColumnView& column, std::int64_t row_count, Slot* slots) {
  for (std::int64_t row = 0; row < row_count; ++row) {
    if (slots[row] != kNoSlot) continue;
    slots[row] = column.type == ColumnView::Type::kInteger
                     ? integers_.FindOrAdd(column.integers[row])
                     : texts_.FindOrAdd(column.Text(row));
  }
}

void CustomerIds::FindOrAdd(const ColumnView& column, std::int64_t row_count, Slot* slots) {
  if (column.type == ColumnView::Type::kInteger) {
    integers_.FindOrAdd(column.integers, static_cast<std::size_t>(row_count), slots);
  } else {
    Find(column, 0, row_count, slots);
    AddMissing(column, row_count, slots);
  }
}

CustomerIds::View CustomerIds::view() const {
  View view;
  view.integers = are_integers();
  view.table = view.integers ? integers_.table() : texts_.table();
  view.count = count();
  return view;
}

Slot CustomerIds::Find(const View& view, const CustomerIdView& id) const {
  if (view.count == 0 || view.integers != std::holds_alternative<std::int64_t>(id)) return kNoSlot;
  return view.integers ? integers_.Find(*view.table, view.count, std::get<std::int64_t>(id))
                       : texts_.Find(*view.table, view.count, std::get<std::string_view>(id));
}

void CustomerIds::Rewind(const Mark& mark) noexcept {
  integers_.Rewind(mark.integers);
  texts_.Rewind(mark.texts);
}

}  // namespace kenko
