#include "arrow/dictionary.h"

#include <limits>

#include "arrow/cell_layouts.h"

namespace kenko {

bool ArrowDictionary::IsSame(const CheckedArray& array) const {
  // Views' data buffers are listed in memory of the batch's own, so views are read anew each time.
  return attached_ && array.view_buffers == nullptr && array.offset == array_.offset &&
         array.length == array_.length && array.validity == array_.validity &&
         array.values == array_.values && array.bytes == array_.bytes;
}

ArrowProblem ArrowDictionary::Attach(const ArrowArray& array, ArrowLayout layout, bool* changed) {
  CheckedArray checked;
  if (ArrowProblem problem = CheckArray(array, layout, 0, array.length, &checked)) return problem;
  if (checked.length > std::numeric_limits<std::int32_t>::max()) {
    return {"it has more than 2,147,483,647 values"};
  }
  *changed = !IsSame(checked);
  if (!*changed) return {};

  attached_ = false;
  const auto size = static_cast<std::size_t>(checked.length);
  has_nulls_ = false;
  if (checked.validity != nullptr) {
    valid_.resize(size);
    has_nulls_ = ExpandBits(checked.validity, checked.offset, checked.length, false, valid_.data());
  }
  texts_.resize(size);
  ArrowProblem problem = ReadTexts(checked, layout, 0, checked.length, valid(), texts_.data());
  if (problem) return {problem.what};  // its row is not one of the table
  array_ = checked;
  attached_ = true;
  return {};
}

}  // namespace kenko
