#include "onboarding/onboarding.h"

#include <algorithm>

#include "base/snap.h"

namespace kenko {
namespace {

bool IsBlocked(const Milestone& milestone, const OnboardingProgress& progress) {
  return std::any_of(milestone.after.begin(), milestone.after.end(), [&](std::uint32_t before) {
    return !progress.milestones[before].IsCompleted();
  });
}

void AssessMilestone(const Milestone& milestone, Instant t, const OnboardingProgress& progress,
                     MilestoneProgress& one) {
  const Instant reached = one.completed_at.value_or(t);
  const bool is_late = one.due_at && reached > *one.due_at;
  one.days_late = is_late ? InDays(reached - *one.due_at) : 0;
  if (one.IsCompleted()) {
    one.state = is_late ? MilestoneState::kDoneLate : MilestoneState::kDone;
  } else if (is_late) {
    one.state = MilestoneState::kLate;
  } else {
    one.state = IsBlocked(milestone, progress) ? MilestoneState::kBlocked : MilestoneState::kOpen;
  }
}

OnboardingStatus StatusOf(const OnboardingSection& onboarding, Instant start, Instant t,
                          bool all_completed, const OnboardingProgress& progress) {
  if (all_completed) return OnboardingStatus::kComplete;
  if (onboarding.closes_after && t - start > *onboarding.closes_after) {
    return OnboardingStatus::kLapsed;
  }
  if (SnappedLess(InDays(onboarding.stalled_after), progress.stalled_days)) {
    return OnboardingStatus::kStalled;
  }
  return progress.late > 0 ? OnboardingStatus::kLate : OnboardingStatus::kOnTrack;
}

}  // namespace

const std::vector<std::string>& MilestoneStateNames() {
  static const auto* const names =
      new std::vector<std::string>{"done", "done_late", "late", "blocked", "open"};
  return *names;
}

const std::vector<std::string>& OnboardingStatusNames() {
  static const auto* const names =
      new std::vector<std::string>{"none", "complete", "lapsed", "stalled", "late", "on_track"};
  return *names;
}

void AssessOnboarding(const OnboardingSection& onboarding, Instant start, Instant t,
                      OnboardingProgress& progress) {
  const std::vector<Milestone>& milestones = progress.plan->milestones;
  double weight = 0, completed_weight = 0;
  Instant latest_completion = start;
  bool any_completed = false, all_completed = true;
  std::optional<Instant> first_value;
  progress.late = 0;
  progress.next = kNoMilestone;
  for (std::uint32_t m = 0; m < milestones.size(); ++m) {
    MilestoneProgress& one = progress.milestones[m];
    AssessMilestone(milestones[m], t, progress, one);
    weight += milestones[m].weight;
    if (!one.IsCompleted()) {
      all_completed = false;
      progress.late += one.state == MilestoneState::kLate;
      if (progress.next == kNoMilestone && !IsBlocked(milestones[m], progress)) progress.next = m;
      continue;
    }
    completed_weight += milestones[m].weight;
    latest_completion =
        any_completed ? std::max(latest_completion, *one.completed_at) : *one.completed_at;
    any_completed = true;
    if (milestones[m].is_first_value) {
      first_value = std::min(first_value.value_or(*one.completed_at), *one.completed_at);
    }
  }
  progress.progress = weight == 0 ? Value::Missing() : Value::Number(completed_weight / weight);
  progress.stalled_days = all_completed ? 0 : InDays(t - latest_completion);
  progress.time_to_value_days =
      first_value ? Value::Number(InDays(*first_value - start)) : Value::Missing();
  progress.status = StatusOf(onboarding, start, t, all_completed, progress);
}

void WriteOnboardingFacts(const OnboardingSection& onboarding, const OnboardingProgress& progress,
                          Value* facts) {
  facts[kFactOnboardingStatus] =
      Value::Text(OnboardingStatusNames()[static_cast<std::size_t>(progress.status)]);
  for (const std::optional<FactSlot>& slot : onboarding.done_slots) {
    if (slot) facts[*slot] = Value::Missing();
  }
  if (progress.plan == nullptr) {
    for (const FactSlot slot :
         {kFactOnboardingPlan, kFactOnboardingProgress, kFactOnboardingLate,
          kFactOnboardingStalledDays, kFactTimeToValueDays, kFactOnboardingNext}) {
      facts[slot] = Value::Missing();
    }
    return;
  }
  const std::vector<Milestone>& milestones = progress.plan->milestones;
  facts[kFactOnboardingPlan] = Value::Text(progress.plan->name);
  facts[kFactOnboardingProgress] = progress.progress;
  facts[kFactOnboardingLate] = Value::Number(static_cast<double>(progress.late));
  facts[kFactOnboardingStalledDays] = Value::Number(progress.stalled_days);
  facts[kFactTimeToValueDays] = progress.time_to_value_days;
  facts[kFactOnboardingNext] = progress.next == kNoMilestone
                                   ? Value::Missing()
                                   : Value::Text(milestones[progress.next].name);
  for (std::size_t m = 0; m < milestones.size(); ++m) {
    const std::optional<FactSlot>& slot = onboarding.done_slots[milestones[m].name_number];
    if (slot) facts[*slot] = Value::Flag(progress.milestones[m].IsCompleted());
  }
}

}  // namespace kenko
