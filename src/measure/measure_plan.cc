#include "measure/measure_plan.h"

#include <algorithm>
#include <map>

namespace kenko {
namespace {

// Beyond this many list entries, looking up lists by segment costs more memory than it saves time.
constexpr std::size_t kMostSegmentOps = std::size_t{1} << 20;
// Up to so many kinds that aggregates tell apart, each has a class of its own.
constexpr std::size_t kMostKindsWithClasses = 256;
// With more instants than this, looking for the latest activity of each from the end would cost
// more than meeting them all on the way.
constexpr std::size_t kMostLooksFromTheEnd = 4;

// Whether the latest matching activity alone decides.
bool IsOfLatest(const Aggregate& aggregate) {
  return !aggregate.where &&
         (aggregate.op == AggregateOp::kLast || aggregate.op == AggregateOp::kDaysSinceLast);
}

}  // namespace

MeasurePlan::MeasurePlan(const ModelData& model, const SnapshotData& snapshot,
                         const MeasureNeeds& needs)
    : model_(model), snapshot_(snapshot), needs_(needs), parts_(model.aggregates.size()) {
  for (const Aggregate& aggregate : model.aggregates) {
    if (snapshot.feeds().empty()) break;
    covers_.push_back(CoverOf(aggregate, snapshot.feeds(), model.late_by));
  }
  MakeTasks();
  MakeClasses();
  ListClasses();
  std::vector<std::vector<std::uint32_t>> tasks_of(model.aggregates.size());
  for (std::uint32_t t = 0; t < tasks_.size(); ++t) tasks_of[tasks_[t].aggregate].push_back(t);
  bool all_is_tallied = false;
  for (std::uint32_t a = 0; a < tasks_of.size(); ++a) {
    all_is_tallied |= !tasks_of[a].empty() && model.aggregates[a].window == 0 &&
                      !IsOfLatest(model.aggregates[a]) && CanFollowFromTallies(a);
  }
  for (std::uint32_t a = 0; a < tasks_of.size(); ++a) {
    is_of_latest_.push_back(!all_is_tallied && IsOfLatest(model.aggregates[a]) &&
                            tasks_of[a].size() <= kMostLooksFromTheEnd);
    follows_from_tallies_.push_back(!is_of_latest_[a] && CanFollowFromTallies(a));
    if (!tasks_of[a].empty() && !is_of_latest_[a]) MakeParts(a, tasks_of[a]);
  }
  MakeLatest();
  MakeEdges();
  MakeSegments();
  MakeTotals();
  MakeEndings();
}

void MeasurePlan::MakeTasks() {
  const std::size_t aggregate_count = model_.aggregates.size();
  const std::vector<Instant>& instants = needs_.instants();
  task_of_.assign(instants.size() * aggregate_count, kNoTask);
  for (std::size_t frame = 0; frame < instants.size(); ++frame) {
    for (std::uint32_t m = 0; m < model_.measures.size(); ++m) {
      const Measure& measure = model_.measures[m];
      if (measure.form != Measure::Form::kAggregate || !needs_.Needs(m, frame)) continue;
      const Aggregate& aggregate = model_.aggregates[measure.aggregate];
      if (HasGap(measure.aggregate, frame)) {
        gaps_.push_back({measure.aggregate, frame});
        continue;
      }
      AggregateTask task;
      task.aggregate = measure.aggregate;
      task.frame = static_cast<std::uint32_t>(frame);
      if (aggregate.window != 0) task.reach = aggregate.window;
      // What is older than that counts 0.
      if (aggregate.decay == Decay::kLinear) {
        task.reach = std::min(task.reach, aggregate.decay_length);
      }
      SetTimes(task);
      task_of_[frame * aggregate_count + measure.aggregate] =
          static_cast<std::uint32_t>(tasks_.size());
      tasks_.push_back(task);
    }
  }
}

void MeasurePlan::MakeClasses() {
  std::vector<bool> asked(model_.aggregates.size(), false);
  for (const AggregateTask& task : tasks_) asked[task.aggregate] = true;

  class_of_kind_.resize(snapshot_.kind_count());
  std::vector<std::vector<bool>> matches(class_of_kind_.size());
  std::vector<bool> is_counted(class_of_kind_.size(), false);  // as a kind
  for (std::uint32_t kind = 0; kind < class_of_kind_.size(); ++kind) {
    for (std::size_t a = 0; a < model_.aggregates.size(); ++a) {
      const Aggregate& aggregate = model_.aggregates[a];
      matches[kind].push_back(asked[a] && aggregate.of.Matches(snapshot_.kind(kind)) &&
                              !aggregate.except.Matches(snapshot_.kind(kind)));
      if (matches[kind].back() && aggregate.op == AggregateOp::kDistinctKind && !aggregate.where) {
        is_counted[kind] = true;
      }
    }
  }
  kinds_have_classes_ = static_cast<std::size_t>(std::count(is_counted.begin(), is_counted.end(),
                                                            true)) <= kMostKindsWithClasses;

  const std::vector<bool> none(model_.aggregates.size(), false);
  class_matches_.push_back(none);
  std::map<std::vector<bool>, std::uint32_t> class_by_matches{{none, 0}};
  for (std::uint32_t kind = 0; kind < class_of_kind_.size(); ++kind) {
    const auto next = static_cast<std::uint32_t>(class_matches_.size());
    class_of_kind_[kind] = next;
    if (!kinds_have_classes_ || !is_counted[kind]) {
      class_of_kind_[kind] = class_by_matches.emplace(matches[kind], next).first->second;
    }
    if (class_of_kind_[kind] != next) continue;
    class_matches_.push_back(matches[kind]);
  }
  class_count_ = class_matches_.size();
}

void MeasurePlan::ListClasses() {
  matching_begin_.push_back(0);
  for (std::uint32_t a = 0; a < model_.aggregates.size(); ++a) {
    for (std::uint32_t c = 0; c < class_count_; ++c) {
      if (ClassMatches(c, a)) matching_classes_.push_back(c);
    }
    matching_begin_.push_back(matching_classes_.size());
  }
}

bool MeasurePlan::CanFollowFromTallies(std::uint32_t a) const {
  const Aggregate& aggregate = model_.aggregates[a];
  if (aggregate.where || aggregate.decay != Decay::kNone) return false;
  switch (aggregate.op) {
    case AggregateOp::kCount:
    case AggregateOp::kLast:
    case AggregateOp::kDaysSinceLast:
      return true;
    case AggregateOp::kDistinctKind:
      return kinds_have_classes_;
    default:
      return false;
  }
}

void MeasurePlan::MakeParts(std::uint32_t a, const std::vector<std::uint32_t>& tasks) {
  Parts& parts = parts_[a];
  for (const std::uint32_t t : tasks) {
    parts.edges.push_back(tasks_[t].after);
    parts.edges.push_back(tasks_[t].until);
  }
  std::sort(parts.edges.begin(), parts.edges.end());
  parts.edges.erase(std::unique(parts.edges.begin(), parts.edges.end()), parts.edges.end());
  parts.is_used.assign(parts.edges.size() - 1, false);
  for (const std::uint32_t t : tasks) {
    AggregateTask& task = tasks_[t];
    const auto place = [&](Instant edge) {
      return std::lower_bound(parts.edges.begin(), parts.edges.end(), edge) - parts.edges.begin();
    };
    // The first part within the aggregate's own; NumberParts counts on.
    task.first_part = static_cast<std::uint32_t>(place(task.after));
    task.part_count = static_cast<std::uint32_t>(place(task.until)) - task.first_part;
    std::fill_n(parts.is_used.begin() + task.first_part, task.part_count, true);
  }
  NumberParts(a, tasks);
}

void MeasurePlan::NumberParts(std::uint32_t a, const std::vector<std::uint32_t>& tasks) {
  const Aggregate& aggregate = model_.aggregates[a];
  Parts& parts = parts_[a];
  if (follows_from_tallies_[a] != 0) {
    parts.first_total = total_count_;
    for (const std::uint32_t t : tasks) tasks_[t].first_part += total_count_;
    if (aggregate.op == AggregateOp::kCount) {
      total_count_ += static_cast<std::uint32_t>(parts.edges.size());
    }
    return;
  }
  if (aggregate.op == AggregateOp::kActiveDays) parts.state = day_state_count_++;
  if (aggregate.op == AggregateOp::kDistinctActor || aggregate.op == AggregateOp::kDistinctKind) {
    parts.state = distinct_state_count_++;
  }
  std::uint32_t& next = part_count_[static_cast<std::size_t>(GatheringOf(aggregate))];
  // Decay counts from where a part ends, so that no part of it may go on.
  parts.is_growing = aggregate.window == 0 && aggregate.decay == Decay::kNone;
  if (parts.is_growing) {
    parts.number.assign(parts.edges.size() - 1, next++);
  } else {
    for (std::size_t p = 0; p + 1 < parts.edges.size(); ++p) {
      parts.number.push_back(parts.is_used[p] ? next++ : next);
    }
  }
  for (const std::uint32_t t : tasks) {
    AggregateTask& task = tasks_[t];
    task.first_part = parts.number[task.first_part];
    if (parts.is_growing) task.part_count = 1;
  }
}

TaskOp MeasurePlan::OpOf(std::uint32_t a, std::uint32_t part, std::uint32_t state) const {
  const Aggregate& aggregate = model_.aggregates[a];
  TaskOp op;
  op.aggregate = a;
  op.part = part;
  op.state = state;
  op.op = aggregate.op;
  op.decay = aggregate.decay;
  op.has_where = aggregate.where.has_value();
  return op;
}

void MeasurePlan::MakeLatest() {
  for (const AggregateTask& task : tasks_) {
    if (is_of_latest_[task.aggregate]) ++latest_task_count_;
  }
  FindLatestAfter();
  latest_begin_.push_back(0);
  for (std::uint32_t c = 0; c < class_count_; ++c) {
    for (std::uint32_t t = 0; t < tasks_.size(); ++t) {
      if (is_of_latest_[tasks_[t].aggregate] && ClassMatches(c, tasks_[t].aggregate)) {
        latest_tasks_.push_back(t);
      }
    }
    latest_begin_.push_back(latest_tasks_.size());
  }
}

void MeasurePlan::MakeEdges() {
  for (const Parts& parts : parts_) {
    edges_.insert(edges_.end(), parts.edges.begin(), parts.edges.end());
  }
  std::sort(edges_.begin(), edges_.end());
  edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());

  const auto edge_at = [&](Instant at) {
    return static_cast<std::size_t>(std::lower_bound(edges_.begin(), edges_.end(), at) -
                                    edges_.begin());
  };
  for (std::uint32_t t = 0; t < tasks_.size(); ++t) {
    if (is_of_latest_[tasks_[t].aggregate]) continue;
    task_edges_.push_back({t, edge_at(tasks_[t].after), edge_at(tasks_[t].until)});
    tasks_[t].after_edge = static_cast<std::uint32_t>(task_edges_.back().after);
  }
  number_part_ends_.resize(part_count(Gathering::kNumbers));
  for (std::uint32_t a = 0; a < parts_.size(); ++a) {
    if (GatheringOf(model_.aggregates[a]) != Gathering::kNumbers) continue;
    if (follows_from_tallies_[a] != 0) continue;
    for (std::size_t p = 0; p + 1 < parts_[a].edges.size(); ++p) {
      if (!parts_[a].is_used[p]) continue;
      number_part_ends_[parts_[a].number[p]] = edge_at(parts_[a].edges[p + 1]);
    }
  }
}

void MeasurePlan::MakeSegments() {
  op_begin_.push_back(0);
  has_segments_ = true;
  std::vector<std::size_t> part_at(parts_.size(), 0);  // the part that a segment lies in
  std::vector<TaskOp> active;                          // for each activity
  for (std::size_t s = 0; s + 1 < edges_.size(); ++s) {
    active.clear();
    segment_is_tallied_.push_back(0);
    for (std::uint32_t a = 0; a < parts_.size(); ++a) {
      const Parts& parts = parts_[a];
      std::size_t& p = part_at[a];
      while (p + 1 < parts.edges.size() && parts.edges[p + 1] <= edges_[s]) ++p;
      if (p + 1 >= parts.edges.size() || edges_[s] < parts.edges[p] || !parts.is_used[p]) continue;
      if (follows_from_tallies_[a] != 0) {
        segment_is_tallied_.back() = 1;
      } else {
        active.push_back(OpOf(a, parts.number[p], parts.state));
      }
    }
    for (std::uint32_t c = 0; c < class_count_; ++c) {
      for (const TaskOp& op : active) {
        if (ClassMatches(c, op.aggregate)) ops_.push_back(op);
      }
      op_begin_.push_back(static_cast<std::uint32_t>(ops_.size()));
    }
    if (ops_.size() + op_begin_.size() > kMostSegmentOps) {
      has_segments_ = false;
      return;
    }
  }
}

void MeasurePlan::MakeTotals() {
  std::vector<std::vector<TotalPart>> by_segment(edges_.empty() ? 0 : edges_.size() - 1);
  for (std::uint32_t a = 0; a < parts_.size(); ++a) {
    if (model_.aggregates[a].op != AggregateOp::kCount || follows_from_tallies_[a] == 0) continue;
    for (std::uint32_t p = 0; p < parts_[a].edges.size(); ++p) {
      const auto edge = static_cast<std::size_t>(
          std::lower_bound(edges_.begin(), edges_.end(), parts_[a].edges[p]) - edges_.begin());
      // Where the walk begins, nothing has been counted.
      if (edge == 0) continue;
      for (const std::uint32_t c : ClassesOf(a)) {
        by_segment[edge - 1].push_back({c, parts_[a].first_total + p});
      }
    }
  }
  total_begin_.push_back(0);
  for (const std::vector<TotalPart>& totals : by_segment) {
    totals_.insert(totals_.end(), totals.begin(), totals.end());
    total_begin_.push_back(totals_.size());
  }
}

void MeasurePlan::MakeEndings() {
  if (!has_segments_) return;
  ending_begin_.push_back(0);
  // Tasks come by rising `until`.
  std::uint32_t t = 0;
  for (std::size_t s = 0; s + 1 < edges_.size(); ++s) {
    for (; t < tasks_.size() && tasks_[t].until <= edges_[s + 1]; ++t) {
      if (!is_of_latest_[tasks_[t].aggregate]) ending_.push_back(t);
    }
    ending_begin_.push_back(ending_.size());
  }
}

}  // namespace kenko
