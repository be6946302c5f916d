// Arrow streams made by hand for tests, well-formed or not.
#ifndef KENKO_TESTS_ARROW_STREAM_MAKER_H_
#define KENKO_TESTS_ARROW_STREAM_MAKER_H_

#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kenko/arrow_abi.h"

namespace kenko::testing {

// One array. Every field may be made wrong before it is handed over.
struct MadeArray {
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = 0;
  // Exactly as large as the contents, on the heap, so that AddressSanitizer sees what is read
  // beyond. `given` false: the pointer is null.
  struct Buffer {
    std::unique_ptr<unsigned char[]> bytes;
    bool given = false;
  };
  std::vector<Buffer> buffers;
  std::shared_ptr<MadeArray> dictionary;

  ArrowArray array{};
  std::vector<const void*> pointers;

  void AddNoBuffer() { buffers.emplace_back(); }
  void AddBytes(const void* bytes, std::size_t size) {
    Buffer& buffer = buffers.emplace_back();
    buffer.bytes.reset(new unsigned char[size]);
    buffer.given = true;
    if (size > 0) std::memcpy(buffer.bytes.get(), bytes, size);
  }
  template <typename T>
  void AddBuffer(const std::vector<T>& values) {
    AddBytes(values.data(), values.size() * sizeof(T));
  }

  ArrowArray* Give() {
    pointers.clear();
    for (const Buffer& buffer : buffers) {
      pointers.push_back(buffer.given ? buffer.bytes.get() : nullptr);
    }
    array = ArrowArray{};
    array.length = length;
    array.offset = offset;
    array.null_count = null_count;
    array.n_buffers = static_cast<std::int64_t>(pointers.size());
    array.buffers = pointers.data();
    array.dictionary = dictionary ? dictionary->Give() : nullptr;
    array.release = [](ArrowArray* released) { released->release = nullptr; };
    return &array;
  }
};

struct MadeColumn {
  std::string name;
  std::string format;
  std::string dictionary_format;  // empty: none
};

struct MadeBatch {
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = 0;
  std::vector<std::shared_ptr<MadeArray>> columns;  // null: a null child pointer
  std::vector<unsigned char> validity;
  std::int64_t child_count = -1;  // -1: that of columns
};

// Owns all that it hands over, and counts what is not released yet.
class StreamMaker {
 public:
  std::vector<MadeColumn> columns;
  std::vector<MadeBatch> batches;
  std::string format = "+s";
  int schema_error = 0, end_error = 0;
  const char* last_error = nullptr;
  int alive = 0;

  // The stream can be given out once; this must outlive it.
  ArrowArrayStream Give() {
    ArrowArrayStream stream{};
    stream.get_schema = [](ArrowArrayStream* from, ArrowSchema* out) {
      return Self(from).GetSchema(out);
    };
    stream.get_next = [](ArrowArrayStream* from, ArrowArray* out) {
      return Self(from).GetNext(out);
    };
    stream.get_last_error = [](ArrowArrayStream* from) { return Self(from).last_error; };
    stream.release = [](ArrowArrayStream* from) {
      --Self(from).alive;
      from->release = nullptr;
    };
    stream.private_data = this;
    ++alive;
    return stream;
  }

  // A column of the (so far) one batch.
  MadeArray& Add(std::string name, std::string column_format, std::int64_t length) {
    columns.push_back({std::move(name), std::move(column_format), ""});
    if (batches.empty()) batches.emplace_back();
    batches[0].length = length;
    batches[0].columns.push_back(std::make_shared<MadeArray>());
    batches[0].columns.back()->length = length;
    return *batches[0].columns.back();
  }
  // One of fixed-width values; `valid`, where given, a bit a row.
  template <typename T>
  MadeArray& Add(std::string name, std::string column_format, const std::vector<T>& values,
                 const std::vector<unsigned char>& valid = {}) {
    MadeArray& array =
        Add(std::move(name), std::move(column_format), static_cast<std::int64_t>(values.size()));
    SetValidity(array, valid);
    array.AddBuffer(values);
    return array;
  }
  MadeArray& AddTexts(std::string name, const std::vector<std::string>& texts,
                      const std::vector<unsigned char>& valid = {}) {
    MadeArray& array = Add(std::move(name), "u", static_cast<std::int64_t>(texts.size()));
    FillTexts<std::int32_t>(array, texts, valid);
    return array;
  }

  template <typename Offset>
  static void FillTexts(MadeArray& array, const std::vector<std::string>& texts,
                        const std::vector<unsigned char>& valid = {}) {
    std::vector<Offset> offsets{0};
    std::string bytes;
    for (const std::string& text : texts) {
      bytes += text;
      offsets.push_back(static_cast<Offset>(bytes.size()));
    }
    array.length = static_cast<std::int64_t>(texts.size());
    SetValidity(array, valid);
    array.AddBuffer(offsets);
    array.AddBytes(bytes.data(), bytes.size());
  }
  static void SetValidity(MadeArray& array, const std::vector<unsigned char>& valid) {
    if (valid.empty()) {
      array.AddNoBuffer();
    } else {
      array.AddBuffer(valid);
      array.null_count = -1;
    }
  }

 private:
  static StreamMaker& Self(ArrowArrayStream* stream) {
    return *static_cast<StreamMaker*>(stream->private_data);
  }

  static ArrowSchema LeafSchema(const char* schema_format, const char* name) {
    ArrowSchema schema{};
    schema.format = schema_format;
    schema.name = name;
    schema.flags = ARROW_FLAG_NULLABLE;
    schema.release = [](ArrowSchema* released) { released->release = nullptr; };
    return schema;
  }

  int GetSchema(ArrowSchema* out) {
    if (schema_error != 0) return schema_error;
    schemas_.clear();
    schema_pointers_.clear();
    for (const MadeColumn& column : columns) {
      schemas_.push_back(LeafSchema(column.format.c_str(), column.name.c_str()));
      ArrowSchema* const schema = &schemas_.back();
      schema_pointers_.push_back(schema);
      if (!column.dictionary_format.empty()) {
        schemas_.push_back(LeafSchema(column.dictionary_format.c_str(), ""));
        schema->dictionary = &schemas_.back();
      }
    }
    *out = LeafSchema(format.c_str(), nullptr);
    out->n_children = static_cast<std::int64_t>(schema_pointers_.size());
    out->children = schema_pointers_.data();
    out->private_data = this;
    out->release = [](ArrowSchema* schema) {
      --static_cast<StreamMaker*>(schema->private_data)->alive;
      schema->release = nullptr;
    };
    ++alive;
    return 0;
  }

  int GetNext(ArrowArray* out) {
    *out = ArrowArray{};
    if (next_ == batches.size()) return end_error;
    MadeBatch& batch = batches[next_++];
    auto& children = children_.emplace_back();
    for (const auto& column : batch.columns) children.push_back(column ? column->Give() : nullptr);
    auto& buffers =
        batch_buffers_.emplace_back(1, batch.validity.empty() ? nullptr : batch.validity.data());
    out->length = batch.length;
    out->offset = batch.offset;
    out->null_count = batch.null_count;
    out->n_buffers = 1;
    out->buffers = buffers.data();
    out->n_children =
        batch.child_count >= 0 ? batch.child_count : static_cast<std::int64_t>(children.size());
    out->children = children.data();
    out->private_data = this;
    out->release = [](ArrowArray* array) {
      --static_cast<StreamMaker*>(array->private_data)->alive;
      array->release = nullptr;
    };
    ++alive;
    return 0;
  }

  std::deque<ArrowSchema> schemas_;
  std::vector<ArrowSchema*> schema_pointers_;
  std::deque<std::vector<ArrowArray*>> children_;
  std::deque<std::vector<const void*>> batch_buffers_;
  std::size_t next_ = 0;
};

}  // namespace kenko::testing

#endif  // KENKO_TESTS_ARROW_STREAM_MAKER_H_
