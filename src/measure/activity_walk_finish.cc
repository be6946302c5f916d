// What the windows of an ActivityWalk come to, from what it has gathered.

#include <algorithm>
#include <cmath>

#include "measure/activity_walk.h"

namespace kenko {

Value ActivityWalk::Finish(const AggregateTask& task) const {
  const Aggregate& aggregate = plan_.model().aggregates[task.aggregate];
  switch (GatheringOf(aggregate)) {
    case Gathering::kCounts:
      return FinishCount(task);
    case Gathering::kNumbers:
      return aggregate.decay == Decay::kNone ? FinishNumber(aggregate, task)
                                             : FinishDecayed(aggregate, task);
    case Gathering::kInstants:
      return FinishInstant(aggregate, task);
  }
  return Value::Missing();
}

Value ActivityWalk::FinishCount(const AggregateTask& task) const {
  std::uint32_t count = 0;
  const std::uint32_t* const first = counts_.data() + task.first_part;
  for (std::uint32_t p = 0; p < task.part_count; ++p) count += first[p];
  return Value::Count(count);
}

Value ActivityWalk::FinishNumber(const Aggregate& aggregate, const AggregateTask& task) const {
  GatheredNumber all;
  for (std::uint32_t p = 0; p < task.part_count; ++p) {
    const GatheredNumber& part = numbers_[task.first_part + p];
    if (part.count == 0) continue;
    switch (aggregate.op) {
      case AggregateOp::kMin:
        all.number = all.count == 0 ? part.number : std::min(all.number, part.number);
        break;
      case AggregateOp::kMax:
        all.number = all.count == 0 ? part.number : std::max(all.number, part.number);
        break;
      case AggregateOp::kLast:
        all.number = part.number;
        break;
      default:
        all.number += part.number;
    }
    all.count += part.count;
  }
  if (aggregate.op == AggregateOp::kSum) return Value::Number(all.number);
  if (all.count == 0) return Value::Missing();
  // A latest value that is missing is NaN, and so missing.
  return Value::Number(aggregate.op == AggregateOp::kMean
                           ? all.number / static_cast<double>(all.count)
                           : all.number);
}

Value ActivityWalk::FinishDecayed(const Aggregate& aggregate, const AggregateTask& task) const {
  double sum = 0;
  for (std::uint32_t p = task.first_part; p < task.first_part + task.part_count; ++p) {
    const GatheredNumber& part = numbers_[p];
    const double lengths = static_cast<double>(task.until - NumberEnd(p)) /
                           static_cast<double>(aggregate.decay_length);
    sum += aggregate.decay == Decay::kHalfLife ? part.number * std::exp2(-lengths)
                                               : part.number * (1 - lengths) - part.aged;
  }
  return Value::Number(sum);
}

Value ActivityWalk::FinishInstant(const Aggregate& aggregate, const AggregateTask& task) const {
  const GatheredInstants* const first = instants_.data() + task.first_part;
  const bool is_first = aggregate.op == AggregateOp::kDaysSinceFirst;
  for (std::uint32_t p = 0; p < task.part_count; ++p) {
    const GatheredInstants& part = first[is_first ? p : task.part_count - 1 - p];
    if (part.any) return Value::Number(InDays(task.until - (is_first ? part.first : part.last)));
  }
  return Value::Missing();
}

}  // namespace kenko
