#include "evaluate/question.h"

#include <algorithm>
#include <utility>

namespace kenko {
namespace {

MeasureNeeds NeedsOf(const ModelData& model, const Wants& wants) {
  MeasureNeeds needs(model);
  if (wants.measures) {
    for (std::uint32_t m = 0; m < model.named_measure_count; ++m) needs.AddMeasure(m, 0);
  }
  if (wants.Decisions()) needs.AddDecisions(0);
  if (wants.health) needs.AddDecisions(model.trend_clock);
  return needs;
}

bool ReadsEvidence(const std::vector<Rule>& rules) {
  const auto is_evidence = [](FactSlot slot) {
    return slot == kFactCoverage || slot == kFactWorst || slot == kFactBest;
  };
  const auto reads = [&](const Expression& expression) {
    return std::any_of(expression.reads.begin(), expression.reads.end(), is_evidence);
  };
  return std::any_of(rules.begin(), rules.end(),
                     [&](const Rule& rule) { return reads(rule.when) || reads(rule.amount); });
}

bool AnyRuleReadsEvidence(const ModelData& model) {
  return ReadsEvidence(model.rules) ||
         std::any_of(model.scorecards.begin(), model.scorecards.end(),
                     [](const Scorecard& card) { return ReadsEvidence(card.rules); });
}

}  // namespace

Question::Question(const ModelData& its_model, const SnapshotData& its_snapshot, Wants its_wants,
                   Instant as_of, Instant as_known, std::vector<std::size_t> columns)
    : model(its_model),
      snapshot(its_snapshot),
      wants(its_wants),
      t(as_of),
      known(as_known),
      attribute_columns(std::move(columns)),
      needs(NeedsOf(model, wants)),
      plan(model, snapshot, needs, t),
      names(model),
      rules_read_evidence(AnyRuleReadsEvidence(model)) {}

}  // namespace kenko
