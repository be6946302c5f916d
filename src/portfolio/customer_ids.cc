#include "portfolio/customer_ids.h"

#include <algorithm>

namespace kenko {

void CustomerIds::FindOrAdd(const ColumnView& column, std::int64_t row_count, Slot* slots) {
  if (column.type == ColumnView::Type::kInteger) {
    integers_.FindOrAdd(column.integers, row_count, slots);
  } else if (column.texts != nullptr) {
    texts_.FindOrAdd(column.texts, row_count, slots);
  } else {
    std::string_view texts[64];
    for (std::int64_t begin = 0; begin < row_count; begin += 64) {
      const std::int64_t n = std::min<std::int64_t>(64, row_count - begin);
      for (std::int64_t i = 0; i < n; ++i) texts[i] = column.Text(begin + i);
      texts_.FindOrAdd(texts, n, slots + begin);
    }
  }
}

CustomerIds::View CustomerIds::view() const {
  View view;
  view.integers = are_integers();
  view.table = view.integers ? integers_.table() : texts_.table();
  view.count = count();
  return view;
}

Slot CustomerIds::Find(const View& view, const CustomerId& id) const {
  if (view.count == 0 || view.integers != std::holds_alternative<std::int64_t>(id)) return kNoSlot;
  return view.integers ? integers_.Find(*view.table, view.count, std::get<std::int64_t>(id))
                       : texts_.Find(*view.table, view.count, std::get<std::string>(id));
}

void CustomerIds::Rewind(const Mark& mark) noexcept {
  integers_.Rewind(mark.integers);
  texts_.Rewind(mark.texts);
}

}  // namespace kenko
