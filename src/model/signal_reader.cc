#include <string>
#include <utility>

#include "model/aggregate_reader.h"
#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/scorecard_reader.h"

namespace kenko {
namespace {

// What a signal looks at: its type, or nothing where that is wrong, and told.
std::optional<ValueType> ReadMeasure(const YamlNode& node, Node* signal, ParseContext* context) {
  if (node.IsMapping()) {
    signal->input = ReadMeasureInPlace(node, context);
    return ValueType::kNumber;
  }
  const Fact* fact = ReadFactName(
      node, "measure", Step::kScore,
      {ValueType::kNumber, ValueType::kText, ValueType::kFlag, ValueType::kTime}, context);
  if (fact == nullptr) return std::nullopt;
  if (fact->type == ValueType::kFlag) {
    context->sink->Error(node, "`measure` must name a number or a text, but " + Quoted(fact->name) +
                                   " is a flag; write true_if: " + fact->name);
    return std::nullopt;
  }
  if (fact->type == ValueType::kTime) {
    context->sink->Error(node, "`measure` must name a number or a text, but " + Quoted(fact->name) +
                                   " is a time; write formula: days_since(" + fact->name + ")");
    return std::nullopt;
  }
  signal->input = fact->slot;
  return fact->type;
}

std::optional<ValueType> ReadFormula(const YamlNode& node, Node* signal, ParseContext* context) {
  signal->formula = ReadExpression(node, "formula", Step::kScore,
                                   {ValueType::kNumber, ValueType::kText}, context);
  if (!signal->formula) return std::nullopt;
  return signal->formula->type;
}

void ReadTrueIf(const YamlNode& node, SectionReader* reader, Under under, Node* signal,
                ParseContext* context) {
  signal->input_type = ValueType::kFlag;
  signal->formula = ReadCondition(node, "true_if", Step::kScore, context);
  Case only;
  only.shape.form = Shape::Form::kTrueIf;
  ReadPoints(reader, under, &only.shape);
  signal->cases.push_back(std::move(only));
  for (const char* key : {"curve", "ranges", "values", "cases", "outside"}) {
    reader->Forbid(key, Quoted(key) + " does not go with `true_if`, which takes `points`");
  }
}

void ReadCases(const YamlNode& node, std::optional<ValueType> type, Under under, Node* signal,
               ParseContext* context) {
  signal->has_cases = true;
  if (!ExpectList(node, "cases", context->sink)) return;
  if (node.items.empty()) context->sink->Error(node, "`cases` needs at least one case");
  for (const YamlNode* item : node.items) {
    SectionReader reader(*item, "a case", context->sink);
    Case one;
    if (const YamlNode* when = reader.Find("when")) {
      one.when = ReadCondition(*when, "when", Step::kScore, context);
    }
    const auto shape = reader.ExactlyOne(ShapeKeys());
    if (shape) one.shape = ReadShape(*shape, &reader, type, under, context);
    reader.Finish({"outside"});
    signal->cases.push_back(std::move(one));
  }
}

}  // namespace

void ReadSignal(SectionReader* reader, Under under, Node* node, ParseContext* context) {
  if (auto says = reader->Text("says")) node->says = std::move(*says);
  const auto input = reader->ExactlyOne({"measure", "formula", "true_if"});
  if (input && *input == "true_if") {
    ReadTrueIf(*reader->Find(*input), reader, under, node, context);
    return;
  }
  std::optional<ValueType> type;
  if (input) {
    const YamlNode& value = *reader->Find(*input);
    type =
        *input == "measure" ? ReadMeasure(value, node, context) : ReadFormula(value, node, context);
    reader->Forbid("points", "`points` goes only with `true_if`");
  }
  node->input_type = type.value_or(ValueType::kNumber);
  if (!input && reader->Has("points")) return;  // what input is meant is not known

  std::vector<std::string_view> keys = ShapeKeys();
  keys.emplace_back("cases");
  const auto shape = reader->ExactlyOne(keys);
  if (!shape) return;
  if (*shape == "cases") {
    reader->Forbid("outside", "`outside` goes into a case, beside its `curve`");
    ReadCases(*reader->Find(*shape), type, under, node, context);
    return;
  }
  Case only;
  only.shape = ReadShape(*shape, reader, type, under, context);
  node->cases.push_back(std::move(only));
}

}  // namespace kenko
