// What the readers of a model file's sections share.
#ifndef KENKO_MODEL_PARSE_CONTEXT_H_
#define KENKO_MODEL_PARSE_CONTEXT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/diagnostic_sink.h"
#include "model/fact.h"
#include "model/kind_pattern.h"
#include "model/model_data.h"
#include "model/model_text.h"
#include "model/name_table.h"
#include "model/yaml_tree.h"

namespace kenko {

// One measure reading another: at the same clock, and `over` earlier too if that is above 0.
struct MeasureUse {
  std::uint32_t measure;
  Duration over;
};

struct ParseContext {
  explicit ParseContext(const ModelText* model_text, DiagnosticSink* diagnostics)
      : text(model_text), sink(diagnostics), names(diagnostics) {}

  const ModelText* text;
  DiagnosticSink* sink;
  ModelData model;
  NameTable names;

  // `kinds:`. A set that is wrong is there and empty.
  std::map<std::string, KindPattern, std::less<>> kind_sets;
  bool kind_sets_incomplete = false;
  std::size_t kind_items_used = 0;  // that all `@set`s together stand for

  // The names that `where` may use, by name.
  std::map<std::string, Fact, std::less<>> activity_names;
  // Attributes of activities whose declaration is wrong.
  std::set<std::string, std::less<>> broken_activity_names;
  bool activity_names_incomplete = false;

  // Where each named measure is defined.
  std::vector<const YamlEntry*> measure_entries;
  // Which measures each named measure reads.
  std::vector<std::vector<MeasureUse>> measure_uses;
  // Slots that something reads.
  std::set<FactSlot> used_slots;

  // Where each goal of `success:` stands.
  std::vector<const YamlNode*> success_nodes;

  // What the warnings of the whole model, and what is read last, point at; null where not there.
  const YamlNode* onboarding = nullptr;
  const YamlNode* rank_by = nullptr;

  // Milestones of all plans, by name: the place in OnboardingSection::milestone_names.
  std::map<std::string, std::uint32_t, std::less<>> milestone_numbers;
  bool milestones_incomplete = false;
  std::map<std::string, Fact, std::less<>> done_facts;  // of those that some done("…") names

  std::vector<const YamlNode*> band_nodes;  // empty for the default bands

  // The paths of all scorecards' nodes, and the slots of those that a subscore("…") names.
  std::set<std::string, std::less<>> node_paths;
  bool node_paths_incomplete = false;
  bool rules_incomplete = false;
  std::map<std::string, Fact, std::less<>> subscore_facts;
};

}  // namespace kenko

#endif  // KENKO_MODEL_PARSE_CONTEXT_H_
