#include "arrow/array_check.h"

#include <limits>

namespace kenko {
namespace {

// Far beyond any memory, and small enough that arithmetic on it can't overflow.
constexpr std::int64_t kMostRows = std::int64_t{1} << 56;

ArrowProblem Problem(std::string what) { return {std::move(what)}; }

std::string Number(std::int64_t n) { return std::to_string(n); }

ArrowProblem CheckExtent(const ArrowArray& array) {
  if (array.length < 0) return Problem("its length is negative: " + Number(array.length));
  if (array.offset < 0) return Problem("its offset is negative: " + Number(array.offset));
  if (array.length > kMostRows || array.offset > kMostRows) {
    return Problem("its length " + Number(array.length) + " or offset " + Number(array.offset) +
                   " is beyond any memory");
  }
  if (array.null_count < -1 || array.null_count > array.length) {
    return Problem("its null_count " + Number(array.null_count) + " does not fit its length " +
                   Number(array.length));
  }
  if (array.n_buffers < 0 || (array.n_buffers > 0 && array.buffers == nullptr)) {
    return Problem("it has no buffers where n_buffers says " + Number(array.n_buffers));
  }
  return {};
}

// Takes over the validity bitmap where one must be looked at.
ArrowProblem CheckValidity(const ArrowArray& array, CheckedArray* checked) {
  checked->validity = nullptr;
  if (array.null_count == 0 || array.length == 0) return {};
  checked->validity = static_cast<const std::uint8_t*>(array.buffers[0]);
  if (checked->validity == nullptr && array.null_count > 0) {
    return Problem("it has " + Number(array.null_count) + " nulls but no validity bitmap");
  }
  return {};
}

ArrowProblem CheckViewBuffers(const ArrowArray& array, CheckedArray* checked) {
  const std::int64_t count = array.n_buffers - 3;
  checked->view_buffer_count = count;
  checked->view_buffers = array.buffers + 2;
  checked->view_sizes = static_cast<const std::int64_t*>(array.buffers[array.n_buffers - 1]);
  if (count > std::numeric_limits<std::int32_t>::max()) return Problem("it has too many buffers");
  if (count > 0 && checked->view_sizes == nullptr) {
    return Problem("the sizes of its data buffers are missing");
  }
  return {};
}

}  // namespace

ArrowProblem CheckArray(const ArrowArray& array, ArrowLayout layout, std::int64_t skip,
                        std::int64_t length, CheckedArray* checked) {
  if (ArrowProblem problem = CheckExtent(array)) return problem;
  if (array.length - skip < length) {
    return Problem("it has " + Number(array.length) + " rows where the batch needs " +
                   Number(skip + length));
  }
  if (array.n_children != 0) return Problem("it has children, which its format has not");
  *checked = CheckedArray();
  checked->offset = array.offset + skip;
  checked->length = length;
  if (layout == ArrowLayout::kNull) return {};

  const bool is_view = layout == ArrowLayout::kTextView;
  const std::int64_t expected = IsText(layout) ? 3 : 2;
  if (is_view ? array.n_buffers < expected : array.n_buffers != expected) {
    return Problem("it has " + Number(array.n_buffers) + " buffers where its format has " +
                   Number(expected));
  }
  if (ArrowProblem problem = CheckValidity(array, checked)) return problem;
  checked->values = array.buffers[1];
  if (checked->values == nullptr && length > 0) {
    return Problem(IsText(layout) ? "its offsets are missing" : "its values are missing");
  }
  if (is_view) return CheckViewBuffers(array, checked);
  if (IsText(layout)) checked->bytes = static_cast<const char*>(array.buffers[2]);
  return {};
}

ArrowProblem CheckBatch(const ArrowArray& batch, std::int64_t child_count) {
  if (ArrowProblem problem = CheckExtent(batch)) return problem;
  if (batch.n_children != child_count) {
    return Problem("it has " + Number(batch.n_children) + " columns where the schema has " +
                   Number(child_count));
  }
  if (child_count > 0 && batch.children == nullptr) return Problem("its columns are missing");
  for (std::int64_t i = 0; i < child_count; ++i) {
    if (batch.children[i] == nullptr) return Problem("column " + Number(i) + " is missing");
  }
  if (batch.null_count == 0 || batch.n_buffers == 0) return {};
  const auto* validity = static_cast<const std::uint8_t*>(batch.buffers[0]);
  if (validity == nullptr) return {};
  for (std::int64_t i = 0; i < batch.length; ++i) {
    const std::int64_t bit = batch.offset + i;
    if ((validity[bit / 8] >> (bit % 8) & 1) == 0) return {"the whole row is null", i};
  }
  return {};
}

}  // namespace kenko
