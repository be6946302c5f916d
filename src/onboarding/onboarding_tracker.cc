#include "onboarding/onboarding_tracker.h"

#include <algorithm>

namespace kenko {

OnboardingTracker::OnboardingTracker(const ModelData& model, const SnapshotData& snapshot,
                                     const DataCut& cut)
    : model_(model), snapshot_(snapshot), cut_(cut), conditions_(model, snapshot) {
  const OnboardingSection& onboarding = model.onboarding;
  for (const OnboardingPlan& plan : onboarding.plans) {
    std::vector<std::uint32_t>& watch_of = watch_of_.emplace_back();
    for (const Milestone& milestone : plan.milestones) {
      watch_of.push_back(kNoMilestone);
      if (milestone.done_by.empty()) continue;
      watch_of.back() = static_cast<std::uint32_t>(watches_.size());
      watches_.push_back({&milestone, {}, false});
    }
  }
  watches_of_kind_.resize(snapshot.kind_count());
  for (std::uint32_t kind = 0; kind < watches_of_kind_.size(); ++kind) {
    for (std::uint32_t w = 0; w < watches_.size(); ++w) {
      if (watches_[w].milestone->done_by.Matches(snapshot.kind(kind))) {
        watches_of_kind_[kind].push_back(w);
      }
    }
  }
  for (std::uint32_t n = 0; n < onboarding.milestone_names.size(); ++n) {
    name_numbers_.emplace(onboarding.milestone_names[n], n);
  }
  records_.resize(onboarding.milestone_names.size());
}

void OnboardingTracker::Start(Slot slot, const ActivityView& activities) {
  for (Watch& watch : watches_) {
    watch.matches.clear();
    watch.any_expires = false;
  }
  for (std::size_t i = 0; i < activities.size; ++i) {
    for (const std::uint32_t w : watches_of_kind_[activities.kind[i]]) {
      Watch& watch = watches_[w];
      const std::optional<Expression>& where = watch.milestone->where;
      if (where && !conditions_.IsTrue(*where, activities, i)) continue;
      const Instant valid_until =
          activities.valid_until == nullptr ? kForever : activities.valid_until[i];
      watch.matches.push_back({activities.at[i], valid_until});
      watch.any_expires |= valid_until != kForever;
    }
  }
  ReadRecords(slot);
}

void OnboardingTracker::ReadRecords(Slot slot) {
  std::fill(records_.begin(), records_.end(), Record{});
  snapshot_.Milestones(slot, rows_);
  for (const MilestoneRow& row : rows_) {
    if (row.recorded_at > cut_.known) continue;
    const auto found = name_numbers_.find(row.milestone);
    if (found == name_numbers_.end()) continue;
    Record& record = records_[found->second];
    if (record.is_there && record.recorded_at > row.recorded_at) continue;
    record = {row.due_at.value_or(kForever), row.completed_at.value_or(kForever), row.recorded_at,
              true};
  }
}

const OnboardingPlan* OnboardingTracker::PlanInForce(const Value* facts, Value* stack) const {
  for (const OnboardingPlan& plan : model_.onboarding.plans) {
    if (!plan.when || EvaluateExpression(*plan.when, facts, stack).IsTrue()) return &plan;
  }
  return nullptr;
}

std::optional<Instant> OnboardingTracker::CompletionOf(const Milestone& milestone,
                                                       std::uint32_t watch_number, Instant start,
                                                       Instant t) const {
  std::optional<Instant> completed;
  const Record& record = records_[milestone.name_number];
  if (record.completed_at <= std::min(t, cut_.activities_until)) completed = record.completed_at;
  if (watch_number == kNoMilestone) return completed;

  const Watch& watch = watches_[watch_number];
  const auto end = watch.matches.end();
  auto match = std::lower_bound(watch.matches.begin(), end, start,
                                [](const Match& one, Instant at) { return one.at < at; });
  if (!watch.any_expires) {
    if (static_cast<std::size_t>(end - match) < milestone.times) return completed;
    match += milestone.times - 1;
  } else {
    std::uint32_t seen = 0;
    for (; match != end && match->at <= t; ++match) {
      if (t < match->valid_until && ++seen == milestone.times) break;
    }
  }
  if (match == end || match->at > t) return completed;
  return std::min(completed.value_or(match->at), match->at);
}

void OnboardingTracker::Assess(Instant t, Value* facts, Value* stack,
                               OnboardingProgress& progress) {
  const OnboardingSection& onboarding = model_.onboarding;
  progress.plan = nullptr;
  progress.status = OnboardingStatus::kNone;
  const Value start = onboarding.start ? facts[*onboarding.start] : Value::Missing();
  if (start.present && start.instant <= t) progress.plan = PlanInForce(facts, stack);
  if (progress.plan != nullptr) {
    const std::vector<Milestone>& milestones = progress.plan->milestones;
    const auto plan = static_cast<std::size_t>(progress.plan - onboarding.plans.data());
    progress.milestones.assign(milestones.size(), MilestoneProgress{});
    for (std::size_t m = 0; m < milestones.size(); ++m) {
      MilestoneProgress& one = progress.milestones[m];
      const Record& record = records_[milestones[m].name_number];
      if (record.due_at != kForever) {
        one.due_at = record.due_at;
      } else if (milestones[m].due) {
        one.due_at = start.instant + *milestones[m].due;
      }
      one.completed_at = CompletionOf(milestones[m], watch_of_[plan][m], start.instant, t);
    }
    AssessOnboarding(onboarding, start.instant, t, progress);
  }
  WriteOnboardingFacts(onboarding, progress, facts);
}

}  // namespace kenko
