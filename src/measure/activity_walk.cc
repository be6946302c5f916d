#include "measure/activity_walk.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace kenko {
namespace {

// What takes part in them is each activity's value, if it has one.
bool AddsValues(AggregateOp op) {
  return op == AggregateOp::kSum || op == AggregateOp::kMean || op == AggregateOp::kMin ||
         op == AggregateOp::kMax;
}

// Puts how many of `at` lie at or before each edge into `cuts`. By binary searches without a
// branch, for where an edge lies can't be foreseen; a step of all at a time, as each waits for its
// own last.
template <std::size_t kEdges>
void Cut(const Instant* at, std::uint32_t size, const Instant* edges, std::uint32_t* cuts) {
  const Instant* places[kEdges];
  for (const Instant*& place : places) place = at;
  for (std::uint32_t open = size; open > 0;) {
    const std::size_t step = (open + 1) / 2;
    for (std::size_t e = 0; e < kEdges; ++e) {
      places[e] += step & (0 - static_cast<std::size_t>(places[e][step - 1] <= edges[e]));
    }
    open -= static_cast<std::uint32_t>(step);
  }
  for (std::size_t e = 0; e < kEdges; ++e) cuts[e] = static_cast<std::uint32_t>(places[e] - at);
}

// Likewise for any number of edges, rising. As a rule the first is that of all time, and the last
// lies behind all activities.
void CutAll(const Instant* at, std::uint32_t size, const std::vector<Instant>& edges,
            std::uint32_t* cuts) {
  constexpr decltype(&Cut<1>) kCut[] = {Cut<1>, Cut<2>, Cut<3>, Cut<4>, Cut<5>, Cut<6>};
  std::size_t e = 0, last = edges.size();
  if (edges[0] == kBeginningOfTime) cuts[e++] = 0;
  if (last > e && size > 0 && at[size - 1] <= edges[last - 1]) cuts[--last] = size;
  while (e < last) {
    const std::size_t together = std::min(last - e, std::size(kCut));
    kCut[together - 1](at, size, &edges[e], &cuts[e]);
    e += together;
  }
}

}  // namespace

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
      tallies_(plan) {}

void ActivityWalk::Run(const ActivityView& activities) {
  Reset(activities);
  if (activities.size > TallyWalk::kMostActivities) {
    for (std::uint32_t t = 0; t < results_.size(); ++t) RunAlone(t, activities);
    return;
  }
  if (results_.empty()) return;
  CutAtEdges(activities);
  tallies_.Run(activities, cuts_.data(), results_.data());
  Gather(activities);
  if (activities.valid_until != nullptr) RunExpiring(activities);
}

void ActivityWalk::Reset(const ActivityView& activities) {
  std::fill(counts_.begin(), counts_.end(), 0);
  std::fill(numbers_.begin(), numbers_.end(), GatheredNumber{});
  std::fill(instants_.begin(), instants_.end(), GatheredInstants{});
  std::fill(days_.begin(), days_.end(), LastDays{});
  const std::size_t codes =
      std::max<std::size_t>(activities.text_count, plan_.snapshot().kind_count()) + 1;
  seen_.Start(codes);
}

void ActivityWalk::CutAtEdges(const ActivityView& activities) {
  CutAll(activities.at, static_cast<std::uint32_t>(activities.size), plan_.edges(), cuts_.data());
}

void ActivityWalk::Gather(const ActivityView& activities) {
  for (const MeasurePlan::Gatherer& gatherer : plan_.gatherers()) {
    auto task = gatherer.tasks.begin();
    for (const MeasurePlan::GatheredPart& part : gatherer.parts) {
      activities.kind.Visit([&](const auto* kind) { GatherPart(part, activities, kind); });
      for (; task != gatherer.tasks.end(); ++task) {
        if (plan_.tasks()[*task].until_edge != part.last_edge) break;
        results_[*task] = Finish(plan_.tasks()[*task]);
      }
    }
  }
}

template <typename Kind>
void ActivityWalk::GatherPart(const MeasurePlan::GatheredPart& part, const ActivityView& activities,
                              const Kind* kind) {
  if (part.op.op == AggregateOp::kDistinctActor && !part.op.has_where) {
    return NoteActors(part, activities, kind);
  }
  if (AddsValues(part.op.op)) return AddValues(part, activities, kind);
  const std::uint8_t* const matches = plan_.MatchesOf(part.op.aggregate);
  for (std::uint32_t i = cuts_[part.first_edge]; i < cuts_[part.last_edge]; ++i) {
    if (matches[kind[i]] != 0 && Fits(part.op, activities, i)) Apply(part.op, activities, i);
  }
}

// Without a branch, for whether the next activity matches can't be foreseen: an actor who does not
// count is none.
template <typename Kind>
void ActivityWalk::NoteActors(const MeasurePlan::GatheredPart& part, const ActivityView& activities,
                              const Kind* kind) {
  if (!activities.actor) return;
  const std::uint8_t* const matches = plan_.MatchesOf(part.op.aggregate);
  const std::uint32_t begin = cuts_[part.first_edge], end = cuts_[part.last_edge];
  const TaskOp& op = part.op;
  activities.actor.Visit([&](const auto* actor) {
    const auto code_of = [&](std::uint32_t i) {
      return TextCode{actor[i]} & (0 - TextCode{matches[kind[i]]});
    };
    if (part.is_alone) {
      counts_[op.part] += seen_.CountNew(op.state, op.part, begin, end, code_of);
    } else {
      seen_.AddEach(op.state, op.part, begin, end, counts_.data(), code_of);
    }
  });
}

// From value to value, as few activities have one.
template <typename Kind>
void ActivityWalk::AddValues(const MeasurePlan::GatheredPart& part, const ActivityView& activities,
                             const Kind* kind) {
  if (!activities.value) return;
  const std::uint8_t* const matches = plan_.MatchesOf(part.op.aggregate);
  activities.value.ForEach(cuts_[part.first_edge], cuts_[part.last_edge],
                           [&](std::size_t i, double value) {
                             if (matches[kind[i]] != 0 && Fits(part.op, activities, i)) {
                               AddValue(part.op, value, activities.at[i]);
                             }
                           });
}

// Activities that expire before some task's end are few as a rule. What they may have part in is
// run anew, each task by itself.
void ActivityWalk::RunExpiring(const ActivityView& activities) {
  const Instant last_until = plan_.tasks().empty() ? kBeginningOfTime : plan_.tasks().back().until;
  kind_expires_.assign(plan_.snapshot().kind_count(), 0);
  bool any = false;
  for (std::size_t i = 0; i < activities.size; ++i) {
    if (activities.valid_until[i] > last_until) continue;
    kind_expires_[activities.kind[i]] = 1;
    any = true;
  }
  if (!any) return;
  for (std::uint32_t t = 0; t < results_.size(); ++t) {
    const std::uint8_t* const matches = plan_.MatchesOf(plan_.tasks()[t].aggregate);
    for (std::size_t kind = 0; kind < kind_expires_.size(); ++kind) {
      if ((kind_expires_[kind] & matches[kind]) == 0) continue;
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
    if (is_valid && plan_.MatchesOf(task.aggregate)[activities.kind[i]] != 0 &&
        Fits(alone, activities, i)) {
      Apply(alone, activities, i);
    }
  }
  results_[t] = Finish(task);
}

bool ActivityWalk::Fits(const TaskOp& op, const ActivityView& activities, std::size_t i) {
  return !op.has_where ||
         conditions_.IsTrue(*plan_.model().aggregates[op.aggregate].where, activities, i);
}

void ActivityWalk::Apply(const TaskOp& op, const ActivityView& activities, std::size_t i) {
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
      if (const double value = value_of(); !std::isnan(value)) {
        AddValue(op, value, activities.at[i]);
      }
      break;
    case AggregateOp::kLast:  // activities come in the order of (at, value)
      numbers_[op.part].number = value_of();
      ++numbers_[op.part].count;
      break;
    case AggregateOp::kDistinctActor:
      if (activities.actor) seen_.Add(op.state, activities.actor[i], op.part, counts_.data());
      break;
    case AggregateOp::kDistinctKind:
      seen_.Add(op.state, activities.kind[i] + 1, op.part, counts_.data());
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

void ActivityWalk::AddValue(const TaskOp& op, double value, Instant at) {
  if (op.decay != Decay::kNone) return AddDecayed(op, value, at);
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

}  // namespace kenko
