#include "evaluate/timeline.h"

#include <utility>

#include "health/stability.h"

namespace kenko {
namespace {

// What priority, plays and capacity planning read.
std::vector<FactSlot> OutlookSlots(const ModelData& model, const Wants& wants) {
  std::vector<FactSlot> slots;
  const auto add = [&](const Expression& expression) {
    slots.insert(slots.end(), expression.reads.begin(), expression.reads.end());
  };
  if (wants.priority && model.priority) add(*model.priority);
  if (wants.rank) slots.push_back(model.tiers.rank_by);
  if (!wants.plays) return slots;
  for (const Play& play : model.plays) {
    add(play.when);
    if (play.done_count) slots.push_back(*play.done_count);
  }
  return slots;
}

}  // namespace

Timeline::Timeline(const ModelData& model, const SnapshotData& snapshot, const Wants& wants,
                   std::vector<Instant> moments, const DataCut& cut)
    : model_(model),
      wants_(WithWhatTheyRead(model, wants)),
      moments_(std::move(moments)),
      cut_(cut),
      needs_(FindNeeds()),
      plan_(model, snapshot, needs_) {}

MeasureNeeds Timeline::FindNeeds() const {
  MeasureNeeds needs(model_);
  const std::vector<FactSlot> decision_slots = DecisionSlots(model_, wants_);
  const std::vector<FactSlot> past_slots = DecisionSlots(model_, StepsThatDecisionsRead(model_));
  const std::vector<FactSlot> outlook_slots = OutlookSlots(model_, wants_);
  const auto add_past = [&](Instant t, Anchor anchor) {
    needs.AddInstant(t, anchor);
    needs.AddSlots(past_slots, t, anchor);
  };
  for (const Instant t : moments_) {
    needs.AddInstant(t);
    if (wants_.measures) {
      for (std::uint32_t m = 0; m < model_.named_measure_count; ++m) needs.AddMeasure(m, t);
    }
    if (wants_.decisions) needs.AddSlots(decision_slots, t);
    needs.AddSlots(outlook_slots, t);
    if (wants_.trend) add_past(t - model_.trend.over, Anchor::kMoment);
    if (!wants_.band || !model_.stability) continue;
    const StabilityGrid grid = GridOf(*model_.stability, t);
    for (std::int64_t i = 0; i < grid.count && !needs.is_too_large(); ++i) {
      add_past(grid.At(i), Anchor::kGrid);
    }
  }
  needs.Finish();
  return needs;
}

bool Timeline::MoveTo(Instant moment, Instant known) {
  cut_ = DataCut(known);
  const Instant before = moments_[0];
  if (moment == before) return true;
  moments_[0] = moment;
  Duration grid_by = 0;
  if (wants_.band && model_.stability) {
    const StabilityGrid old_grid = GridOf(*model_.stability, before);
    const StabilityGrid grid = GridOf(*model_.stability, moment);
    if (grid.count != old_grid.count) return false;
    grid_by = grid.first - old_grid.first;
  }
  return needs_.Move(moment - before, grid_by) && plan_.FollowNeeds();
}

Status Timeline::Check() const {
  if (!needs_.is_too_large()) return {};
  return Status(StatusCode::kResourceExhausted,
                "this question looks at too many facts at too many instants at once; ask for "
                "fewer instants, or use fewer different overs or a shorter look_back");
}

}  // namespace kenko
