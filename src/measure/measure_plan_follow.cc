#include <algorithm>

#include "measure/measure_plan.h"

namespace kenko {

bool MeasurePlan::HasGap(std::uint32_t aggregate, std::size_t frame) const {
  return !covers_.empty() &&
         covers_[aggregate].HasGap(model_.aggregates[aggregate].window, needs_.instants()[frame]);
}

void MeasurePlan::SetTimes(AggregateTask& task) const {
  task.until = needs_.instants()[task.frame];
  task.after = task.reach == kForever ? kBeginningOfTime : task.until - task.reach;
}

bool MeasurePlan::FollowNeeds() { return FollowTasks() && FollowEdges(); }

bool MeasurePlan::FollowTasks() {
  for (AggregateTask& task : tasks_) {
    if (HasGap(task.aggregate, task.frame)) return false;
    SetTimes(task);
  }
  return std::all_of(gaps_.begin(), gaps_.end(),
                     [this](const Gap& gap) { return HasGap(gap.aggregate, gap.frame); });
}

// Tasks that shared an edge may move differently, as may edges that lie next to each other.
bool MeasurePlan::FollowEdges() {
  for (const AggregateTask& task : tasks_) {
    edges_[task.after_edge] = task.after;
    edges_[task.until_edge] = task.until;
  }
  for (const AggregateTask& task : tasks_) {
    if (edges_[task.after_edge] != task.after || edges_[task.until_edge] != task.until) {
      return false;
    }
  }
  const auto does_not_rise = [](Instant edge, Instant next) { return edge >= next; };
  return std::adjacent_find(edges_.begin(), edges_.end(), does_not_rise) == edges_.end();
}

}  // namespace kenko
