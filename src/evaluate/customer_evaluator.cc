#include "evaluate/customer_evaluator.h"

namespace kenko {

CustomerEvaluator::CustomerEvaluator(const Question& question)
    : question_(question),
      frames_(question.model, question.snapshot, question.needs, question.attribute_columns,
              question.t, question.known),
      measures_(question.plan, question.known),
      explainer_(question.model, question.names) {}

bool CustomerEvaluator::Run(Slot slot) {
  if (frames_.Start(slot) != Existence::kExists) return false;
  measures_.Run(slot, frames_);
  if (!question_.wants.Decisions()) return true;
  Finish(Decide(0, question_.wants.health, health_.rules));
  return true;
}

CustomerEvaluator::Decision CustomerEvaluator::Decide(std::size_t clock, bool with_evidence,
                                                      RulesResult& rules) {
  const ModelData& model = question_.model;
  Value* const facts = frames_.Frame(clock);
  Value* const stack = frames_.stack();
  Decision decision;
  decision.tier = AssignTier(model.tiers, facts, stack);
  if (decision.tier.level >= 0) {
    facts[kFactTier] =
        Value::Text(model.tiers.levels[static_cast<std::size_t>(decision.tier.level)].name);
  }
  ChooseScorecard(facts, decision);
  const bool has_scorecard = decision.scorecard < model.scorecards.size();
  const Scorecard* const scorecard =
      has_scorecard ? &model.scorecards[decision.scorecard] : nullptr;
  if (has_scorecard) {
    facts[kFactScore] = EvaluateScorecard(*scorecard, facts, stack, nodes_);
    decision.root_overridden = nodes_[0].is_overridden;
    if (with_evidence || question_.rules_read_evidence || model.unknown_below_coverage > 0) {
      decision.evidence = evidence_finder_.Find(*scorecard, nodes_);
      facts[kFactCoverage] = decision.evidence.coverage;
      facts[kFactWorst] = decision.evidence.worst;
      facts[kFactBest] = decision.evidence.best;
    }
  }
  ApplyRules(model, scorecard, facts[kFactScore], facts, stack, rules);
  return decision;
}

void CustomerEvaluator::ChooseScorecard(Value* facts, Decision& decision) {
  const std::vector<Scorecard>& scorecards = question_.model.scorecards;
  std::size_t& s = decision.scorecard;
  for (s = 0; s < scorecards.size(); ++s) {
    const std::optional<Expression>& when = scorecards[s].when;
    if (!when || EvaluateExpression(*when, facts, frames_.stack()).IsTrue()) {
      facts[kFactScorecard] = Value::Text(scorecards[s].name);
      return;
    }
  }
}

void CustomerEvaluator::Finish(const Decision& decision) {
  const ModelData& model = question_.model;
  health_.tier = decision.tier;
  health_.scorecard = decision.scorecard;
  health_.evidence = decision.evidence;
  explainer_.Explain(decision.scorecard, nodes_, health_.rules, health_.rows);
  if (!question_.wants.health) return;

  WorstRows(health_.rows, health_.reasons);
  health_.band =
      PlainBand(model, health_.rules, decision.evidence.coverage, decision.root_overridden);
  health_.trend = FindTrend();
  const Value value = frames_.Frame(0)[kFactValue];
  const Value& score = health_.rules.score;
  health_.priority = Value::Number((100 - (score.present ? score.number : 50)) *
                                   (value.present ? value.number : 0));
}

TrendResult CustomerEvaluator::FindTrend() {
  const std::size_t clock = question_.model.trend_clock;
  if (!frames_.ExistsAt(clock)) return {};
  const Decision then = Decide(clock, false, earlier_rules_);
  return TrendOf(question_.model.trend, health_.rules.score, health_.scorecard,
                 earlier_rules_.score, then.scorecard);
}

}  // namespace kenko
