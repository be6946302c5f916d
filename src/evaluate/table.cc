#include "kenko/table.h"

namespace kenko {

std::int64_t Table::row_count() const {
  std::int64_t rows = 0;
  for (const auto& chunk : chunks_) rows += chunk->row_count;
  return rows;
}

int Table::FindColumn(std::string_view name) const {
  for (std::size_t c = 0; c < schema_.size(); ++c) {
    if (schema_[c].name == name) return static_cast<int>(c);
  }
  return -1;
}

}  // namespace kenko
