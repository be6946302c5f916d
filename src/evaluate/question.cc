#include "evaluate/question.h"

#include <algorithm>
#include <utility>

#include "measure/measure_needs.h"

namespace kenko {
namespace {

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

bool DecisionsReadOnboarding(const ModelData& model) {
  const std::vector<FactSlot> slots = DecisionSlots(model);
  const auto reads = [&](FactSlot slot) {
    return std::binary_search(slots.begin(), slots.end(), slot);
  };
  for (FactSlot slot = kFactOnboardingPlan; slot <= kFactOnboardingNext; ++slot) {
    if (reads(slot)) return true;
  }
  const auto& done = model.onboarding.done_slots;
  return std::any_of(done.begin(), done.end(),
                     [&](const std::optional<FactSlot>& slot) { return slot && reads(*slot); });
}

}  // namespace

Question::Question(const ModelData& its_model, const SnapshotData& its_snapshot,
                   std::vector<std::size_t> columns)
    : model(its_model),
      snapshot(its_snapshot),
      attribute_columns(std::move(columns)),
      names(model),
      rules_read_evidence(AnyRuleReadsEvidence(model)),
      decisions_read_onboarding(DecisionsReadOnboarding(model)) {}

Result<std::unique_ptr<const Question>> Question::Bind(const ModelData& model,
                                                       const SnapshotData& snapshot) {
  Result<std::vector<std::size_t>> columns = BindCustomerAttributes(model, snapshot);
  if (!columns.ok()) return columns.status();
  if (Status status = CheckActivityAttributes(model, snapshot); !status.ok()) return status;
  return std::unique_ptr<const Question>(new Question(model, snapshot, std::move(*columns)));
}

}  // namespace kenko
