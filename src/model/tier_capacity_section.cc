#include <map>
#include <string_view>
#include <vector>

#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

std::optional<TierCapacity> ReadCapacity(const YamlNode& node, ParseContext* context) {
  SectionReader reader(node, "a level's capacity", context->sink);
  TierCapacity capacity;
  bool good = reader.ok();
  if (const YamlNode* each = reader.Require("hours_per_customer")) {
    const auto hours = ReadNumber(*each, "hours_per_customer", context->sink);
    if (hours && *hours <= 0) {
      context->sink->Error(*each, "`hours_per_customer` must be above 0");
    }
    good = good && hours;
    capacity.hours_per_customer = hours.value_or(1);
  }
  if (const YamlNode* all = reader.Require("hours")) {
    const auto hours = ReadNumberNotBelow0(*all, "hours", context->sink);
    good = good && hours;
    capacity.hours = hours.value_or(0);
  }
  reader.Finish();
  return good ? std::optional<TierCapacity>(capacity) : std::nullopt;
}

}  // namespace

void ReadTierCapacity(const YamlNode& node, ParseContext* context) {
  TierSection& tiers = context->model.tiers;
  tiers.has_capacity = true;
  if (!ExpectMapping(node, "capacity", context->sink)) return;
  std::map<std::string_view, TierLevel*> levels;
  for (TierLevel& level : tiers.levels) levels.emplace(level.name, &level);
  // A level whose name is wrong may be meant.
  const bool is_complete = !levels.empty() && levels.count("") == 0;
  for (const YamlEntry& entry : node.entries) {
    const std::string& name = entry.key->text;
    if (name == "meta") continue;
    const auto capacity = ReadCapacity(*entry.value, context);
    const auto found = levels.find(name);
    if (found != levels.end()) {
      found->second->capacity = capacity;
    } else if (is_complete) {
      std::vector<std::string_view> known;
      if (context->sink->suggests()) {
        for (const auto& [text, level] : levels) known.push_back(text);
      }
      context->sink->Error(
          *entry.key, "no tier is called " + Quoted(name) + context->sink->Suggestion(name, known));
    }
  }
}

void ReadRankBy(ParseContext* context) {
  if (context->rank_by == nullptr) return;
  // All numbers are known by the last step.
  const Fact* fact =
      ReadFactName(*context->rank_by, "rank_by", Step::kPlays, {ValueType::kNumber}, context);
  if (fact != nullptr) context->model.tiers.rank_by = fact->slot;
}

}  // namespace kenko
