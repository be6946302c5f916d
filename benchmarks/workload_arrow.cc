// The workload as Arrow streams.
#include <algorithm>
#include <string>
#include <vector>

#include "benchmarks/workload_columns.h"

namespace kenko::benchmarks {
namespace {

// One column: `width` bytes a row in one buffer, or texts; or codes of 4 bytes into texts.
struct Column {
  const char* name;
  const char* format;
  const void* values = nullptr;
  TextColumn texts;
  bool is_dictionary = false;
  const std::uint8_t* valid_bits = nullptr;
};

// What a stream borrows its structures from, until it is released.
class Stream {
 public:
  Stream(std::vector<Column> columns, std::size_t rows)
      : columns_(std::move(columns)), rows_(rows) {
    for (const Column& column : columns_) {
      ArrowArray dictionary{};
      dictionary.length = static_cast<std::int64_t>(column.texts.size);
      dictionary.n_buffers = 3;
      dictionaries_.push_back(dictionary);
      dictionary_buffers_.push_back({nullptr, column.texts.offsets, column.texts.bytes});
    }
  }

  static Stream& Of(ArrowArrayStream* stream) {
    return *static_cast<Stream*>(stream->private_data);
  }

  void GetSchema(ArrowSchema* out) {
    const auto leaf = [](const char* format, const char* name) {
      ArrowSchema schema{};
      schema.format = format;
      schema.name = name;
      schema.flags = ARROW_FLAG_NULLABLE;
      schema.release = [](ArrowSchema* released) { released->release = nullptr; };
      return schema;
    };
    schemas_.clear();
    dictionary_schemas_.assign(columns_.size(), leaf("u", ""));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      schemas_.push_back(leaf(columns_[i].format, columns_[i].name));
      if (columns_[i].is_dictionary) schemas_.back().dictionary = &dictionary_schemas_[i];
    }
    schema_pointers_.clear();
    for (ArrowSchema& schema : schemas_) schema_pointers_.push_back(&schema);
    *out = leaf("+s", nullptr);
    out->n_children = static_cast<std::int64_t>(schema_pointers_.size());
    out->children = schema_pointers_.data();
  }

  void GetNext(ArrowArray* out) {
    *out = ArrowArray{};
    if (next_ == rows_) return;
    const std::size_t rows = std::min(kBatchRows, rows_ - next_);
    // Of the batch before this one nothing is needed any more but its dictionaries, which are the
    // same. Batches alternate, as the previous one is only released when the next one is there.
    Batch& batch = batches_[batch_ ^= 1];
    batch.arrays.assign(columns_.size(), ArrowArray{});
    batch.buffers.resize(columns_.size());
    batch.pointers.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& column = columns_[i];
      const bool plain = column.values != nullptr;
      batch.buffers[i] = plain ? Buffers{column.valid_bits, column.values, nullptr}
                               : Buffers{nullptr, column.texts.offsets, column.texts.bytes};
      ArrowArray& array = batch.arrays[i];
      array.length = static_cast<std::int64_t>(rows);
      array.offset = static_cast<std::int64_t>(next_);
      array.null_count = column.valid_bits != nullptr ? -1 : 0;
      array.n_buffers = plain ? 2 : 3;
      array.buffers = batch.buffers[i].of;
      array.release = &Release;
      if (column.is_dictionary) {
        dictionaries_[i].release = &Release;
        dictionaries_[i].buffers = dictionary_buffers_[i].of;
        array.dictionary = &dictionaries_[i];
      }
      batch.pointers.push_back(&array);
    }
    out->length = static_cast<std::int64_t>(rows);
    out->n_buffers = 1;
    static const void* no_buffers[1] = {nullptr};
    out->buffers = no_buffers;
    out->n_children = static_cast<std::int64_t>(batch.pointers.size());
    out->children = batch.pointers.data();
    out->release = &Release;
    next_ += rows;
  }

 private:
  struct Buffers {
    const void* of[3];
  };
  struct Batch {
    std::vector<ArrowArray> arrays;
    std::vector<Buffers> buffers;
    std::vector<ArrowArray*> pointers;
  };
  static void Release(ArrowArray* released) { released->release = nullptr; }

  std::vector<Column> columns_;
  std::size_t rows_, next_ = 0;
  std::vector<ArrowSchema> schemas_, dictionary_schemas_;
  std::vector<ArrowSchema*> schema_pointers_;
  std::vector<ArrowArray> dictionaries_;
  std::vector<Buffers> dictionary_buffers_;
  Batch batches_[2];
  std::size_t batch_ = 0;
};

void Give(std::vector<Column> columns, std::size_t rows, ArrowArrayStream* out) {
  *out = ArrowArrayStream{};
  out->private_data = new Stream(std::move(columns), rows);
  out->get_schema = [](ArrowArrayStream* from, ArrowSchema* schema) {
    Stream::Of(from).GetSchema(schema);
    return 0;
  };
  out->get_next = [](ArrowArrayStream* from, ArrowArray* array) {
    Stream::Of(from).GetNext(array);
    return 0;
  };
  out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out->release = [](ArrowArrayStream* from) {
    delete &Stream::Of(from);
    from->release = nullptr;
  };
}

Column Plain(const char* name, const char* format, const void* values,
             const std::uint8_t* valid_bits = nullptr) {
  return {name, format, values, {}, false, valid_bits};
}
Column Dictionary(const char* name, const std::uint32_t* codes, const TextColumn& texts) {
  return {name, "i", codes, texts, true, nullptr};
}
Column Text(const char* name, const TextColumn& texts) {
  return {name, "u", nullptr, texts, false, nullptr};
}

}  // namespace

void StreamCustomers(const WorkloadColumns& w, WorkloadForm form, ArrowArrayStream* out) {
  Give({form == WorkloadForm::kTextIds ? Text("customer_id", w.customer_texts)
                                       : Plain("customer_id", "l", w.customer_ids),
        Dictionary("plan", w.plan, w.plans), Plain("mrr", "g", w.mrr), Plain("seats", "l", w.seats),
        Plain("started_at", "tsu:UTC", w.started_at), Plain("renews_at", "tsu:UTC", w.renews_at),
        Plain("strategic", "b", w.strategic_bits)},
       w.customer_count, out);
}

void StreamActivities(const WorkloadColumns& w, WorkloadForm form, ArrowArrayStream* out) {
  const bool texts = form == WorkloadForm::kTextIds;
  Give({texts ? Text("customer_id", w.activity_texts) : Plain("customer_id", "l", w.activity_ids),
        Plain("at", "tsu:UTC", w.at),
        texts ? Text("kind", w.activity_kinds) : Dictionary("kind", w.kind, w.kinds),
        texts ? Text("actor", w.activity_actors) : Dictionary("actor", w.actor, w.actors),
        Plain("value", "g", w.value, w.value_valid_bits)},
       w.activity_count, out);
}

}  // namespace kenko::benchmarks
