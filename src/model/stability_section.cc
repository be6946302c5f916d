#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/expression_text.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

// What keeps evaluating a customer's band at every point of the grid affordable.
constexpr std::int64_t kMaxGridSteps = 400;

void CheckGrid(SectionReader* reader, const StabilitySection& stability, DiagnosticSink* sink) {
  // A duration is at most 36500 days, so the product is an instant's.
  if (stability.look_back <= kMaxGridSteps * stability.every) return;
  if (const YamlNode* look_back = reader->Find("look_back")) {
    sink->Error(*look_back, "`look_back` must be at most 400 times as long as `every`");
  } else {
    sink->Error(*reader->Find("every"),
                "`look_back`, which is 180d by default, must be at most 400 times as long as "
                "`every`");
  }
}

// Rules of several scorecards may have the same name; all of these are meant.
void ReadAtOnce(const YamlNode& node, ParseContext* context) {
  if (!ExpectList(node, "at_once", context->sink)) return;
  std::map<std::string_view, std::vector<Rule*>> by_name;
  const auto add = [&by_name](std::vector<Rule>* rules) {
    for (Rule& rule : *rules) by_name[rule.name].push_back(&rule);
  };
  for (Scorecard& scorecard : context->model.scorecards) add(&scorecard.rules);
  add(&context->model.rules);
  // One whose name is wrong may be meant.
  const bool is_incomplete = context->rules_incomplete || by_name.count("") > 0;
  for (const YamlNode* item : node.items) {
    const auto name = ReadText(*item, "at_once", context->sink);
    if (!name) continue;
    const auto found = by_name.find(*name);
    if (found != by_name.end()) {
      for (Rule* rule : found->second) rule->at_once = true;
      found->second.clear();  // a hostile file may name it again and again
    } else if (!is_incomplete) {
      std::vector<std::string_view> known;
      if (context->sink->suggests()) {
        for (const auto& [text, rules] : by_name) known.push_back(text);
      }
      context->sink->Error(
          *item, "no rule is called " + Quoted(*name) + context->sink->Suggestion(*name, known));
    }
  }
}

}  // namespace

void ReadStabilitySection(const YamlNode& node, ParseContext* context) {
  SectionReader reader(node, "`stability`", context->sink);
  StabilitySection stability;
  if (const YamlNode* every = reader.Require("every")) {
    stability.every =
        ReadDuration(*every, "every", ZeroDuration::kRefused, context->sink).value_or(0);
  }
  const auto look_back = reader.DurationOf("look_back");
  if (look_back) stability.look_back = *look_back;
  const bool knows_look_back = look_back || !reader.Has("look_back");
  if (stability.every > 0 && knows_look_back) CheckGrid(&reader, stability, context->sink);
  if (const YamlNode* margin = reader.Find("margin")) {
    stability.margin = ReadNumberNotBelow0(*margin, "margin", context->sink).value_or(0);
  }
  if (const YamlNode* confirm = reader.Find("confirm")) {
    stability.confirm =
        ReadWholeNumber(*confirm, "confirm", 1, kMaxGridSteps, context->sink).value_or(1);
  }
  if (const YamlNode* at_once = reader.Find("at_once")) ReadAtOnce(*at_once, context);
  reader.Finish();
  context->model.stability = stability;
}

}  // namespace kenko
