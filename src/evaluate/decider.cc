#include "evaluate/decider.h"

#include "onboarding/success.h"

namespace kenko {

void Decider::Decide(Instant t, const DecisionSteps& steps, OnboardingTracker& onboarding,
                     Value* facts, Value* stack, Decision& decision) {
  const ModelData& model = question_.model;
  if (steps.tier) {
    decision.tier = AssignTier(model.tiers, facts, stack);
    if (decision.tier.level >= 0) {
      facts[kFactTier] =
          Value::Text(model.tiers.levels[static_cast<std::size_t>(decision.tier.level)].name);
    }
  }
  if (steps.onboarding) onboarding.Assess(t, facts, stack, decision.onboarding);
  if (steps.success && !model.success.empty()) WriteSuccessFacts(model.success, facts);

  decision.scorecard = ChooseScorecard(facts, stack);
  const bool has_scorecard = decision.scorecard < model.scorecards.size();
  const Scorecard* const scorecard =
      has_scorecard ? &model.scorecards[decision.scorecard] : nullptr;
  decision.evidence = {};
  decision.root_overridden = false;
  facts[kFactScore] = Value::Missing();
  if (has_scorecard) {
    facts[kFactScore] = EvaluateScorecard(*scorecard, facts, stack, nodes_);
    decision.root_overridden = nodes_[0].is_overridden;
    if (steps.evidence) decision.evidence = evidence_finder_.Find(*scorecard, nodes_);
  }
  facts[kFactCoverage] = decision.evidence.coverage;
  facts[kFactWorst] = decision.evidence.worst;
  facts[kFactBest] = decision.evidence.best;
  ApplyRules(model, scorecard, facts[kFactScore], facts, stack, decision.rules);
  decision.plain_band =
      PlainBand(model, decision.rules, decision.evidence.coverage, decision.root_overridden);
}

std::size_t Decider::ChooseScorecard(Value* facts, Value* stack) const {
  const std::vector<Scorecard>& scorecards = question_.model.scorecards;
  facts[kFactScorecard] = Value::Missing();
  for (std::size_t s = 0; s < scorecards.size(); ++s) {
    const std::optional<Expression>& when = scorecards[s].when;
    if (when && !EvaluateExpression(*when, facts, stack).IsTrue()) continue;
    facts[kFactScorecard] = Value::Text(scorecards[s].name);
    return s;
  }
  return scorecards.size();
}

}  // namespace kenko
