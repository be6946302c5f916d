// Which tasks of a MeasurePlan follow from activities' kinds alone.

#include <algorithm>
#include <numeric>

#include "measure/measure_plan.h"

namespace kenko {
namespace {

// An aggregate that counts more kinds than this would leave no lanes to the others.
constexpr std::ptrdiff_t kMostKindsCounted = 32;

// How far an aggregate looks back.
Duration ReachOf(const Aggregate& aggregate) {
  return aggregate.window == 0 ? kForever : aggregate.window;
}

}  // namespace

// What looks back far shares words with what does, so that the others need not be added up over all
// time.
void MeasurePlan::MakeTallies() {
  std::vector<std::uint32_t> order(model_.aggregates.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
    return ReachOf(model_.aggregates[a]) > ReachOf(model_.aggregates[b]);
  });
  for (const std::uint32_t a : order) {
    if (!tasks_of_[a].empty()) tallied_[a].is_tallied = Tally(a, tallied_[a]);
  }
}

// False where the tallies don't tell, or have no room.
bool MeasurePlan::Tally(std::uint32_t a, Tallied& tallied) {
  const Aggregate& aggregate = model_.aggregates[a];
  if (aggregate.where || aggregate.decay != Decay::kNone) return false;
  const KindTallies::Kinds& kinds = matches_[a];
  switch (aggregate.op) {
    case AggregateOp::kCount: {
      const std::optional<Lane> lane = tallies_.LaneOf(kinds);
      if (lane) tallied.lane = *lane;
      return lane.has_value();
    }
    case AggregateOp::kDistinctKind: {
      if (std::count(kinds.begin(), kinds.end(), 1) > kMostKindsCounted) return false;
      for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        if (kinds[kind] == 0) continue;
        KindTallies::Kinds alone(kinds.size(), 0);
        alone[kind] = 1;
        const std::optional<Lane> lane = tallies_.LaneOf(alone);
        if (!lane) return false;
        tallied.lanes[lane->word] |= std::uint64_t{0x80} << lane->shift;
      }
      return true;
    }
    case AggregateOp::kLast:
    case AggregateOp::kDaysSinceLast:
      return true;
    default:
      return false;
  }
}

void MeasurePlan::ListTalliedTasks() {
  tallied_tasks_.first_edge.assign(tallies_.word_count(), edges_.size() - 1);
  const auto begins = [this](std::size_t word, const AggregateTask& task) {
    std::size_t& first = tallied_tasks_.first_edge[word];
    first = std::min<std::size_t>(first, task.after_edge);
  };
  for (std::uint32_t a = 0; a < tallied_.size(); ++a) {
    const Tallied& tallied = tallied_[a];
    if (!tallied.is_tallied) continue;
    for (const std::uint32_t t : tasks_of_[a]) {
      switch (model_.aggregates[a].op) {
        case AggregateOp::kCount:
          tallied_tasks_.counts.push_back(
              {t, tasks_[t].after_edge, tasks_[t].until_edge, tallied.lane});
          begins(tallied.lane.word, tasks_[t]);
          break;
        case AggregateOp::kDistinctKind:
          tallied_tasks_.kinds.push_back(t);
          for (std::size_t word = 0; word < tallies_.word_count(); ++word) {
            if (tallied.lanes[word] != 0) begins(word, tasks_[t]);
          }
          break;
        default:
          tallied_tasks_.latest.push_back({t, t == tasks_of_[a].front()});
      }
    }
  }
}

}  // namespace kenko
