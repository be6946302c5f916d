#include "arrow/export_schema.h"

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kenko {
namespace {

// What one ArrowSchema points to. Each has its own, as a consumer may move children away.
struct SchemaParts {
  std::string name;
  std::string metadata;
  std::vector<std::unique_ptr<ArrowSchema>> children;
  std::vector<ArrowSchema*> child_pointers;
  std::unique_ptr<ArrowSchema> dictionary;
};

void ReleaseSchema(ArrowSchema* schema) {
  auto* const parts = static_cast<SchemaParts*>(schema->private_data);
  for (const auto& child : parts->children) {
    if (child->release != nullptr) child->release(child.get());
  }
  if (parts->dictionary && parts->dictionary->release != nullptr) {
    parts->dictionary->release(parts->dictionary.get());
  }
  delete parts;
  schema->release = nullptr;
}

// Before anything that may throw: what is added to an own schema later is released with it.
SchemaParts* InitSchema(const char* format, std::string name, std::int64_t flags,
                        ArrowSchema* out) {
  auto parts = std::make_unique<SchemaParts>();
  parts->name = std::move(name);
  *out = ArrowSchema{};
  out->format = format;
  out->name = parts->name.c_str();
  out->flags = flags;
  out->release = ReleaseSchema;
  out->private_data = parts.get();
  return parts.release();
}

ArrowSchema* AddChild(ArrowSchema* parent) {
  auto* const parts = static_cast<SchemaParts*>(parent->private_data);
  // The pointers' room comes first, so that a failure leaves nothing half done.
  parts->child_pointers.reserve(parts->children.size() + 1);
  parts->children.push_back(std::make_unique<ArrowSchema>());
  parts->child_pointers.push_back(parts->children.back().get());
  parent->children = parts->child_pointers.data();
  parent->n_children = static_cast<std::int64_t>(parts->children.size());
  return parts->children.back().get();
}

void ExportNames(std::string name, ArrowSchema* out) {
  SchemaParts* const parts = InitSchema("i", std::move(name), ARROW_FLAG_NULLABLE, out);
  parts->dictionary = std::make_unique<ArrowSchema>();
  out->dictionary = parts->dictionary.get();
  InitSchema("u", "", 0, out->dictionary);
}

void ExportColumn(const ColumnSchema& column, bool large_offsets, ArrowSchema* out) {
  const char* format = nullptr;
  switch (column.type) {
    case ColumnType::kNumber:
      format = "g";
      break;
    case ColumnType::kCount:
      format = "l";
      break;
    case ColumnType::kFlag:
      format = "b";
      break;
    case ColumnType::kTime:
      format = "tsu:UTC";
      break;
    case ColumnType::kText:
      format = large_offsets ? "U" : "u";
      break;
    case ColumnType::kName:
      return ExportNames(column.name, out);
    case ColumnType::kNameList:
      InitSchema(large_offsets ? "+L" : "+l", column.name, ARROW_FLAG_NULLABLE, out);
      return ExportNames("item", AddChild(out));
  }
  InitSchema(format, column.name, ARROW_FLAG_NULLABLE, out);
}

// Arrow's: the number of pairs, then each text after its size, all int32 of the machine.
std::string EncodeMetadata(const std::vector<std::pair<std::string, std::string>>& metadata) {
  std::string encoded;
  const auto append_size = [&encoded](std::size_t size) {
    const auto value = static_cast<std::int32_t>(size);
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    encoded.append(bytes, sizeof bytes);
  };
  append_size(metadata.size());
  for (const auto& [key, value] : metadata) {
    append_size(key.size());
    encoded += key;
    append_size(value.size());
    encoded += value;
  }
  return encoded;
}

}  // namespace

bool NeedsLargeOffsets(const Table& table) {
  for (const auto& chunk : table.chunks()) {
    for (const ColumnChunk& column : chunk->columns) {
      if (!column.offsets.empty() &&
          column.offsets.back() > std::numeric_limits<std::int32_t>::max()) {
        return true;
      }
    }
  }
  return false;
}

void ExportSchema(const Table& table, bool large_offsets, ArrowSchema* out) {
  SchemaParts* const parts = InitSchema("+s", "", 0, out);
  try {
    if (!table.metadata().empty()) {
      parts->metadata = EncodeMetadata(table.metadata());
      out->metadata = parts->metadata.data();
    }
    for (const ColumnSchema& column : table.schema()) {
      ExportColumn(column, large_offsets, AddChild(out));
    }
  } catch (...) {
    out->release(out);
    throw;
  }
}

}  // namespace kenko
