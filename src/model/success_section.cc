#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number_text.h"
#include "model/expression.h"
#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

// Where a goal's name stands, if it has one; what else is wrong is told when the goal is read.
const YamlNode* NameNode(const YamlNode& goal) {
  for (const YamlEntry& entry : goal.entries) {
    if (entry.key->text == "name") return entry.value;
  }
  return nullptr;
}

// The goal's name if it is fit for one, and new; else tells what is wrong, and gives nothing.
std::optional<std::string> ReadGoalName(const YamlNode* node, std::set<std::string>* names,
                                        ParseContext* context) {
  auto name = node != nullptr ? ReadName(*node, "name", context->sink) : std::nullopt;
  if (!name || !IsExpressionName(*name) || name->find('.') != std::string::npos) {
    context->names.MarkIncomplete("success.");
    if (name) {
      context->sink->Error(*node,
                           "a goal's name is letters, digits (not first) and `_`, as it is part of "
                           "names such as success.reporting.attained; not " +
                               Quoted(*name));
    }
    return std::nullopt;
  }
  if (!names->insert(*name).second) {
    context->sink->Error(*node, "another goal is called " + Quoted(*name) + " too");
    return std::nullopt;
  }
  return name;
}

std::optional<FactSlot> ReadNumberName(const YamlNode& node, std::string_view key,
                                       ParseContext* context) {
  const Fact* fact = ReadFactName(node, key, Step::kSuccess, {ValueType::kNumber}, context);
  return fact != nullptr ? std::optional<FactSlot>(fact->slot) : std::nullopt;
}

void ReadTarget(const YamlNode& node, SuccessGoal* goal, ParseContext* context) {
  if (!node.IsScalar() || node.is_null || node.is_broken) {
    TellWrongKind(node, "target", "a number or the name of one", context->sink);
    return;
  }
  const std::optional<double> number = node.is_text ? std::nullopt : ParseNumber(node.text);
  if (number) {
    goal->target = *number;
  } else {
    goal->target_fact = ReadNumberName(node, "target", context);
  }
}

void ReadGoal(const YamlNode& node, SuccessGoal* goal, ParseContext* context) {
  SectionReader reader(node, "a success goal", context->sink);
  reader.Require("name");
  if (const YamlNode* measure = reader.Require("measure")) {
    goal->measure = ReadNumberName(*measure, "measure", context).value_or(0);
  }
  if (const YamlNode* target = reader.Require("target")) ReadTarget(*target, goal, context);
  if (const auto better = reader.Text("better")) {
    goal->lower_is_better = *better == "lower";
    const std::vector<std::string_view> known = {"lower", "higher"};
    if (*better != known[0] && *better != known[1]) {
      context->sink->Error(*reader.Find("better"), "`better` must be " + ListOfNames(known) +
                                                       ", not " + Quoted(*better) +
                                                       context->sink->Suggestion(*better, known));
    }
  }
  reader.Finish();
}

}  // namespace

void ReadSuccessNames(const YamlNode& node, ParseContext* context) {
  if (!ExpectList(node, "success", context->sink)) {
    context->names.MarkIncomplete("success.");
    return;
  }
  std::set<std::string> names;
  for (const YamlNode* item : node.items) {
    SuccessGoal goal;
    goal.attainment_slot = context->model.NewSlot();
    goal.attained_slot = context->model.NewSlot();
    if (auto name = ReadGoalName(NameNode(*item), &names, context)) {
      const std::string start = "success." + *name;
      context->names.AddFact(start + ".attainment", ValueType::kNumber, Step::kSuccess,
                             goal.attainment_slot);
      context->names.AddFact(start + ".attained", ValueType::kFlag, Step::kSuccess,
                             goal.attained_slot);
      goal.name = std::move(*name);
    }
    context->model.success.push_back(std::move(goal));
    context->success_nodes.push_back(item);
  }
}

void ReadSuccessGoals(ParseContext* context) {
  for (std::size_t i = 0; i < context->success_nodes.size(); ++i) {
    ReadGoal(*context->success_nodes[i], &context->model.success[i], context);
  }
}

}  // namespace kenko
