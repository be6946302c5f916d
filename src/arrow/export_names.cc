#include "arrow/export_names.h"

#include <map>

namespace kenko {
namespace {

// Names come from a model file, whose size is limited far below what 32 bits can count.
std::shared_ptr<const ArrowNames> Encode(const std::vector<std::string>& names) {
  auto encoded = std::make_shared<ArrowNames>();
  encoded->offsets.reserve(names.size() + 1);
  encoded->offsets.push_back(0);
  for (const std::string& name : names) {
    encoded->text += name;
    encoded->offsets.push_back(static_cast<std::int32_t>(encoded->text.size()));
  }
  return encoded;
}

}  // namespace

std::vector<std::shared_ptr<const ArrowNames>> EncodeNames(const Table& table) {
  std::map<const void*, std::shared_ptr<const ArrowNames>> known;
  std::vector<std::shared_ptr<const ArrowNames>> names;
  for (const ColumnSchema& column : table.schema()) {
    const bool has_names = column.type == ColumnType::kName || column.type == ColumnType::kNameList;
    if (!has_names) {
      names.push_back(nullptr);
      continue;
    }
    auto& encoded = known[column.names.get()];
    if (!encoded) encoded = Encode(column.names ? *column.names : std::vector<std::string>());
    names.push_back(encoded);
  }
  return names;
}

}  // namespace kenko
