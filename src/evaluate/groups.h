// Groups of customers by a text, in the order of their first customer.
#ifndef KENKO_EVALUATE_GROUPS_H_
#define KENKO_EVALUATE_GROUPS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/value.h"
#include "kenko/status.h"
#include "model/model_data.h"

namespace kenko {

// The slot of the text attribute or fact of that name; absent for an empty name: all customers are
// one group. An unknown name, or one of no text, is an error.
Result<std::optional<FactSlot>> FindGroupBy(const ModelData& model, const std::string& name);

// Numbers texts in the order of their first use; a missing one is a group of its own. The texts are
// borrowed.
class Groups {
 public:
  std::size_t NumberOf(const Value& text) {
    std::optional<std::size_t>& known = text.present ? numbers_[text.text()] : of_missing_;
    if (!known) {
      known = names_.size();
      names_.push_back(text);
    }
    return *known;
  }
  // By number.
  const std::vector<Value>& names() const { return names_; }

 private:
  std::vector<Value> names_;
  std::unordered_map<std::string_view, std::optional<std::size_t>> numbers_;
  std::optional<std::size_t> of_missing_;
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_GROUPS_H_
