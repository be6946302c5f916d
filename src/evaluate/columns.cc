#include "evaluate/columns.h"

#include <map>

namespace kenko {

ColumnSchema CustomerIdColumn(const SnapshotData& snapshot) {
  return {"customer_id", snapshot.ids_are_integers() ? ColumnType::kCount : ColumnType::kText,
          nullptr};
}

void WriteCustomerId(const SnapshotData& snapshot, Slot slot, RowWriter& writer) {
  if (snapshot.ids_are_integers()) {
    writer.Count(snapshot.integer_id(slot));
  } else {
    writer.Text(snapshot.text_id(slot));
  }
}

bool CustomerIdIsLess(const SnapshotData& snapshot, Slot a, Slot b) {
  if (!snapshot.ids_are_integers()) return snapshot.text_id(a) < snapshot.text_id(b);
  return std::to_string(snapshot.integer_id(a)) < std::to_string(snapshot.integer_id(b));
}

NameDictionary BandNames(const ModelData& model) {
  std::vector<std::string> names;
  for (const Band& band : model.bands) names.push_back(band.name);
  names.push_back("UNKNOWN");
  return MakeDictionary(std::move(names));
}

NameDictionary TierNames(const ModelData& model) {
  std::vector<std::string> names;
  for (const TierLevel& level : model.tiers.levels) names.push_back(level.name);
  return MakeDictionary(std::move(names));
}

NameDictionary PlanNames(const ModelData& model) {
  std::vector<std::string> names;
  for (const OnboardingPlan& plan : model.onboarding.plans) names.push_back(plan.name);
  return MakeDictionary(std::move(names));
}

NameDictionary MilestoneNames(const ModelData& model) {
  return MakeDictionary(model.onboarding.milestone_names);
}

Sayings MakeSayings(const std::vector<std::string>& texts) {
  Sayings sayings;
  std::vector<std::string> names;
  std::map<std::string, std::int32_t> codes{{"", -1}};
  for (const std::string& text : texts) {
    const auto [found, is_new] = codes.emplace(text, static_cast<std::int32_t>(names.size()));
    if (is_new) names.push_back(text);
    sayings.codes.push_back(found->second);
  }
  sayings.names = MakeDictionary(std::move(names));
  return sayings;
}

}  // namespace kenko
