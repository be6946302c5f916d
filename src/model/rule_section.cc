#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

std::optional<std::uint32_t> ReadBandName(const YamlNode& node, ParseContext* context) {
  const auto name = ReadText(node, "band", context->sink);
  if (!name) return std::nullopt;
  const std::vector<Band>& bands = context->model.bands;
  std::vector<std::string_view> known;
  bool complete = !bands.empty();
  for (std::size_t i = 0; i < bands.size(); ++i) {
    if (bands[i].name == *name) return static_cast<std::uint32_t>(i);
    complete = complete && !bands[i].name.empty();  // one whose name is wrong may be meant
    if (context->sink->suggests()) known.push_back(bands[i].name);
  }
  if (complete) {
    context->sink->Error(
        node, "no band is called " + Quoted(*name) + context->sink->Suggestion(*name, known));
  }
  return std::nullopt;
}

void ReadEffect(SectionReader* reader, Rule* rule, ParseContext* context) {
  constexpr std::pair<std::string_view, Rule::Effect> kEffects[] = {
      {"add", Rule::Effect::kAdd},     {"cap", Rule::Effect::kCap},
      {"floor", Rule::Effect::kFloor}, {"score", Rule::Effect::kScore},
      {"band", Rule::Effect::kBand},
  };
  const auto key = reader->ExactlyOne({"add", "cap", "floor", "score", "band"});
  if (!key) return;
  for (const auto& [text, effect] : kEffects) {
    if (text == *key) rule->effect = effect;
  }
  const YamlNode& value = *reader->Find(*key);
  if (rule->effect == Rule::Effect::kBand) {
    rule->band = ReadBandName(value, context).value_or(0);
  } else if (auto amount = ReadAmount(value, *key, Step::kRules, context)) {
    rule->amount = std::move(*amount);
  }
}

// `taken` holds the names that no rule of this list may have, and what is called so.
std::vector<Rule> ReadRuleList(const YamlNode& node, std::map<std::string, std::string> taken,
                               ParseContext* context) {
  std::vector<Rule> rules;
  if (!ExpectList(node, "rules", context->sink)) {
    context->rules_incomplete = true;
    return rules;
  }
  for (const YamlNode* item : node.items) {
    SectionReader reader(*item, "a rule", context->sink);
    Rule rule;
    if (auto name = reader.Name()) {
      const auto [first, is_new] = taken.emplace(*name, "another rule");
      if (!is_new) {
        context->sink->Error(*reader.Find("name"),
                             first->second + " is called " + Quoted(*name) + " too");
      }
      rule.name = std::move(*name);
    }
    if (const YamlNode* when = reader.Require("when")) {
      auto condition = ReadCondition(*when, "when", Step::kRules, context);
      if (condition) rule.when = std::move(*condition);
    }
    ReadEffect(&reader, &rule, context);
    rule.decides = reader.Flag("decides").value_or(false);
    rule.says = reader.Text("says").value_or("");
    reader.Finish();
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace

void ReadRules(const std::vector<const YamlNode*>& scorecard_rules, const YamlNode* top_rules,
               ParseContext* context) {
  std::map<std::string, std::string> taken;
  for (std::size_t i = 0; i < scorecard_rules.size(); ++i) {
    if (scorecard_rules[i] == nullptr) continue;
    Scorecard& scorecard = context->model.scorecards[i];
    scorecard.rules = ReadRuleList(*scorecard_rules[i], {}, context);
    for (const Rule& rule : scorecard.rules) {
      taken.emplace(rule.name, "a rule of the scorecard " + Quoted(scorecard.name));
    }
  }
  if (top_rules != nullptr) {
    context->model.rules = ReadRuleList(*top_rules, std::move(taken), context);
  }
}

}  // namespace kenko
