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
  std::string message = "customers can't be grouped by '" + name + "': the model " + model.name +
                        " has no text attribute or text fact of that name";
  const std::string_view nearest = NearestName(name, known);
  if (!nearest.empty()) message.append("; did you mean '").append(nearest).append("'?");
  message += nearest.empty() ? "; there are" : " There are";
  for (std::size_t i = 0; i < known.size(); ++i) {
    message.append(i == 0 ? " " : ", ").append(known[i]);
  }
  return InvalidArgument(std::move(message));
}

}  // namespace kenko
