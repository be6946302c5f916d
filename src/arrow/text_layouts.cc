// ReadTexts: the three layouts of text.

#include <string>

#include "arrow/cell_layouts.h"
#include "base/prefetch.h"

namespace kenko {
namespace {

// False where some offset is below the one before: then the texts hold anything.
template <typename Offset>
bool ReadRisingOffsets(const CheckedArray& array, std::int64_t first, std::int64_t from,
                       std::int64_t count, std::string_view* texts) {
  std::int64_t sizes = 0;  // a negative one leaves its sign
  const auto* const offsets = static_cast<const Offset*>(array.values) + first;
  ForStretches(offsets, static_cast<std::size_t>(count), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::int64_t to = LoadCell<Offset>(offsets, static_cast<std::int64_t>(i) + 1);
      const std::int64_t size = to - from;
      texts[i] = std::string_view(array.bytes + from, static_cast<std::size_t>(size));
      sizes |= size;
      from = to;
    }
  });
  return sizes >= 0;
}

template <typename Offset>
ArrowProblem ReadOffsetTexts(const CheckedArray& array, std::int64_t begin, std::int64_t count,
                             std::string_view* texts) {
  const std::int64_t first = array.offset + begin;
  std::int64_t from = LoadCell<Offset>(array.values, first);
  if (from < 0) return {"its offsets are negative", 0};
  if (array.bytes != nullptr && ReadRisingOffsets<Offset>(array, first, from, count, texts)) {
    return {};
  }
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t to = LoadCell<Offset>(array.values, first + i + 1);
    const std::int64_t size = to - from;
    if (to < from) return {"its offsets go backwards", i};
    if (size > 0 && array.bytes == nullptr) return {"its bytes are missing", i};
    texts[i] = size == 0 ? std::string_view("")
                         : std::string_view(array.bytes + from, static_cast<std::size_t>(size));
    from = to;
  }
  return {};
}

// A view is a size and either up to 12 bytes, or a prefix of 4, a buffer's number and an offset.
ArrowProblem ReadView(const CheckedArray& array, std::int64_t index, std::int64_t row,
                      std::string_view* text) {
  constexpr std::int64_t kViewSize = 16, kMostInline = 12;
  const char* const view = static_cast<const char*>(array.values) + index * kViewSize;
  const std::int64_t size = LoadCell<std::int32_t>(view, 0);
  if (size < 0) return {"a view's size is negative", row};
  if (size <= kMostInline) {
    *text = {view + 4, static_cast<std::size_t>(size)};
    return {};
  }
  const std::int64_t buffer = LoadCell<std::int32_t>(view, 2);
  const std::int64_t from = LoadCell<std::int32_t>(view, 3);
  if (buffer < 0 || buffer >= array.view_buffer_count) {
    return {"a view names data buffer " + std::to_string(buffer) + " of " +
                std::to_string(array.view_buffer_count),
            row};
  }
  const std::int64_t room = LoadCell<std::int64_t>(array.view_sizes, buffer);
  const auto* const bytes = static_cast<const char*>(array.view_buffers[buffer]);
  if (from < 0 || room < from || size > room - from || bytes == nullptr) {
    return {"a view reaches beyond its data buffer", row};
  }
  *text = {bytes + from, static_cast<std::size_t>(size)};
  return {};
}

}  // namespace

ArrowProblem ReadTexts(const CheckedArray& array, ArrowLayout layout, std::int64_t begin,
                       std::int64_t count, const std::uint8_t* valid, std::string_view* texts) {
  if (count == 0) return {};
  if (layout == ArrowLayout::kText)
    return ReadOffsetTexts<std::int32_t>(array, begin, count, texts);
  if (layout == ArrowLayout::kLargeText) {
    return ReadOffsetTexts<std::int64_t>(array, begin, count, texts);
  }
  for (std::int64_t i = 0; i < count; ++i) {
    texts[i] = "";
    if (valid != nullptr && valid[i] == 0) continue;
    ArrowProblem problem = ReadView(array, array.offset + begin + i, i, &texts[i]);
    if (problem) return problem;
  }
  return {};
}

}  // namespace kenko
