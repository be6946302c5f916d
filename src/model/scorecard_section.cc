#include <set>
#include <string>
#include <utility>

#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/scorecard_reader.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {

void ReadScorecards(const YamlNode& node, std::vector<const YamlNode*>* rules,
                    ParseContext* context) {
  if (!ExpectList(node, "scorecards", context->sink)) {
    context->node_paths_incomplete = context->rules_incomplete = true;
    return;
  }
  std::set<std::string> names;
  for (const YamlNode* item : node.items) {
    SectionReader reader(*item, "a scorecard", context->sink);
    if (!reader.ok()) {
      context->node_paths_incomplete = context->rules_incomplete = true;
      continue;
    }
    Scorecard scorecard;
    if (auto name = reader.Name()) {
      if (!names.insert(*name).second) {
        context->sink->Error(*reader.Find("name"),
                             "another scorecard is called " + Quoted(*name) + " too");
      }
      scorecard.name = std::move(*name);
    }
    if (const YamlNode* when = reader.Find("when")) {
      scorecard.when = ReadCondition(*when, "when", Step::kScorecardChoice, context);
    }
    ScorecardReader(&scorecard, context).ReadTree(&reader);
    rules->push_back(reader.Find("rules"));
    reader.Finish();
    context->model.scorecards.push_back(std::move(scorecard));
  }
}

}  // namespace kenko
