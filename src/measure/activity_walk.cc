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
      cuts_(plan.edges().size()),
      tallies_(2 * plan.class_count()),
      last_of_class_(plan.class_count()),
      totals_(plan.total_count()),
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
  if (picked_.size() < activities.size) picked_.resize(activities.size);
}

void ActivityWalk::RunBySegment(const ActivityView& activities) {
  if (cuts_.size() < 2) return;
  CutAtEdges(activities);
  std::fill(tallies_.begin(), tallies_.end(), 0);
  std::fill(last_of_class_.begin(), last_of_class_.end(), 0);
  std::fill(totals_.begin(), totals_.end(), 0);
  for (std::size_t s = 0; s + 1 < cuts_.size(); ++s) {
    const MeasurePlan::SegmentOps segment = plan_.OpsOf(s);
    if (!segment.is_empty) {
      TallyAndApply(segment, activities, cuts_[s], cuts_[s + 1]);
    } else if (plan_.IsTallied(s)) {
      Tally(activities, cuts_[s], cuts_[s + 1]);
    }
    TakeTotals(s);
    for (const std::uint32_t t : plan_.TasksEndingWith(s)) {
      const AggregateTask& task = plan_.tasks()[t];
      results_[t] =
          plan_.FollowsFromTallies(task.aggregate) ? FinishTallied(task, activities) : Finish(task);
    }
  }
}

// A binary search for all edges at once, step by step: so the processor need not wait for one step
// of an edge to begin with that of the next. Without a branch, for where an edge lies can't be
// foreseen.
void ActivityWalk::CutAtEdges(const ActivityView& activities) {
  const Instant* const edges = plan_.edges().data();
  const Instant* const at = activities.at;
  const std::size_t edge_count = cuts_.size();
  std::uint32_t* const cuts = cuts_.data();
  std::fill_n(cuts, edge_count, 0);
  for (auto open = static_cast<std::uint32_t>(activities.size); open > 0;) {
    const std::uint32_t step = (open + 1) / 2;
    for (std::size_t e = 0; e < edge_count; ++e) {
      cuts[e] += step * static_cast<std::uint32_t>(at[cuts[e] + step - 1] <= edges[e]);
    }
    open -= step;
  }
}

// Two counters a class, in turn: where one class comes again and again, an increment need not wait
// for the one before it.
void ActivityWalk::Tally(const ActivityView& activities, std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t* const class_of_kind = plan_.classes().data();
  std::uint32_t* const tallies = tallies_.data();
  std::uint32_t* const last = last_of_class_.data();
  activities.kind.Visit([=](const auto* kind) {
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::uint32_t c = class_of_kind[kind[i]];
      ++tallies[2 * c + i % 2];
      last[c] = i + 1;
    }
  });
}

inline void ActivityWalk::NoteActor(const TaskOp& op, const ActivityView& activities,
                                    std::size_t i) {
  const TextCode actor = activities.actor ? activities.actor[i] : 0;
  if (actor != 0) seen_.Add(op.state, actor, op.part, counts_.data());
}

// Few activities have something to be done for them. Those are picked without a branch first.
void ActivityWalk::TallyAndApply(const MeasurePlan::SegmentOps& segment,
                                 const ActivityView& activities, std::uint32_t begin,
                                 std::uint32_t end) {
  const std::uint32_t* const class_of_kind = plan_.classes().data();
  const std::uint32_t* const op_begin = segment.begin;
  std::uint32_t* const tallies = tallies_.data();
  std::uint32_t* const last = last_of_class_.data();
  std::uint32_t* const picked = picked_.data();
  const std::size_t picked_count = activities.kind.Visit([=](const auto* kind) {
    std::size_t count = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::uint32_t c = class_of_kind[kind[i]];
      ++tallies[2 * c + i % 2];
      last[c] = i + 1;
      picked[count] = i;
      count += op_begin[c] != op_begin[c + 1] ? 1 : 0;
    }
    return count;
  });
  for (std::size_t p = 0; p < picked_count; ++p) {
    const std::uint32_t i = picked[p];
    const std::uint32_t c = class_of_kind[activities.kind[i]];
    for (const TaskOp* op = segment.ops + op_begin[c]; op != segment.ops + op_begin[c + 1]; ++op) {
      // By far the most frequent of what a tally does not answer.
      if (op->op == AggregateOp::kDistinctActor && !op->has_where) {
        NoteActor(*op, activities, i);
      } else {
        Apply(*op, activities, i);
      }
    }
  }
}

void ActivityWalk::TakeTotals(std::size_t segment) {
  for (const MeasurePlan::TotalPart& part : plan_.TotalsAfter(segment)) {
    totals_[part.total] += tallies_[2 * part.kind_class] + tallies_[2 * part.kind_class + 1];
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
      results_[t] = ValueOfLatest(plan_.model().aggregates[task.aggregate].op, task, activities, i);
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

void ActivityWalk::Apply(const TaskOp& op, const ActivityView& activities, std::size_t i) {
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
      NoteActor(op, activities, i);
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

}  // namespace kenko
