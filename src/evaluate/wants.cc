#include "evaluate/wants.h"

#include <algorithm>
#include <vector>

namespace kenko {
namespace {

bool IsOnboardingFact(const ModelData& model, FactSlot slot) {
  if (slot >= kFactOnboardingPlan && slot <= kFactOnboardingNext) return true;
  const auto& done = model.onboarding.done_slots;
  return std::find(done.begin(), done.end(), std::optional<FactSlot>(slot)) != done.end();
}

bool IsSuccessFact(const ModelData& model, FactSlot slot) {
  if (slot == kFactAttainment || slot == kFactAttained) return true;
  return std::any_of(model.success.begin(), model.success.end(), [&](const SuccessGoal& goal) {
    return slot == goal.attainment_slot || slot == goal.attained_slot;
  });
}

void AddWhatGives(const ModelData& model, FactSlot slot, Wants& wants) {
  if (slot == kFactTier) {
    wants.tier = true;
  } else if (IsOnboardingFact(model, slot)) {
    wants.onboarding = true;
  } else if (IsSuccessFact(model, slot)) {
    wants.success = true;
  } else if (slot == kFactCoverage || slot == kFactWorst || slot == kFactBest) {
    wants.evidence = true;
  } else if (slot >= kFactBand && slot <= kFactDaysInBand) {
    wants.band = true;
  } else if (slot == kFactTrend || slot == kFactDirection) {
    wants.trend = true;
  } else if (slot == kFactPriority) {
    wants.priority = true;
  }
}

void AddWhatGives(const ModelData& model, const std::vector<FactSlot>& slots, Wants& wants) {
  for (const FactSlot slot : slots) AddWhatGives(model, slot, wants);
}

// From the latest step to the first, so that what one reads is known before its own turn comes.
void AddWhatDecisionsRead(const ModelData& model, Wants& wants) {
  AddWhatGives(model, DecisionSlots(model, {}), wants);
  if (model.unknown_below_coverage > 0) wants.evidence = true;
  DecisionSteps success, onboarding;
  success.success = wants.success;
  AddWhatGives(model, DecisionSlots(model, success), wants);
  onboarding.onboarding = wants.onboarding;
  AddWhatGives(model, DecisionSlots(model, onboarding), wants);
}

}  // namespace

Wants Wants::Outlook() {
  Wants all;
  all.tier = all.onboarding = all.success = all.evidence = true;
  all.decisions = all.reasons = true;
  all.band = all.trend = all.priority = all.plays = all.rank = true;
  return all;
}

Wants WithWhatTheyRead(const ModelData& model, Wants wants) {
  if (wants.rank) AddWhatGives(model, model.tiers.rank_by, wants);
  if (wants.plays) {
    for (const Play& play : model.plays) AddWhatGives(model, play.when.reads, wants);
  }
  if (wants.priority && model.priority) AddWhatGives(model, model.priority->reads, wants);
  if (wants.decisions) AddWhatDecisionsRead(model, wants);
  return wants;
}

DecisionSteps StepsThatDecisionsRead(const ModelData& model) {
  Wants decisions;
  AddWhatDecisionsRead(model, decisions);
  return decisions;
}

}  // namespace kenko
