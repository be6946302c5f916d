#include "model/aggregate_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/kind_reader.h"

namespace kenko {
namespace {

struct NamedOp {
  std::string_view key;
  AggregateOp op;
};

constexpr NamedOp kOps[] = {
    {"count", AggregateOp::kCount},
    {"sum", AggregateOp::kSum},
    {"mean", AggregateOp::kMean},
    {"min", AggregateOp::kMin},
    {"max", AggregateOp::kMax},
    {"last", AggregateOp::kLast},
    {"distinct", AggregateOp::kDistinctActor},  // or kDistinctKind, as its value says
    {"active_days", AggregateOp::kActiveDays},
    {"days_since_last", AggregateOp::kDaysSinceLast},
    {"days_since_first", AggregateOp::kDaysSinceFirst},
};

// `distinct: actor` or `distinct: kind`, with `of: P`.
bool ReadDistinct(const YamlNode& what, SectionReader* reader, Aggregate* aggregate,
                  ParseContext* context) {
  bool good = false;
  if (const auto text = ReadText(what, "distinct", context->sink)) {
    good = *text == "actor" || *text == "kind";
    if (*text == "kind") aggregate->op = AggregateOp::kDistinctKind;
    if (!good) {
      context->sink->Error(what, "`distinct` must be `actor` or `kind`, not " + Quoted(*text) +
                                     "; the activities go under `of`");
    }
  }
  const YamlNode* of = reader->Require("of");
  if (of == nullptr) return false;
  auto pattern = ReadKindPattern(*of, "of", KindSets::kAllowed, context);
  if (pattern) aggregate->of = std::move(*pattern);
  return good && pattern;
}

bool ReadDecay(const YamlNode& node, Aggregate* aggregate, ParseContext* context) {
  SectionReader reader(node, "`decay`", context->sink);
  const auto form = reader.ExactlyOne({"half_life", "linear"});
  std::optional<Duration> length;
  if (form) length = reader.DurationOf(*form);
  reader.Finish();
  if (!length) return false;
  aggregate->decay = *form == "linear" ? Decay::kLinear : Decay::kHalfLife;
  aggregate->decay_length = *length;
  return true;
}

// "It counts the company's own doings too": invoices, mails, notes of its own people.
void WarnOfEveryKind(const YamlNode& key, const Aggregate& aggregate, ParseContext* context) {
  const bool is_meant = aggregate.op == AggregateOp::kDaysSinceLast ||
                        aggregate.op == AggregateOp::kDistinctActor ||
                        aggregate.op == AggregateOp::kDistinctKind;
  if (!is_meant || !aggregate.except.empty() || aggregate.where) return;
  for (const KindPatternItem& item : aggregate.of.items) {
    if (!item.is_prefix || !item.text.empty()) continue;
    context->sink->Warning(key, Quoted(key.text) +
                                    " over `*` counts the company's own doings too; "
                                    "name the kinds that the customer does");
    return;
  }
}

}  // namespace

const std::vector<std::string_view>& AggregateKeys() {
  static const auto* const keys = [] {
    auto* all = new std::vector<std::string_view>;  // never destroyed: usable at exit
    for (const NamedOp& named : kOps) all->push_back(named.key);
    return all;
  }();
  return *keys;
}

bool IsAggregateKey(std::string_view key) {
  const std::vector<std::string_view>& keys = AggregateKeys();
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

const std::vector<std::string_view>& AggregateOptions() {
  static const auto* const options =
      new std::vector<std::string_view>{"of", "window", "except", "where", "decay"};
  return *options;
}

std::optional<Aggregate> ReadAggregate(std::string_view key, SectionReader* reader,
                                       ParseContext* context) {
  Aggregate aggregate;
  for (const NamedOp& named : kOps) {
    if (named.key == key) aggregate.op = named.op;
  }
  bool good = true;
  const YamlNode& what = *reader->Find(key);
  if (key == "distinct") {
    good = ReadDistinct(what, reader, &aggregate, context);
  } else {
    reader->Forbid("of", "`of` goes only with `distinct`; here " + Quoted(key) +
                             " itself names the activities");
    auto pattern = ReadKindPattern(what, key, KindSets::kAllowed, context);
    good = pattern.has_value();
    if (pattern) aggregate.of = std::move(*pattern);
  }
  if (const YamlNode* except = reader->Find("except")) {
    auto pattern = ReadKindPattern(*except, "except", KindSets::kAllowed, context);
    good = good && pattern;
    if (pattern) aggregate.except = std::move(*pattern);
  }
  if (const YamlNode* window = reader->Find("window")) {
    const auto length = ReadDuration(*window, "window", ZeroDuration::kRefused, context->sink);
    good = good && length;
    aggregate.window = length.value_or(0);
  }
  if (const YamlNode* where = reader->Find("where")) {
    aggregate.where = ReadActivityCondition(*where, "where", context);
    good = good && aggregate.where;
  }
  if (aggregate.op == AggregateOp::kCount || aggregate.op == AggregateOp::kSum) {
    if (const YamlNode* decay = reader->Find("decay")) {
      good = ReadDecay(*decay, &aggregate, context) && good;
    }
  } else {
    reader->Forbid("decay", "`decay` goes only with `count` and `sum`");
  }
  if (!good) return std::nullopt;
  WarnOfEveryKind(*reader->KeyNode(key), aggregate, context);
  return aggregate;
}

std::optional<FactSlot> ReadMeasureInPlace(const YamlNode& node, ParseContext* context) {
  SectionReader reader(node, "a measure written in a signal", context->sink);
  bool has_other = false;
  for (const char* other : {"days_since", "days_until", "formula", "change", "difference"}) {
    has_other = has_other || reader.Has(other);
    reader.Forbid(
        other,
        Quoted(other) + " can't be written in a signal; give the measure a name under measures:");
  }
  if (has_other) return std::nullopt;
  const auto key = reader.ExactlyOne(AggregateKeys());
  std::optional<Aggregate> aggregate;
  if (key) aggregate = ReadAggregate(*key, &reader, context);
  Measure measure;
  measure.needs_history = reader.DurationOf("needs_history", ZeroDuration::kAllowed).value_or(0);
  reader.Finish(key ? std::vector<std::string_view>{} : AggregateOptions());
  if (!aggregate) return std::nullopt;
  ModelData& model = context->model;
  measure.form = Measure::Form::kAggregate;
  measure.slot = model.NewSlot();
  measure.aggregate = static_cast<std::uint32_t>(model.aggregates.size());
  model.aggregates.push_back(std::move(*aggregate));
  model.measures.push_back(std::move(measure));
  return model.measures.back().slot;
}

}  // namespace kenko
