// The readers of a model file's sections, one .cc each. Each takes the section's node, fills
// `context->model`, and tells what is wrong; order matters where one looks up what another defines.
#ifndef KENKO_MODEL_SECTIONS_H_
#define KENKO_MODEL_SECTIONS_H_

#include <string>
#include <vector>

#include "model/parse_context.h"
#include "model/yaml_tree.h"

namespace kenko {

// customer_section.cc: attributes and roles.
void ReadCustomerSection(const YamlNode& node, ParseContext* context);

// activity_section.cc: the attributes of activities.
void ReadActivitySection(const YamlNode& node, ParseContext* context);

// kind_section.cc: named sets of kinds.
void ReadKindSection(const YamlNode& node, ParseContext* context);

// measure_section.cc: first all names, as measures may use each other in any order of writing.
void ReadMeasureNames(const YamlNode& node, ParseContext* context);
void ReadMeasures(ParseContext* context);

// tier_section.cc; without `rank_by`, which may name what is decided later.
void ReadTierSection(const YamlNode& node, ParseContext* context);
// tier_capacity_section.cc
void ReadTierCapacity(const YamlNode& node, ParseContext* context);
void ReadRankBy(ParseContext* context);

// onboarding_section.cc
void ReadOnboardingSection(const YamlNode& node, ParseContext* context);

// success_section.cc: early on all names, so that whatever uses one too early is told so.
void ReadSuccessNames(const YamlNode& node, ParseContext* context);
void ReadSuccessGoals(ParseContext* context);

// scorecard_section.cc: the trees. `rules` receives each scorecard's `rules:` or null: they are
// read later, as a rule may name any scorecard's nodes.
void ReadScorecards(const YamlNode& node, std::vector<const YamlNode*>* rules,
                    ParseContext* context);

// band_section.cc
void ReadBands(const YamlNode& node, ParseContext* context);
void UseDefaultBands(ParseContext* context);

// rule_section.cc: the scorecards' rules (as many as there are scorecards, null for none) and the
// top level's, which may be null.
void ReadRules(const std::vector<const YamlNode*>& scorecard_rules, const YamlNode* top_rules,
               ParseContext* context);

// stability_section.cc; after the rules, which it names.
void ReadStabilitySection(const YamlNode& node, ParseContext* context);

// trend_section.cc
void ReadTrendSection(const YamlNode& node, ParseContext* context);

// play_section.cc
void ReadPriority(const YamlNode& node, ParseContext* context);
void ReadPlays(const YamlNode& node, ParseContext* context);

}  // namespace kenko

#endif  // KENKO_MODEL_SECTIONS_H_
