#include "measure/measure_plan.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "measure/feed_gaps.h"

namespace kenko {
namespace {

// Beyond this many list entries, looking up lists by segment costs more memory than it saves time.
constexpr std::size_t kMostSegmentOps = std::size_t{1} << 20;

bool CountsDifferent(AggregateOp op) {
  return op == AggregateOp::kDistinctActor || op == AggregateOp::kDistinctKind;
}

}  // namespace

MeasurePlan::MeasurePlan(const ModelData& model, const SnapshotData& snapshot,
                         const MeasureNeeds& needs, Instant t)
    : model_(model), snapshot_(snapshot), needs_(needs), t_(t) {
  MakeTasks();
  MakeClasses();
  MakeClassOps();
  MakeLatestOps();
  MakeEdges();
  MakeSegments();
}

void MeasurePlan::MakeTasks() {
  const std::size_t aggregate_count = model_.aggregates.size();
  task_of_.assign(model_.clocks.size() * aggregate_count, kNoTask);
  for (std::size_t clock = 0; clock < model_.clocks.size(); ++clock) {
    for (std::uint32_t m = 0; m < model_.measures.size(); ++m) {
      const Measure& measure = model_.measures[m];
      if (measure.form != Measure::Form::kAggregate || !needs_.Needs(m, clock)) continue;
      const Aggregate& aggregate = model_.aggregates[measure.aggregate];
      AggregateTask task;
      task.aggregate = measure.aggregate;
      task.until = clock_instant(clock);
      if (aggregate.window != 0) task.after = task.until - aggregate.window;
      if (HasGap(aggregate, snapshot_.feeds(), task.until, model_.late_by)) continue;
      task_of_[clock * aggregate_count + measure.aggregate] =
          static_cast<std::uint32_t>(tasks_.size());
      tasks_.push_back(task);
    }
  }
}

void MeasurePlan::MakeClasses() {
  std::vector<bool> asked(model_.aggregates.size(), false);
  for (const AggregateTask& task : tasks_) asked[task.aggregate] = true;

  std::map<std::vector<bool>, std::uint32_t> class_by_matches;
  const std::vector<bool> none(model_.aggregates.size(), false);
  class_by_matches.emplace(none, 0);
  class_matches_.push_back(none);
  class_of_kind_.resize(snapshot_.kind_count());
  for (std::uint32_t kind = 0; kind < class_of_kind_.size(); ++kind) {
    std::vector<bool> matches(none);
    for (std::size_t a = 0; a < matches.size(); ++a) {
      const Aggregate& aggregate = model_.aggregates[a];
      matches[a] = asked[a] && aggregate.of.Matches(snapshot_.kind(kind)) &&
                   !aggregate.except.Matches(snapshot_.kind(kind));
    }
    const auto [found, is_new] =
        class_by_matches.emplace(matches, static_cast<std::uint32_t>(class_matches_.size()));
    if (is_new) class_matches_.push_back(matches);
    class_of_kind_[kind] = found->second;
  }
  class_count_ = class_matches_.size();
}

TaskOp MeasurePlan::OpOf(std::uint32_t task) {
  const Aggregate& aggregate = model_.aggregates[tasks_[task].aggregate];
  TaskOp op;
  op.task = task;
  op.op = aggregate.op;
  op.decay = aggregate.decay;
  op.has_where = aggregate.where.has_value();
  op.is_plain_count = op.op == AggregateOp::kCount && op.decay == Decay::kNone && !op.has_where;
  if (CountsDifferent(op.op)) op.bit_set = bit_set_count_++;
  return op;
}

bool MeasurePlan::IsOfLatest(std::uint32_t task) const {
  const Aggregate& aggregate = model_.aggregates[tasks_[task].aggregate];
  return (aggregate.op == AggregateOp::kLast || aggregate.op == AggregateOp::kDaysSinceLast) &&
         !aggregate.where;
}

void MeasurePlan::MakeClassOps() {
  std::vector<TaskOp> ops;
  for (std::uint32_t t = 0; t < tasks_.size(); ++t) ops.push_back(OpOf(t));
  class_op_begin_.push_back(0);
  for (std::uint32_t c = 0; c < class_count_; ++c) {
    for (const TaskOp& op : ops) {
      if (ClassMatches(c, tasks_[op.task].aggregate)) class_ops_.push_back(op);
    }
    class_op_begin_.push_back(class_ops_.size());
  }
}

void MeasurePlan::MakeLatestOps() {
  for (std::uint32_t t = 0; t < tasks_.size(); ++t) {
    if (!IsOfLatest(t)) continue;
    ++latest_task_count_;
    latest_after_ = std::min(latest_after_, tasks_[t].after);
  }
  latest_op_begin_.push_back(0);
  for (std::uint32_t c = 0; c < class_count_; ++c) {
    const OpList all = OpsOfClass(c);
    std::copy_if(all.begin, all.end, std::back_inserter(latest_ops_),
                 [&](const TaskOp& op) { return IsOfLatest(op.task); });
    latest_op_begin_.push_back(latest_ops_.size());
  }
}

void MeasurePlan::MakeEdges() {
  for (std::uint32_t t = 0; t < tasks_.size(); ++t) {
    if (IsOfLatest(t)) continue;
    edges_.push_back(tasks_[t].after);
    edges_.push_back(tasks_[t].until);
  }
  std::sort(edges_.begin(), edges_.end());
  edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
}

void MeasurePlan::MakeSegments() {
  op_begin_.push_back(0);
  has_segments_ = true;
  for (std::size_t s = 0; s + 1 < edges_.size(); ++s) {
    for (std::uint32_t c = 0; c < class_count_; ++c) {
      const OpList all = OpsOfClass(c);
      for (const TaskOp* op = all.begin; op != all.end; ++op) {
        const AggregateTask& task = tasks_[op->task];
        const bool spans = task.after <= edges_[s] && edges_[s + 1] <= task.until;
        if (spans && !IsOfLatest(op->task)) ops_.push_back(*op);
      }
      op_begin_.push_back(static_cast<std::uint32_t>(ops_.size()));
    }
    if (ops_.size() + op_begin_.size() > kMostSegmentOps) {
      has_segments_ = false;
      ops_.clear();
      op_begin_.clear();
      return;
    }
  }
}

}  // namespace kenko
