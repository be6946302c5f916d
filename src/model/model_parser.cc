#include "model/model_parser.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "model/expression_text.h"
#include "model/measure_graph.h"
#include "model/model_text.h"
#include "model/model_warnings.h"
#include "model/parse_context.h"
#include "model/section_reader.h"
#include "model/sections.h"
#include "model/time_zone.h"
#include "model/yaml_tree.h"

namespace kenko {
namespace {

// FNV-1a, 64 bits.
std::string HashOf(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[hash >> shift & 0xF];
  return text;
}

void ReadHead(SectionReader* reader, ParseContext* context) {
  ModelData& model = context->model;
  if (const YamlNode* version = reader->Require("kenko")) {
    if (!version->IsScalar() || version->is_text || version->is_null) {
      TellWrongKind(*version, "kenko", "1, the version of this language", context->sink);
    } else if (version->text != "1" && !version->is_broken) {
      context->sink->Error(*version, "version " + Quoted(version->text) +
                                         " of the language is not known; this library reads "
                                         "`kenko: 1`");
    }
  }
  if (auto name = reader->Name()) model.name = std::move(*name);
  model.timezone = absl::UTCTimeZone();
  if (const auto zone_name = reader->Text("timezone")) {
    const std::optional<absl::TimeZone> zone = LoadZone(*zone_name);
    if (zone) {
      model.timezone = *zone;
    } else {
      context->sink->Error(*reader->Find("timezone"),
                           "the time zone " + Quoted(*zone_name) +
                               " can't be loaded; a zone has an IANA name such as Asia/Tokyo, and "
                               "this machine must have its data (tzdata)");
    }
  }
  model.late_by = reader->DurationOf("late_by", ZeroDuration::kAllowed).value_or(0);
}

// In the order in which sections look up what others define.
void ReadSections(SectionReader* reader, ParseContext* context) {
  ModelData& model = context->model;
  if (const YamlNode* node = reader->Find("customer")) ReadCustomerSection(*node, context);
  context->activity_names = {
      {"value", {"value", ValueType::kNumber, Step::kCustomer, kActivityValue}},
      {"actor", {"actor", ValueType::kText, Step::kCustomer, kActivityActor}},
      {"kind", {"kind", ValueType::kText, Step::kCustomer, kActivityKind}},
  };
  if (const YamlNode* node = reader->Find("activity")) ReadActivitySection(*node, context);
  if (const YamlNode* node = reader->Find("kinds")) ReadKindSection(*node, context);
  if (const YamlNode* node = reader->Find("measures")) ReadMeasureNames(*node, context);
  if (const YamlNode* node = reader->Find("success")) ReadSuccessNames(*node, context);
  ReadMeasures(context);
  if (const YamlNode* node = reader->Find("tiers")) ReadTierSection(*node, context);
  if (const YamlNode* node = reader->Find("onboarding")) ReadOnboardingSection(*node, context);
  ReadSuccessGoals(context);
  std::vector<const YamlNode*> scorecard_rules;
  if (const YamlNode* node = reader->Find("scorecards")) {
    ReadScorecards(*node, &scorecard_rules, context);
  }
  if (const YamlNode* node = reader->Find("bands")) {
    ReadBands(*node, context);
  } else {
    UseDefaultBands(context);
  }
  ReadRules(scorecard_rules, reader->Find("rules"), context);
  if (const YamlNode* node = reader->Find("unknown_below_coverage")) {
    model.unknown_below_coverage =
        ReadNumberWithin(*node, "unknown_below_coverage", 0, 1, context->sink).value_or(0);
  }
  if (const YamlNode* node = reader->Find("stability")) ReadStabilitySection(*node, context);
  if (const YamlNode* node = reader->Find("trend")) ReadTrendSection(*node, context);
  if (const YamlNode* node = reader->Find("priority")) ReadPriority(*node, context);
  if (const YamlNode* node = reader->Find("plays")) ReadPlays(*node, context);
  ReadRankBy(context);
}

void ListDeclarations(const std::vector<AttributeFact>& attributes,
                      std::vector<AttributeDeclaration>* declarations) {
  for (const AttributeFact& attribute : attributes) {
    declarations->push_back({attribute.name, attribute.type});
  }
}

void LinkSubscores(ParseContext* context) {
  for (Scorecard& scorecard : context->model.scorecards) {
    for (Node& node : scorecard.nodes) {
      const auto found = context->subscore_facts.find(node.path);
      if (&node != &scorecard.nodes.front() && found != context->subscore_facts.end()) {
        node.subscore_slot = found->second.slot;
      }
    }
    scorecard.MakeBriefs();
  }
}

void ReadModel(const YamlNode& root, ParseContext* context) {
  SectionReader reader(root, "a model", context->sink);
  if (!reader.ok()) return;
  ReadHead(&reader, context);
  ReadSections(&reader, context);
  reader.Finish();
  if (OrderMeasures(context)) CollectClocks(context);
  LinkSubscores(context);
  ModelData& model = context->model;
  ListDeclarations(model.customer.attributes, &model.customer_declarations);
  ListDeclarations(model.activity_attributes, &model.activity_declarations);
  for (const Fact* text : context->names.Texts()) {
    model.text_facts.push_back({text->name, text->slot});
  }
  if (!context->sink->has_errors()) WarnOfWholeModel(context);
}

}  // namespace

std::shared_ptr<const ModelData> ParseModel(std::string_view bytes, const std::string& file,
                                            std::vector<Diagnostic>* diagnostics) {
  const ModelText text(bytes);
  DiagnosticSink sink(&text);
  ParseContext context(&text, &sink);
  YamlTree tree;
  if (const auto problem = text.FindProblem()) {
    sink.Error(problem->offset, problem->message);
  } else if (tree.Read(text, &sink)) {
    ReadModel(tree.root(), &context);
  }
  *diagnostics = sink.Take();
  if (sink.has_errors()) return nullptr;
  context.model.hash = HashOf(bytes);
  context.model.file = file;
  return std::make_shared<const ModelData>(std::move(context.model));
}

}  // namespace kenko
