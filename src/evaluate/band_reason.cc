#include "evaluate/band_reason.h"

#include <cstddef>

namespace kenko {
namespace {

// The reasons that are no rule's, by BandReason; then `held`; then a reason a rule in the order of
// CodeOfRule.
constexpr std::int32_t kHeldCode = 3, kFirstRuleCode = 4;

std::int32_t CodeOfRule(const ModelData& model, const Rule* rule) {
  std::int32_t code = kFirstRuleCode;
  const auto find = [&](const std::vector<Rule>& rules) {
    const std::ptrdiff_t place = rule - rules.data();
    const bool found = !rules.empty() && rule >= rules.data() && rule < rules.data() + rules.size();
    code += static_cast<std::int32_t>(found ? place : static_cast<std::ptrdiff_t>(rules.size()));
    return found;
  };
  for (const Scorecard& scorecard : model.scorecards) {
    if (find(scorecard.rules)) return code;
  }
  find(model.rules);
  return code;
}

}  // namespace

std::vector<std::string> BandReasonNames(const ModelData& model) {
  std::vector<std::string> names{"no score", "coverage", "score", "held"};
  const auto add = [&](const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) names.push_back("rule: " + rule.name);
  };
  for (const Scorecard& scorecard : model.scorecards) add(scorecard.rules);
  add(model.rules);
  return names;
}

std::int32_t BandReasonCode(const ModelData& model, const CustomerHealth& health) {
  if (health.band.is_held) return kHeldCode;
  switch (health.decision.plain_band.reason) {
    case BandReason::kRule:
      return CodeOfRule(model, health.decision.rules.band_rule);
    case BandReason::kNoScore:
      return 0;
    case BandReason::kCoverage:
      return 1;
    case BandReason::kScore:
      return 2;
  }
  return -1;
}

}  // namespace kenko
