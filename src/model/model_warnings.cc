#include "model/model_warnings.h"

#include <set>
#include <string>
#include <vector>

#include "base/snap.h"
#include "model/expression_text.h"

namespace kenko {
namespace {

void WarnOfUnusedMeasures(ParseContext* context) {
  for (std::size_t i = 0; i < context->measure_entries.size(); ++i) {
    const Measure& measure = context->model.measures[i];
    if (context->used_slots.count(measure.slot) > 0) continue;
    context->sink->Warning(*context->measure_entries[i]->key,
                           "nothing uses the measure " + Quoted(measure.name));
  }
}

// The bands that some rule gives, whatever the score.
std::set<std::uint32_t> BandsOfRules(const ModelData& model) {
  std::set<std::uint32_t> bands;
  const auto add = [&bands](const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
      if (rule.effect == Rule::Effect::kBand) bands.insert(rule.band);
    }
  };
  add(model.rules);
  for (const Scorecard& scorecard : model.scorecards) add(scorecard.rules);
  return bands;
}

// Scores lie in 0 to 100.
void WarnOfUnreachableBands(ParseContext* context) {
  const std::vector<Band>& bands = context->model.bands;
  const std::set<std::uint32_t> given = BandsOfRules(context->model);
  for (std::size_t i = 0; i < context->band_nodes.size(); ++i) {
    const bool is_last = i + 1 == bands.size();
    const double edge = Snap(bands[i].edge);
    const bool is_too_high = !is_last && (edge > 100 || (edge == 100 && bands[i].edge_is_outside));
    bool is_too_low = false;
    if (i > 0) {
      const double above = Snap(bands[i - 1].edge);
      is_too_low = above < 0 || (above == 0 && !bands[i - 1].edge_is_outside);
    }
    if ((!is_too_high && !is_too_low) || given.count(static_cast<std::uint32_t>(i)) > 0) continue;
    context->sink->Warning(
        *context->band_nodes[i],
        "no score can reach the band " + Quoted(bands[i].name) + ": scores are from 0 to 100");
  }
}

void WarnOfPlansForNobody(ParseContext* context) {
  if (context->onboarding == nullptr || context->model.onboarding.start) return;
  context->sink->Warning(*context->onboarding,
                         "no customer ever has a plan: `onboarding` has no `start`, and no "
                         "attribute has the role `started_at`");
}

}  // namespace

void WarnOfWholeModel(ParseContext* context) {
  WarnOfUnusedMeasures(context);
  WarnOfUnreachableBands(context);
  WarnOfPlansForNobody(context);
}

}  // namespace kenko
