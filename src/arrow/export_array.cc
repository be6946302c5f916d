#include "arrow/export_array.h"

#include <cstdint>
#include <utility>

namespace kenko {
namespace {

// Buffers of length 0 point here, as some consumers do not take null for them.
alignas(64) constexpr char kNothing[64] = {};

// What one ArrowArray points to. Each has its own, as a consumer may move children away and release
// them by themselves, on any thread.
struct ArrayParts {
  std::shared_ptr<const ExportedTable> exported;
  const void* buffers[3] = {nullptr, nullptr, nullptr};
  std::vector<std::int32_t> small_offsets;
  std::vector<std::unique_ptr<ArrowArray>> children;
  std::vector<ArrowArray*> child_pointers;
  std::unique_ptr<ArrowArray> dictionary;
};

void ReleaseArray(ArrowArray* array) {
  auto* const parts = static_cast<ArrayParts*>(array->private_data);
  for (const auto& child : parts->children) {
    if (child->release != nullptr) child->release(child.get());
  }
  if (parts->dictionary && parts->dictionary->release != nullptr) {
    parts->dictionary->release(parts->dictionary.get());
  }
  delete parts;
  array->release = nullptr;
}

class ChunkExporter {
 public:
  ChunkExporter(const std::shared_ptr<const ExportedTable>& exported, const TableChunk& chunk)
      : exported_(exported), chunk_(chunk) {}

  void Export(ArrowArray* out) const {
    ArrayParts* const parts = Init(chunk_.row_count, 1, out);
    const std::vector<ColumnSchema>& schema = exported_->table->schema();
    // Room for all pointers comes first, so that a failure leaves nothing half done.
    parts->child_pointers.reserve(schema.size());
    out->children = parts->child_pointers.data();
    for (std::size_t i = 0; i < schema.size(); ++i) {
      ExportColumn(i, AddChild(out));
    }
  }

 private:
  ArrayParts* Init(std::int64_t length, std::int64_t buffer_count, ArrowArray* out) const {
    auto parts = std::make_unique<ArrayParts>();
    parts->exported = exported_;
    *out = ArrowArray{};
    out->length = length;
    out->n_buffers = buffer_count;
    out->buffers = parts->buffers;
    out->release = ReleaseArray;
    out->private_data = parts.get();
    return parts.release();
  }

  static ArrowArray* AddChild(ArrowArray* parent) {
    auto* const parts = static_cast<ArrayParts*>(parent->private_data);
    parts->children.push_back(std::make_unique<ArrowArray>());
    parts->child_pointers.push_back(parts->children.back().get());
    parent->children = parts->child_pointers.data();
    parent->n_children = static_cast<std::int64_t>(parts->child_pointers.size());
    return parts->children.back().get();
  }

  template <typename T>
  static const void* Buffer(const T& values) {
    return values.empty() ? static_cast<const void*>(kNothing) : values.data();
  }

  const void* Offsets(const ColumnChunk& column, ArrayParts* parts) const {
    if (exported_->large_offsets) return Buffer(column.offsets);
    parts->small_offsets.reserve(column.offsets.size());
    for (const std::int64_t offset : column.offsets) {
      parts->small_offsets.push_back(static_cast<std::int32_t>(offset));
    }
    return Buffer(parts->small_offsets);
  }

  void AddNames(std::size_t index, ArrowArray* coded) const {
    const ArrowNames& names = *exported_->names[index];
    auto* const parts = static_cast<ArrayParts*>(coded->private_data);
    parts->dictionary = std::make_unique<ArrowArray>();
    coded->dictionary = parts->dictionary.get();
    const auto count = static_cast<std::int64_t>(names.offsets.size()) - 1;
    ArrayParts* const own = Init(count, 3, coded->dictionary);
    own->buffers[1] = names.offsets.data();
    own->buffers[2] = Buffer(names.text);
  }

  void ExportColumn(std::size_t index, ArrowArray* out) const {
    const ColumnChunk& column = chunk_.columns[index];
    const ColumnType type = exported_->table->schema()[index].type;
    ArrayParts* const parts = Init(chunk_.row_count, type == ColumnType::kText ? 3 : 2, out);
    out->null_count = column.missing_count;
    if (column.missing_count > 0) parts->buffers[0] = column.valid.data();
    switch (type) {
      case ColumnType::kNumber:
        parts->buffers[1] = Buffer(column.numbers);
        break;
      case ColumnType::kCount:
      case ColumnType::kTime:
        parts->buffers[1] = Buffer(column.integers);
        break;
      case ColumnType::kFlag:
        parts->buffers[1] = Buffer(column.flag_bits);
        break;
      case ColumnType::kText:
        parts->buffers[1] = Offsets(column, parts);
        parts->buffers[2] = Buffer(column.text);
        break;
      case ColumnType::kName:
        parts->buffers[1] = Buffer(column.codes);
        AddNames(index, out);
        break;
      case ColumnType::kNameList: {
        parts->buffers[1] = Offsets(column, parts);
        parts->child_pointers.reserve(1);
        ArrowArray* const items = AddChild(out);
        const auto count = static_cast<std::int64_t>(column.codes.size());
        ArrayParts* const item_parts = Init(count, 2, items);
        item_parts->buffers[1] = Buffer(column.codes);
        AddNames(index, items);
        break;
      }
    }
  }

  const std::shared_ptr<const ExportedTable>& exported_;
  const TableChunk& chunk_;
};

}  // namespace

void ExportChunk(const std::shared_ptr<const ExportedTable>& exported, std::size_t index,
                 ArrowArray* out) {
  *out = ArrowArray{};
  try {
    ChunkExporter(exported, *exported->table->chunks()[index]).Export(out);
  } catch (...) {
    if (out->release != nullptr) out->release(out);
    throw;
  }
}

}  // namespace kenko
