// Everything about an array that can be checked before its memory is read. How large buffers are
// can't be known in the C data interface: a producer that lies about that is not caught.
#ifndef KENKO_ARROW_ARRAY_CHECK_H_
#define KENKO_ARROW_ARRAY_CHECK_H_

#include <cstdint>
#include <string>

#include "arrow/format.h"
#include "kenko/arrow_abi.h"

namespace kenko {

// What is wrong with a column, and in which row of those at hand; nothing wrong where `what` is
// empty.
struct ArrowProblem {
  std::string what;
  std::int64_t row = -1;
  explicit operator bool() const { return !what.empty(); }
};

// An array that passed. Its first logical cell is at `offset` of the buffers.
struct CheckedArray {
  std::int64_t offset = 0;
  std::int64_t length = 0;
  const std::uint8_t* validity = nullptr;  // null: no cell is missing
  const void* values = nullptr;            // the second buffer: values, offsets or views
  const char* bytes = nullptr;             // kText, kLargeText: the third
  // kTextView: the buffers that views point into, and their sizes.
  const void* const* view_buffers = nullptr;
  const std::int64_t* view_sizes = nullptr;
  std::int64_t view_buffer_count = 0;
};

// `skip` leading cells are left out (a struct's own offset); at least `length` must follow them.
ArrowProblem CheckArray(const ArrowArray& array, ArrowLayout layout, std::int64_t skip,
                        std::int64_t length, CheckedArray* checked);

// The struct array that a record batch is: a child for each of `child_count` columns, no null rows.
ArrowProblem CheckBatch(const ArrowArray& batch, std::int64_t child_count);

}  // namespace kenko

#endif  // KENKO_ARROW_ARRAY_CHECK_H_
