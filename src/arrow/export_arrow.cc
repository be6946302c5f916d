#include <cerrno>
#include <cstddef>
#include <memory>
#include <utility>

#include "arrow/export_array.h"
#include "arrow/export_schema.h"
#include "kenko/arrow.h"

namespace kenko {
namespace {

struct StreamState {
  std::shared_ptr<const ExportedTable> exported;
  std::size_t next_chunk = 0;
  const char* last_error = nullptr;  // static
};

StreamState& StateOf(ArrowArrayStream* stream) {
  return *static_cast<StreamState*>(stream->private_data);
}

// Runs `work`, which can fail only for want of memory. No exception may reach the consumer.
template <typename Work>
int WithoutThrowing(ArrowArrayStream* stream, const Work& work) {
  StreamState& state = StateOf(stream);
  state.last_error = nullptr;
  try {
    work(state);
    return 0;
  } catch (...) {
    state.last_error = "out of memory";
    return ENOMEM;
  }
}

int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  *out = ArrowSchema{};
  return WithoutThrowing(stream, [out](StreamState& state) {
    ExportSchema(*state.exported->table, state.exported->large_offsets, out);
  });
}

int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  *out = ArrowArray{};  // released: the end, unless a chunk follows
  return WithoutThrowing(stream, [out](StreamState& state) {
    const auto& chunks = state.exported->table->chunks();
    while (state.next_chunk < chunks.size() && chunks[state.next_chunk]->row_count == 0) {
      ++state.next_chunk;
    }
    if (state.next_chunk == chunks.size()) return;
    ExportChunk(state.exported, state.next_chunk, out);
    ++state.next_chunk;
  });
}

const char* GetLastError(ArrowArrayStream* stream) { return StateOf(stream).last_error; }

void Release(ArrowArrayStream* stream) {
  delete &StateOf(stream);
  stream->release = nullptr;
}

}  // namespace

void ExportArrow(std::shared_ptr<const Table> table, ArrowArrayStream* out) {
  *out = ArrowArrayStream{};
  auto exported = std::make_shared<ExportedTable>();
  exported->large_offsets = NeedsLargeOffsets(*table);
  exported->names = EncodeNames(*table);
  exported->table = std::move(table);
  auto state = std::make_unique<StreamState>();
  state->exported = std::move(exported);
  out->get_schema = GetSchema;
  out->get_next = GetNext;
  out->get_last_error = GetLastError;
  out->release = Release;
  out->private_data = state.release();
}

}  // namespace kenko
