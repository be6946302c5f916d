#include "portfolio/row_filter.h"

namespace kenko {
namespace {

// Takes the listed elements of *cells, where there are any, and points it to them.
template <typename T>
void Take(const Buffer<std::uint32_t>& rows, Buffer<T>& storage, const T** cells) {
  if (*cells == nullptr) return;
  storage.Resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) storage[i] = (*cells)[rows[i]];
  *cells = storage.data();
}

}  // namespace

const RowBlock& RowFilter::Filter(const RowBlock& block, const Buffer<std::uint32_t>& rows) {
  filtered_ = block;
  filtered_.row_count = static_cast<std::int64_t>(rows.size());
  storage_.resize(block.columns.size());
  for (std::size_t i = 0; i < block.columns.size(); ++i) {
    ColumnView& column = filtered_.columns[i];
    Storage& storage = storage_[i];
    Take(rows, storage.valid, &column.valid);
    Take(rows, storage.flags, &column.flags);
    Take(rows, storage.integers, &column.integers);
    Take(rows, storage.numbers, &column.numbers);
    Take(rows, storage.codes, &column.codes);
    if (column.texts != nullptr) {
      storage.texts.clear();
      for (const std::uint32_t row : rows) storage.texts.push_back(column.texts[row]);
      column.texts = storage.texts.data();
    }
  }
  return filtered_;
}

}  // namespace kenko
