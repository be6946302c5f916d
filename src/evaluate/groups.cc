#include "evaluate/groups.h"

#include <algorithm>

#include "base/nearest_name.h"

namespace kenko {

Result<std::optional<FactSlot>> FindGroupBy(const ModelData& model, const std::string& name) {
  if (name.empty()) return std::optional<FactSlot>();
  std::vector<std::string_view> known;
  for (const TextFact& fact : model.text_facts) {
    if (fact.name == name) return std::optional<FactSlot>(fact.slot);
    known.push_back(fact.name);
  }
  const std::string_view nearest = NearestName(name, known);
  std::string message = "customers can't be grouped by '" + name + "': the model " + model.name +
                        " has no text attribute or text fact of "
                        "that name";
  message += nearest.empty() ? "; there are"
                             : "; did you mean '" + std::string(nearest) +
                                   "'? "
                                   "There are";
  for (const std::string_view one : known) {
    message.append(&one == &known.front() ? " " : ", ").append(one);
  }
  return InvalidArgument(std::move(message));
}

}  // namespace kenko
