#include "model/scorecard_reader.h"

#include <limits>
#include <utility>

#include "base/number_text.h"
#include "base/snap.h"
#include "model/expression_reader.h"
#include "model/expression_text.h"

namespace kenko {
namespace {

// A path is a node's name in every table, so it has to stay readable; and a hostile file could
// otherwise make a long name part of very many paths.
constexpr std::size_t kMaxPathBytes = 1000;

// Weights that are meant as percentages but don't add up. Only those that are written: a signal
// without one among percentages weighs next to nothing, on purpose or not.
void WarnOfPercentages(const std::vector<const YamlNode*>& weights, DiagnosticSink* sink) {
  double sum = 0;
  for (const YamlNode* weight : weights) sum += ParseNumber(weight->text).value_or(0);
  if (weights.size() < 2 || Snap(sum) < 90 || Snap(sum) > 110 || SnappedEqual(sum, 100)) return;
  sink->Warning(*weights.front(), "these weights look like percentages, but they add up to " +
                                      FormatPlain(Snap(sum)) + ", not 100");
}

}  // namespace

void ScorecardReader::ReadTree(SectionReader* reader) {
  scorecard_->nodes.emplace_back();
  ReadCombining(reader, 0, Under::kNothing);
}

Under ScorecardReader::ReadCombine(SectionReader* reader, Node* node) {
  const YamlNode* value = reader->Find("combine");
  if (value == nullptr) return Under::kMean;
  const auto text = ReadText(*value, "combine", context_->sink);
  if (!text) return Under::kUnknown;
  const std::vector<std::string_view> known = {"mean", "min", "max", "sum"};
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (*text != known[i]) continue;
    node->combine = static_cast<Combine>(i);
    if (node->combine == Combine::kMean) return Under::kMean;
    return node->combine == Combine::kSum ? Under::kSum : Under::kMinMax;
  }
  context_->sink->Error(*value, "`combine` must be " + ListOfNames(known) + ", not " +
                                    Quoted(*text) + context_->sink->Suggestion(*text, known));
  return Under::kUnknown;
}

void ScorecardReader::ReadSumOptions(SectionReader* reader, Node* node, Under under,
                                     Under children_are_under) {
  if (under == Under::kSum) {
    node->lowest = -std::numeric_limits<double>::infinity();
    node->highest = std::numeric_limits<double>::infinity();
  }
  if (children_are_under != Under::kSum && children_are_under != Under::kUnknown) {
    for (const char* key : {"base", "limits"}) {
      reader->Forbid(key, Quoted(key) + " goes only with `combine: sum`");
    }
    return;
  }
  node->base = reader->Number("base").value_or(0);
  const YamlNode* limits = reader->Find("limits");
  if (limits == nullptr) return;
  const auto pair = ReadNumberPair(*limits, "limits", context_->sink);
  if (!pair) return;
  const auto [lowest, highest] = *pair;
  if (SnappedLess(highest, lowest)) {
    context_->sink->Error(*limits, "`limits` must be [lowest, highest]");
  } else if (!TakesPoints(under) && (lowest < 0 || highest > 100)) {
    context_->sink->Error(
        *limits,
        "`limits` must lie within 0 to 100; only under another `combine: sum` they "
        "may be anything");
  }
  node->lowest = lowest;
  node->highest = highest;
}

void ScorecardReader::ReadCombining(SectionReader* reader, std::uint32_t index, Under under) {
  // The vector grows while children are read, so the node is filled first.
  Node* node = &scorecard_->nodes[index];
  const Under children_are_under = ReadCombine(reader, node);
  ReadSumOptions(reader, node, under, children_are_under);
  node->round = reader->Flag("round").value_or(false);
  if (const YamlNode* with = reader->Find("override")) {
    node->override_with = ReadAmount(*with, "override", Step::kScore, context_);
  }
  ReadChildren(reader, index, children_are_under);
}

void ScorecardReader::ReadChildren(SectionReader* reader, std::uint32_t index, Under under) {
  reader->RequireAny({"signals", "groups"});
  std::set<std::string> siblings;
  std::vector<const YamlNode*> weights;
  std::size_t count = 0;
  bool is_list = true;
  for (const char* key : {"signals", "groups"}) {
    const YamlNode* list = reader->Find(key);
    if (list == nullptr) continue;
    if (!ExpectList(*list, key, context_->sink)) {
      is_list = false;
      context_->node_paths_incomplete = true;
      continue;
    }
    count += list->items.size();
    for (const YamlNode* item : list->items) {
      ReadChild(*item, key == std::string_view("signals"), index, under, &siblings);
      if (!item->IsMapping() || under != Under::kMean) continue;
      for (const YamlEntry& entry : item->entries) {
        if (entry.key->text == "weight" && entry.value->IsScalar()) weights.push_back(entry.value);
      }
    }
  }
  WarnOfPercentages(weights, context_->sink);
  if (count == 0 && is_list && (reader->Has("signals") || reader->Has("groups"))) {
    context_->sink->Error(reader->node(), index == 0
                                              ? "a scorecard must hold at least one signal or group"
                                              : "a group must hold at least one signal or group");
  }
}

void ScorecardReader::ReadChild(const YamlNode& yaml, bool is_signal, std::uint32_t parent,
                                Under under, std::set<std::string>* siblings) {
  SectionReader reader(yaml, is_signal ? "a signal" : "a group", context_->sink);
  if (!reader.ok()) {
    context_->node_paths_incomplete = true;
    return;
  }
  Node node;
  node.is_signal = is_signal;
  node.parent = parent;
  ReadName(&reader, parent, &node, siblings);
  ReadWeightAndMissing(&reader, &node, under);
  if (const YamlNode* applies = reader.Find("applies")) {
    node.applies = ReadCondition(*applies, "applies", Step::kScore, context_);
  }
  const auto index = static_cast<std::uint32_t>(scorecard_->nodes.size());
  scorecard_->nodes[parent].children.push_back(index);
  if (is_signal) {
    ReadSignal(&reader, under, &node, context_);
    scorecard_->nodes.push_back(std::move(node));
    reader.Finish({"curve", "ranges", "values", "cases", "outside", "points"});
  } else {
    scorecard_->nodes.push_back(std::move(node));
    ReadCombining(&reader, index, under);
    reader.Finish();
  }
}

void ScorecardReader::ReadName(SectionReader* reader, std::uint32_t parent, Node* node,
                               std::set<std::string>* siblings) {
  const auto name = reader->Name();
  const std::string& parent_path = scorecard_->nodes[parent].path;
  if (!name || (parent != 0 && parent_path.empty())) {  // a parent's name is wrong
    context_->node_paths_incomplete = true;
    return;
  }
  const YamlNode& name_node = *reader->Find("name");
  node->name = *name;
  if (parent_path.size() + 1 + name->size() > kMaxPathBytes) {
    context_->sink->Error(name_node, "this name makes the node's path longer than 1000 bytes");
    context_->node_paths_incomplete = true;
    return;
  }
  node->path = parent_path.empty() ? *name : parent_path + "/" + *name;
  if (!siblings->insert(*name).second) {
    context_->sink->Error(name_node,
                          "another signal or group here is called " + Quoted(*name) + " too");
  } else if (!paths_.insert(node->path).second) {
    context_->sink->Error(name_node, "another signal or group of this scorecard has the path " +
                                         Quoted(node->path) + " too");
  }
  context_->node_paths.insert(node->path);
}

void ScorecardReader::ReadWeightAndMissing(SectionReader* reader, Node* node, Under under) {
  DiagnosticSink* sink = context_->sink;
  if (under == Under::kMean || under == Under::kUnknown) {
    if (const auto weight = reader->Number("weight")) {
      const YamlNode& weight_node = *reader->Find("weight");
      if (*weight < 0) sink->Error(weight_node, "`weight` must not be below 0");
      if (*weight == 0 && node->is_signal && under == Under::kMean) {
        sink->Warning(weight_node, "a signal of weight 0 has no part in the score");
      }
      node->weight = *weight;
    }
  } else {
    reader->Forbid("weight", under == Under::kSum
                                 ? "`weight` has no meaning under `combine: sum`, which adds points"
                                 : "`weight` has no meaning under `combine: min` or `max`, which "
                                   "choose one");
  }
  const YamlNode* missing = reader->Find("missing");
  if (missing == nullptr) return;
  const bool is_scalar = missing->IsScalar() && !missing->is_null && !missing->is_broken;
  if (is_scalar && missing->text == "skip") {
    node->missing.form = MissingPolicy::Form::kSkip;
  } else if (is_scalar && missing->text == "fail") {
    node->missing.form = MissingPolicy::Form::kFail;
  } else if (is_scalar && !missing->is_text && ParseNumber(missing->text)) {
    node->missing.form = MissingPolicy::Form::kStandIn;
    node->missing.stand_in = *ParseNumber(missing->text);
    if (!TakesPoints(under) && !(node->missing.stand_in >= 0 && node->missing.stand_in <= 100)) {
      sink->Error(*missing,
                  "a subscore that stands in must be from 0 to 100, not " + missing->text);
    }
  } else {
    TellWrongKind(*missing, "missing", "`skip`, `fail` or a number", sink);
  }
}

}  // namespace kenko
