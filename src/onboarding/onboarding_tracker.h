// Finds when a customer's milestones were completed, from its activities and from what the host
// recorded of them.
#ifndef KENKO_ONBOARDING_ONBOARDING_TRACKER_H_
#define KENKO_ONBOARDING_ONBOARDING_TRACKER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "measure/activity_conditions.h"
#include "measure/customer_frames.h"
#include "onboarding/onboarding.h"
#include "portfolio/activity_view.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// One a thread; reused from customer to customer. The activities are walked once a customer,
// whatever the number of instants that are asked for afterwards.
class OnboardingTracker {
 public:
  // All of them must outlive it.
  OnboardingTracker(const ModelData& model, const SnapshotData& snapshot, const DataCut& cut);

  // Whether the model has plans at all; without, there is nothing to start.
  bool has_plans() const { return !model_.onboarding.plans.empty(); }

  // Takes note of a customer's activities and recorded milestones.
  void Start(Slot slot, const ActivityView& activities);

  // The plan in force at `t` and how far it has come; writes the facts.
  // REQUIRES: Start; the frame's steps up to the tier are done.
  void Assess(Instant t, Value* facts, Value* stack, OnboardingProgress& progress);

 private:
  struct Match {
    Instant at;
    Instant valid_until;
  };
  // A milestone that activities complete.
  struct Watch {
    const Milestone* milestone;
    std::vector<Match> matches;  // in time order
    bool any_expires = false;
  };
  struct Record {
    Instant due_at = kForever;        // kForever: missing
    Instant completed_at = kForever;  // likewise
    Instant recorded_at = kBeginningOfTime;
    bool is_there = false;
  };
  const OnboardingPlan* PlanInForce(const Value* facts, Value* stack) const;
  std::optional<Instant> CompletionOf(const Milestone& milestone, std::uint32_t watch,
                                      Instant start, Instant t) const;
  void ReadRecords(Slot slot);

  const ModelData& model_;
  const SnapshotData& snapshot_;
  const DataCut& cut_;
  ActivityConditions conditions_;
  std::vector<Watch> watches_;
  std::vector<std::vector<std::uint32_t>> watches_of_kind_;
  std::vector<std::vector<std::uint32_t>> watch_of_;  // by plan, then milestone; or kNoMilestone
  std::unordered_map<std::string_view, std::uint32_t> name_numbers_;
  std::vector<Record> records_;  // by name number
  std::vector<MilestoneRow> rows_;
};

}  // namespace kenko

#endif  // KENKO_ONBOARDING_ONBOARDING_TRACKER_H_
