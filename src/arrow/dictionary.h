// The values of a dictionary-encoded text column, which batches mostly share.
#ifndef KENKO_ARROW_DICTIONARY_H_
#define KENKO_ARROW_DICTIONARY_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "arrow/array_check.h"
#include "arrow/format.h"
#include "kenko/arrow_abi.h"

namespace kenko {

class ArrowDictionary {
 public:
  // Takes a batch's dictionary. The previous batch must still be alive: only then do equal
  // addresses mean equal values. True in `changed` where the values are others than before.
  ArrowProblem Attach(const ArrowArray& array, ArrowLayout layout, bool* changed);

  const std::vector<std::string_view>& texts() const { return texts_; }
  // A byte a value, 0 where the value itself is null; null: none is.
  const std::uint8_t* valid() const { return has_nulls_ ? valid_.data() : nullptr; }

 private:
  bool IsSame(const CheckedArray& array) const;

  CheckedArray array_;
  bool attached_ = false;
  std::vector<std::string_view> texts_;
  std::vector<std::uint8_t> valid_;
  bool has_nulls_ = false;
};

}  // namespace kenko

#endif  // KENKO_ARROW_DICTIONARY_H_
