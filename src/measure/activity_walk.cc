#include "measure/activity_walk.h"

#include <algorithm>
#include <cmath>

namespace kenko {

ActivityWalk::ActivityWalk(const MeasurePlan& plan)
    : plan_(plan),
      calendar_(plan.model().timezone),
      conditions_(plan.model(), plan.snapshot()),
      results_(plan.tasks().size()),
      counts_(plan.part_count(Gathering::kCounts) + 1),
      numbers_(plan.part_count(Gathering::kNumbers) + 1),
      instants_(plan.part_count(Gathering::kInstants) + 1),
      seen_(plan.distinct_state_count() + 1, counts_.size()),
      days_(plan.day_state_count() + 1),
      class_counts_(2 * plan.class_count()),
      latest_found_(plan.latest_task_count() == 0 ? 0 : plan.tasks().size()) {}

void ActivityWalk::Run(const ActivityView& activities) {
  Reset(activities);
  if (!plan_.has_segments()) {
    for (std::uint32_t t = 0; t < results_.size(); ++t) RunAlone(t, activities);
    return;
  }
  RunBySegment(activities);
  FindLatest(activities);
  if (activities.valid_until != nullptr) RunExpiring(activities);
}

void ActivityWalk::Reset(const ActivityView& activities) {
  std::fill(counts_.begin(), counts_.end(), 0);
  std::fill(numbers_.begin(), numbers_.end(), GatheredNumber{});
  std::fill(instants_.begin(), instants_.end(), GatheredInstants{});
  std::fill(days_.begin(), days_.end(), LastDays{});
  const std::size_t codes =
      std::max<std::size_t>(activities.text_count + 1, plan_.snapshot().kind_count());
  seen_.Start(codes);
}

void ActivityWalk::RunBySegment(const ActivityView& activities) {
  const std::vector<Instant>& edges = plan_.edges();
  if (edges.size() < 2) return;
  const Instant* const at = activities.at;
  const Instant* const at_end = at + activities.size;
  std::size_t begin = static_cast<std::size_t>(std::upper_bound(at, at_end, edges[0]) - at);
  for (std::size_t s = 0; s + 1 < edges.size(); ++s) {
    const Instant until = edges[s + 1];
    const MeasurePlan::SegmentOps segment = plan_.OpsOf(s);
    const MeasurePlan::OpList count_ops = plan_.CountOpsOf(s);
    std::size_t end = begin;
    if (segment.is_empty && count_ops.begin() == count_ops.end()) {
      end = static_cast<std::size_t>(std::upper_bound(at + begin, at_end, until) - at);
    } else {
      while (end < activities.size && at[end] <= until) ++end;
      if (end > begin && !segment.is_empty) GatherOneByOne(segment, activities, begin, end);
      if (end > begin) GatherCounts(count_ops, activities, begin, end);
    }
    begin = end;
    for (const std::uint32_t task : plan_.TasksEndingWith(s)) {
      results_[task] = Finish(plan_.tasks()[task]);
    }
  }
}

void ActivityWalk::GatherOneByOne(const MeasurePlan::SegmentOps& segment,
                                  const ActivityView& activities, std::size_t begin,
                                  std::size_t end) {
  const std::uint32_t* const class_of_kind = plan_.classes().data();
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint32_t kind_class = class_of_kind[activities.kind[i]];
    const TaskOp* op = segment.ops + segment.begin[kind_class];
    const TaskOp* const ops_end = segment.ops + segment.begin[kind_class + 1];
    for (; op != ops_end; ++op) Apply(*op, activities, i);
  }
}

// Two counters a class, in turn: where one class comes again and again, an increment need not wait
// for the one before it.
void ActivityWalk::GatherCounts(const MeasurePlan::OpList& ops, const ActivityView& activities,
                                std::size_t begin, std::size_t end) {
  const std::uint32_t* const class_of_kind = plan_.classes().data();
  std::fill(class_counts_.begin(), class_counts_.end(), 0);
  std::uint32_t* const even = class_counts_.data();
  std::uint32_t* const odd = even + plan_.class_count();
  activities.kind.Visit([=](const auto* kind) {
    std::size_t i = begin;
    for (; i + 1 < end; i += 2) {
      ++even[class_of_kind[kind[i]]];
      ++odd[class_of_kind[kind[i + 1]]];
    }
    if (i < end) ++even[class_of_kind[kind[i]]];
  });
  for (const TaskOp& op : ops) {
    const auto classes = plan_.ClassesOf(op.aggregate);
    if (op.op == AggregateOp::kCount) {
      std::uint32_t count = 0;
      for (const std::uint32_t c : classes) count += even[c] + odd[c];
      counts_[op.part] += count;
    } else {
      for (const std::uint32_t c : classes) {
        if (even[c] + odd[c] == 0) continue;
        seen_.Add(op.state, plan_.KindOf(c), op.part, counts_.data());
      }
    }
  }
}

// From the end until each has been found: mostly a few steps, at worst one more walk, however many
// tasks there are.
void ActivityWalk::FindLatest(const ActivityView& activities) {
  std::size_t open = plan_.latest_task_count();
  if (open == 0) return;
  for (std::uint32_t t = 0; t < results_.size(); ++t) {
    latest_found_[t] = 0;
    if (plan_.IsLookedForFromTheEnd(t)) results_[t] = Value::Missing();
  }
  const std::uint32_t* const class_of_kind = plan_.classes().data();
  for (std::size_t i = activities.size; open > 0 && i-- > 0;) {
    const Instant at = activities.at[i];
    if (at <= plan_.latest_after()) return;
    for (const std::uint32_t t : plan_.LatestTasksOf(class_of_kind[activities.kind[i]])) {
      const AggregateTask& task = plan_.tasks()[t];
      if (latest_found_[t] != 0 || at > task.until || at <= task.after) continue;
      latest_found_[t] = 1;
      --open;
      if (plan_.model().aggregates[task.aggregate].op == AggregateOp::kDaysSinceLast) {
        results_[t] = Value::Number(InDays(task.until - at));
      } else if (activities.value) {
        results_[t] = Value::Number(activities.value[i]);  // NaN is missing
      }
    }
  }
}

// Activities that expire before some task's end are few as a rule. What they may have part in is
// run anew, each task by itself.
void ActivityWalk::RunExpiring(const ActivityView& activities) {
  const Instant last_until = plan_.tasks().empty() ? kBeginningOfTime : plan_.tasks().back().until;
  class_expires_.assign(plan_.class_count(), 0);
  bool any = false;
  for (std::size_t i = 0; i < activities.size; ++i) {
    if (activities.valid_until[i] > last_until) continue;
    class_expires_[plan_.classes()[activities.kind[i]]] = 1;
    any = true;
  }
  if (!any) return;
  for (std::uint32_t t = 0; t < results_.size(); ++t) {
    for (std::uint32_t c = 0; c < class_expires_.size(); ++c) {
      if (class_expires_[c] == 0 || !plan_.ClassMatches(c, plan_.tasks()[t].aggregate)) continue;
      RunAlone(t, activities);
      break;
    }
  }
}

void ActivityWalk::RunAlone(std::uint32_t t, const ActivityView& activities) {
  AggregateTask task = plan_.tasks()[t];
  const Gathering gathering = GatheringOf(plan_.model().aggregates[task.aggregate]);
  task.first_part = plan_.part_count(gathering);
  task.part_count = 1;
  counts_.back() = 0;
  numbers_.back() = GatheredNumber{};
  end_alone_ = task.until;
  instants_.back() = GatheredInstants{};
  days_.back() = LastDays{};
  const bool counts_days = plan_.model().aggregates[task.aggregate].op == AggregateOp::kActiveDays;
  const std::uint32_t state = counts_days ? plan_.day_state_count() : plan_.distinct_state_count();
  if (!counts_days) seen_.Forget(state);
  const TaskOp alone = plan_.OpOf(task.aggregate, task.first_part, state);
  const Instant* const at_end = activities.at + activities.size;
  const Instant* const first = std::upper_bound(activities.at, at_end, task.after);
  for (auto i = static_cast<std::size_t>(first - activities.at);
       i < activities.size && activities.at[i] <= task.until; ++i) {
    const bool is_valid =
        activities.valid_until == nullptr || task.until < activities.valid_until[i];
    if (is_valid && plan_.ClassMatches(plan_.classes()[activities.kind[i]], task.aggregate)) {
      Apply(alone, activities, i);
    }
  }
  results_[t] = Finish(task);
}

inline void ActivityWalk::Apply(const TaskOp& op, const ActivityView& activities, std::size_t i) {
  if (op.has_where &&
      !conditions_.IsTrue(*plan_.model().aggregates[op.aggregate].where, activities, i)) {
    return;
  }
  const auto value_of = [&] { return activities.value ? activities.value[i] : NAN; };
  switch (op.op) {
    case AggregateOp::kCount:
      if (op.decay == Decay::kNone) {
        ++counts_[op.part];
      } else {
        AddDecayed(op, 1, activities.at[i]);
      }
      break;
    case AggregateOp::kSum:
    case AggregateOp::kMean:
    case AggregateOp::kMin:
    case AggregateOp::kMax:
      if (const double value = value_of(); std::isnan(value)) {
        break;
      } else if (op.decay == Decay::kNone) {
        AddNumber(op, value);
      } else {
        AddDecayed(op, value, activities.at[i]);
      }
      break;
    case AggregateOp::kLast:  // activities come in the order of (at, value)
      numbers_[op.part].number = value_of();
      ++numbers_[op.part].count;
      break;
    case AggregateOp::kDistinctActor:
      if (const TextCode actor = activities.actor ? activities.actor[i] : 0; actor != 0) {
        seen_.Add(op.state, actor, op.part, counts_.data());
      }
      break;
    case AggregateOp::kDistinctKind:
      seen_.Add(op.state, activities.kind[i], op.part, counts_.data());
      break;
    case AggregateOp::kActiveDays:
      days_[op.state].Add(calendar_.DayOf(activities.at[i]), op.part, counts_.data());
      break;
    case AggregateOp::kDaysSinceLast:
    case AggregateOp::kDaysSinceFirst: {
      GatheredInstants& part = instants_[op.part];
      if (!part.any) part.first = activities.at[i];
      part.any = true;
      part.last = activities.at[i];
      break;
    }
  }
}

void ActivityWalk::AddDecayed(const TaskOp& op, double amount, Instant at) {
  const double lengths = static_cast<double>(NumberEnd(op.part) - at) /
                         static_cast<double>(plan_.model().aggregates[op.aggregate].decay_length);
  GatheredNumber& part = numbers_[op.part];
  if (op.decay == Decay::kHalfLife) {
    part.number += amount * std::exp2(-lengths);
  } else {
    part.number += amount;
    part.aged += amount * lengths;
  }
}

void ActivityWalk::AddNumber(const TaskOp& op, double value) {
  GatheredNumber& part = numbers_[op.part];
  if (op.op == AggregateOp::kSum || op.op == AggregateOp::kMean) {
    part.number += value;
  } else if (part.count == 0) {
    part.number = value;
  } else {
    part.number =
        op.op == AggregateOp::kMin ? std::min(part.number, value) : std::max(part.number, value);
  }
  ++part.count;
}

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
  return Value::Number(count);
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
