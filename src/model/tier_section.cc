#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/edge_list.h"
#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

void ReadLevels(const YamlNode& node, ParseContext* context) {
  if (!ExpectList(node, "levels", context->sink)) return;
  if (node.items.empty()) context->sink->Error(node, "`levels` needs at least one level");
  EdgeList edges("tier", {"from"}, context->sink);
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    SectionReader reader(*node.items[i], "a tier", context->sink);
    const auto name = reader.Name();
    const std::optional<Edge> edge = edges.Read(&reader, i + 1 == node.items.size());
    if (name) edges.CheckName(*reader.Find("name"), *name);
    reader.Finish();
    context->model.tiers.levels.push_back({name.value_or(""), edge ? edge->x : 0, std::nullopt});
  }
}

std::optional<std::uint32_t> ReadLevelName(const YamlNode& node, std::string_view key,
                                           ParseContext* context) {
  const auto name = ReadText(node, key, context->sink);
  if (!name) return std::nullopt;
  const std::vector<TierLevel>& levels = context->model.tiers.levels;
  std::vector<std::string_view> known;
  bool complete = !levels.empty();
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i].name == *name) return static_cast<std::uint32_t>(i);
    complete = complete && !levels[i].name.empty();  // one whose name is wrong may be meant
    if (context->sink->suggests()) known.push_back(levels[i].name);
  }
  if (complete) {
    context->sink->Error(
        node, "no tier is called " + Quoted(*name) + context->sink->Suggestion(*name, known));
  }
  return std::nullopt;
}

void ReadException(const YamlNode& node, std::set<std::string>* names, ParseContext* context) {
  SectionReader reader(node, "a tier's exception", context->sink);
  TierException exception;
  if (const auto name = reader.Name()) {
    exception.name = *name;
    if (!names->insert(*name).second) {
      context->sink->Error(*reader.Find("name"),
                           "another exception is called " + Quoted(*name) + " too");
    }
  }
  if (const YamlNode* when = reader.Require("when")) {
    auto condition = ReadCondition(*when, "when", Step::kTier, context);
    if (condition) exception.when = std::move(*condition);
  }
  if (const auto effect = reader.ExactlyOne({"tier", "at_least", "at_most"})) {
    exception.effect = *effect == "tier"       ? TierException::Effect::kTier
                       : *effect == "at_least" ? TierException::Effect::kAtLeast
                                               : TierException::Effect::kAtMost;
    exception.level = ReadLevelName(*reader.Find(*effect), *effect, context).value_or(0);
  }
  reader.Finish();
  context->model.tiers.exceptions.push_back(std::move(exception));
}

}  // namespace

void ReadTierSection(const YamlNode& node, ParseContext* context) {
  SectionReader reader(node, "`tiers`", context->sink);
  TierSection& tiers = context->model.tiers;
  tiers.by_name = "value";
  tiers.by = kFactValue;
  if (const YamlNode* by = reader.Find("by")) {
    const Fact* fact = ReadFactName(*by, "by", Step::kTier, {ValueType::kNumber}, context);
    if (fact != nullptr) {
      tiers.by_name = fact->name;
      tiers.by = fact->slot;
    }
  }
  if (const YamlNode* levels = reader.Require("levels")) ReadLevels(*levels, context);
  const YamlNode* exceptions = reader.Find("exceptions");
  if (exceptions != nullptr && ExpectList(*exceptions, "exceptions", context->sink)) {
    std::set<std::string> names;
    for (const YamlNode* item : exceptions->items) ReadException(*item, &names, context);
  }
  if (const YamlNode* capacity = reader.Find("capacity")) ReadTierCapacity(*capacity, context);
  context->rank_by = reader.Find("rank_by");
  reader.Finish();
}

}  // namespace kenko
