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
    : wants_(WithWhatTheyRead(model, wants)),
      moments_(std::move(moments)),
      cut_(cut),
      needs_(FindNeeds(model)),
      plan_(model, snapshot, needs_) {}

MeasureNeeds Timeline::FindNeeds(const ModelData& model) const {
  MeasureNeeds needs(model);
  const std::vector<FactSlot> decision_slots = DecisionSlots(model, wants_);
  const std::vector<FactSlot> past_slots = DecisionSlots(model, StepsThatDecisionsRead(model));
  const std::vector<FactSlot> outlook_slots = OutlookSlots(model, wants_);
  const auto add_past = [&](Instant t) {
    needs.AddInstant(t);
    needs.AddSlots(past_slots, t);
  };
  for (const Instant t : moments_) {
    needs.AddInstant(t);
    if (wants_.measures) {
      for (std::uint32_t m = 0; m < model.named_measure_count; ++m) needs.AddMeasure(m, t);
    }
    if (wants_.decisions) needs.AddSlots(decision_slots, t);
    needs.AddSlots(outlook_slots, t);
    if (wants_.trend) add_past(t - model.trend.over);
    if (!wants_.band || !model.stability) continue;
    const StabilityGrid grid = GridOf(*model.stability, t);
    for (std::int64_t i = 0; i < grid.count && !needs.is_too_large(); ++i) add_past(grid.At(i));
  }
  needs.Finish();
  return needs;
}

Status Timeline::Check() const {
  if (!needs_.is_too_large()) return {};
  return Status(StatusCode::kResourceExhausted,
                "this question looks at too many facts at too many instants at once; ask for "
                "fewer instants, or use fewer different overs or a shorter look_back");
}

}  // namespace kenko
