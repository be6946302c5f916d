#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/aggregate_reader.h"
#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

// The keys of measures that don't aggregate.
constexpr std::string_view kOtherKeys[] = {"days_since", "days_until", "formula", "change",
                                           "difference"};

std::vector<MeasureUse>& UsesOf(const Measure& measure, ParseContext* context) {
  return context->measure_uses[measure.slot - context->model.measures.front().slot];
}

// Index of the measure that `change:` or `difference:` names.
std::optional<std::uint32_t> ReadBase(const YamlNode& node, std::string_view key,
                                      ParseContext* context) {
  const auto name = ReadText(node, key, context->sink);
  if (!name) return std::nullopt;
  const NameTable& names = context->names;
  if (names.Has(*name) && !names.IsMeasure(*name) && !names.IsBroken(*name)) {
    context->sink->Error(node, Quoted(key) + " takes a measure, which " + Quoted(*name) +
                                   " is not; {formula: " + *name + "} would make it one");
    return std::nullopt;
  }
  const Fact* fact = ReadFactName(node, key, Step::kMeasures, {ValueType::kNumber}, context);
  if (fact == nullptr) return std::nullopt;
  return static_cast<std::uint32_t>(fact->slot - context->model.measures.front().slot);
}

void ReadFormula(const YamlNode& node, Measure* measure, ParseContext* context) {
  measure->form = Measure::Form::kFormula;
  auto formula = ReadExpression(node, "formula", Step::kMeasures, {ValueType::kNumber}, context);
  if (!formula) return;
  measure->formula = std::move(*formula);
  const FactSlot first = context->model.measures.front().slot;
  for (const FactSlot slot : measure->formula.reads) {
    if (slot >= first) UsesOf(*measure, context).push_back({slot - first, 0});
  }
}

void ReadChange(std::string_view key, SectionReader* reader, Measure* measure,
                ParseContext* context) {
  const bool is_change = key == "change";
  measure->form = is_change ? Measure::Form::kChange : Measure::Form::kDifference;
  const auto base = ReadBase(*reader->Find(key), key, context);
  if (const YamlNode* over = reader->Require("over")) {
    measure->over = ReadDuration(*over, "over", ZeroDuration::kRefused, context->sink).value_or(0);
  }
  if (base) {
    measure->base = *base;
    UsesOf(*measure, context).push_back({*base, measure->over});
  }
  if (is_change) {
    measure->base_at_least = reader->Number("base_at_least");
  } else {
    reader->Forbid("base_at_least", "`base_at_least` goes only with `change`");
  }
}

// Keys that go with other measures than this one.
void ForbidOthers(std::string_view key, SectionReader* reader) {
  const std::string end = ", not with " + Quoted(key);
  if (key != "change" && key != "difference") {
    reader->Forbid("over", "`over` goes only with `change` and `difference`" + end);
    reader->Forbid("base_at_least", "`base_at_least` goes only with `change`" + end);
  }
  if (IsAggregateKey(key)) return;
  for (const std::string_view option : AggregateOptions()) {
    reader->Forbid(option,
                   Quoted(option) + " goes only with measures that look at activities" + end);
  }
}

bool TellReserved(const YamlNode& measure, DiagnosticSink* sink) {
  bool found = false;
  for (const YamlEntry& entry : measure.entries) {
    const std::string& key = entry.key->text;
    if (key.compare(0, 9, "children_") != 0 && key.compare(0, 6, "peers_") != 0) continue;
    found = true;
    sink->Error(*entry.key, "measure keys that begin with `children_` or `peers_` are reserved; " +
                                Quoted(key) + " is not yet supported");
  }
  return found;
}

void ReadMeasure(const YamlNode& node, Measure* measure, ParseContext* context) {
  SectionReader reader(node, "measure " + Quoted(measure->name), context->sink);
  if (TellReserved(node, context->sink)) return;
  std::vector<std::string_view> heads = AggregateKeys();
  heads.insert(heads.end(), std::begin(kOtherKeys), std::end(kOtherKeys));
  const auto key = reader.ExactlyOne(heads);
  measure->needs_history = reader.DurationOf("needs_history", ZeroDuration::kAllowed).value_or(0);
  if (!key) {
    std::vector<std::string_view> options = AggregateOptions();
    options.insert(options.end(), {"over", "base_at_least"});
    reader.Finish(options);
    return;
  }
  ForbidOthers(*key, &reader);
  const YamlNode& value = *reader.Find(*key);
  if (IsAggregateKey(*key)) {
    measure->form = Measure::Form::kAggregate;
    measure->aggregate = static_cast<std::uint32_t>(context->model.aggregates.size());
    if (auto aggregate = ReadAggregate(*key, &reader, context)) {
      context->model.aggregates.push_back(std::move(*aggregate));
    }
  } else if (*key == "formula") {
    ReadFormula(value, measure, context);
  } else if (*key == "change" || *key == "difference") {
    ReadChange(*key, &reader, measure, context);
  } else {
    measure->form = *key == "days_since" ? Measure::Form::kDaysSince : Measure::Form::kDaysUntil;
    const Fact* fact = ReadFactName(value, *key, Step::kMeasures, {ValueType::kTime}, context);
    if (fact != nullptr) measure->attribute = fact->slot;
  }
  reader.Finish();
}

}  // namespace

void ReadMeasureNames(const YamlNode& node, ParseContext* context) {
  if (!ExpectMapping(node, "measures", context->sink)) {
    context->names.MarkIncomplete();
    return;
  }
  ModelData& model = context->model;
  for (const YamlEntry& entry : node.entries) {
    const std::string& name = entry.key->text;
    if (name == "meta") continue;
    Measure measure;
    measure.name = name;
    measure.slot = model.NewSlot();
    if (name.empty()) {
      context->sink->Error(*entry.key, "a measure's name must not be empty");
    } else if (NameTable::IsFactName(name)) {
      context->sink->Error(*entry.key, "a measure can't be called " + Quoted(name) + ": a fact is");
      context->names.MarkBroken(name);
    } else if (context->names.Has(name)) {
      context->sink->Error(*entry.key,
                           "a measure can't be called " + Quoted(name) + ": an attribute is");
      context->names.MarkBroken(name);
    } else {
      context->names.AddMeasure(name, measure.slot);
    }
    model.measures.push_back(std::move(measure));
    context->measure_entries.push_back(&entry);
  }
  model.named_measure_count = model.measures.size();
  context->measure_uses.resize(model.measures.size());
}

void ReadMeasures(ParseContext* context) {
  // None is added meanwhile, so that references to them hold.
  for (std::size_t i = 0; i < context->measure_entries.size(); ++i) {
    ReadMeasure(*context->measure_entries[i]->value, &context->model.measures[i], context);
  }
}

}  // namespace kenko
