#include "model/expression_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/number_text.h"
#include "model/expression_text.h"
#include "model/yaml_values.h"

namespace kenko {
namespace {

using Types = std::initializer_list<ValueType>;

// Where byte `within` of a scalar's text stands in the file. Known where the file holds the text as
// it is (in quotes or not); else the scalar's start.
std::size_t OffsetWithin(const YamlNode& node, std::size_t within, const ModelText& text) {
  const std::string& file = text.text();
  if (file.compare(node.offset, node.text.size(), node.text) == 0) return node.offset + within;
  const char first = node.offset < file.size() ? file[node.offset] : '\0';
  if ((first == '"' || first == '\'') &&
      file.compare(node.offset + 1, node.text.size(), node.text) == 0) {
    return node.offset + 1 + within;
  }
  return node.offset;
}

std::string TypePhrase(ValueType type) {
  return type == ValueType::kFlag ? "true or false" : std::string(ValueTypePhrase(type));
}

std::string TypePhrases(Types types) {
  std::string phrases;
  for (const ValueType type : types) {
    if (!phrases.empty()) phrases += " or ";
    phrases += TypePhrase(type);
  }
  return phrases;
}

// `told` is set where a name's own definition is wrong, so that nothing is to be said of its use.
std::optional<Expression> Compile(const YamlNode& node, std::string_view key, Types allowed,
                                  const NameScope& scope, const bool* told, ParseContext* context) {
  if (!node.IsScalar() || node.is_null || node.is_broken) {
    TellWrongKind(node, key, "an expression (in quotes if it begins with `[`, `{` or `!`)",
                  context->sink);
    return std::nullopt;
  }
  ExpressionError error;
  std::optional<Expression> expression = CompileExpression(node.text, scope, &error);
  if (!expression) {
    if (!*told) {
      context->sink->Error(OffsetWithin(node, error.offset, *context->text), error.message);
    }
    return std::nullopt;
  }
  context->model.stack_size = std::max(context->model.stack_size, expression->stack_size);
  if (std::find(allowed.begin(), allowed.end(), expression->type) == allowed.end()) {
    context->sink->Error(node, Quoted(key) + " must give " + TypePhrases(allowed) +
                                   ", but this is " + TypePhrase(expression->type));
    return std::nullopt;
  }
  return expression;
}

const Fact* FindDone(std::string_view milestone, Step at, std::string* problem, bool* told,
                     ParseContext* context) {
  if (at <= Step::kOnboarding) {
    // Between onboarding and the scorecards nothing holds expressions.
    *problem = NameTable::TooEarly("done(…)", Step::kSuccess, at);
    return nullptr;
  }
  const auto number = context->milestone_numbers.find(milestone);
  if (number == context->milestone_numbers.end()) {
    *told = *told || context->milestones_incomplete;
    std::vector<std::string_view> known;
    if (context->sink->suggests()) {
      for (const auto& [name, index] : context->milestone_numbers) known.push_back(name);
    }
    *problem = "no plan has a milestone " + Quoted(milestone) +
               context->sink->Suggestion(milestone, known);
    return nullptr;
  }
  const auto [found, is_new] = context->done_facts.try_emplace(std::string(milestone));
  if (is_new) {
    found->second = {std::string(milestone), ValueType::kFlag, Step::kOnboarding,
                     context->model.NewSlot()};
    context->model.onboarding.done_slots[number->second] = found->second.slot;
  }
  return &found->second;
}

const Fact* FindSubscore(std::string_view path, Step at, std::string* problem, bool* told,
                         ParseContext* context) {
  if (at <= Step::kScore) {
    *problem = NameTable::TooEarly("subscore(…)", Step::kScore, at);
    return nullptr;
  }
  if (context->node_paths.find(path) == context->node_paths.end()) {
    *told = *told || context->node_paths_incomplete;
    std::vector<std::string_view> known;
    if (context->sink->suggests()) {
      known.assign(context->node_paths.begin(), context->node_paths.end());
    }
    *problem = "no scorecard has a signal or group " + Quoted(path) +
               context->sink->Suggestion(path, known);
    return nullptr;
  }
  const auto [found, is_new] = context->subscore_facts.try_emplace(std::string(path));
  if (is_new) {
    found->second = {std::string(path), ValueType::kNumber, Step::kScore, context->model.NewSlot()};
  }
  return &found->second;
}

}  // namespace

std::optional<Expression> ReadExpression(const YamlNode& node, std::string_view key, Step at,
                                         Types allowed, ParseContext* context) {
  bool told = false;
  NameScope scope;
  scope.now = kFactNow;
  scope.find = [&](std::string_view name, std::string* problem) {
    const Fact* fact = context->names.Find(name, at, problem);
    if (fact == nullptr && problem->empty()) told = true;
    return fact;
  };
  scope.find_done = [&](std::string_view milestone, std::string* problem) {
    return FindDone(milestone, at, problem, &told, context);
  };
  scope.find_subscore = [&](std::string_view path, std::string* problem) {
    return FindSubscore(path, at, problem, &told, context);
  };
  std::optional<Expression> expression = Compile(node, key, allowed, scope, &told, context);
  if (expression) context->used_slots.insert(expression->reads.begin(), expression->reads.end());
  return expression;
}

std::optional<Expression> ReadCondition(const YamlNode& node, std::string_view key, Step at,
                                        ParseContext* context) {
  return ReadExpression(node, key, at, {ValueType::kFlag}, context);
}

std::optional<Expression> ReadAmount(const YamlNode& node, std::string_view key, Step at,
                                     ParseContext* context) {
  const bool is_plain = node.IsScalar() && !node.is_text && !node.is_null && !node.is_broken;
  if (const std::optional<double> number = is_plain ? ParseNumber(node.text) : std::nullopt) {
    // YAML writes numbers in more ways than expressions do: +5, 1e3, 0x1F.
    YamlNode plain = node;
    plain.text = FormatPlain(*number);
    return ReadExpression(plain, key, at, {ValueType::kNumber}, context);
  }
  return ReadExpression(node, key, at, {ValueType::kNumber}, context);
}

std::optional<Expression> ReadActivityCondition(const YamlNode& node, std::string_view key,
                                                ParseContext* context) {
  bool told = false;
  NameScope scope;
  scope.find = [&](std::string_view name, std::string* problem) -> const Fact* {
    const auto found = context->activity_names.find(name);
    if (found != context->activity_names.end()) return &found->second;
    if (context->activity_names_incomplete ||
        context->broken_activity_names.find(name) != context->broken_activity_names.end()) {
      told = true;
      return nullptr;
    }
    std::vector<std::string_view> known;
    if (context->sink->suggests()) {
      for (const auto& [text, fact] : context->activity_names) known.push_back(text);
    }
    *problem = "unknown name " + Quoted(name) +
               ": this expression sees only value, actor, kind and the declared attributes of one "
               "activity" +
               context->sink->Suggestion(name, known);
    return nullptr;
  };
  return Compile(node, key, {ValueType::kFlag}, scope, &told, context);
}

const Fact* ReadFactName(const YamlNode& node, std::string_view key, Step at, Types allowed,
                         ParseContext* context) {
  const std::optional<std::string> name = ReadText(node, key, context->sink);
  if (!name) return nullptr;
  std::string problem;
  const Fact* fact = context->names.Find(*name, at, &problem);
  if (fact == nullptr) {
    if (!problem.empty()) context->sink->Error(node, problem);
    return nullptr;
  }
  if (std::find(allowed.begin(), allowed.end(), fact->type) == allowed.end()) {
    context->sink->Error(node, Quoted(key) + " must name " + TypePhrases(allowed) + ", but " +
                                   Quoted(*name) + " is " + TypePhrase(fact->type));
    return nullptr;
  }
  context->used_slots.insert(fact->slot);
  return fact;
}

}  // namespace kenko
