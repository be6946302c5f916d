#include "measure/measure_plan.h"

#include <algorithm>

namespace kenko {

MeasurePlan::MeasurePlan(const ModelData& model, const SnapshotData& snapshot,
                         const MeasureNeeds& needs)
    : model_(model),
      snapshot_(snapshot),
      needs_(needs),
      tallies_(snapshot.kind_count()),
      tallied_(model.aggregates.size()) {
  for (const Aggregate& aggregate : model.aggregates) {
    if (snapshot.feeds().empty()) break;
    covers_.push_back(CoverOf(aggregate, snapshot.feeds(), model.late_by));
  }
  MakeTasks();
  MatchKinds();
  MakeEdges();
  MakeTallies();
  ListTalliedTasks();
  MakeGatherers();
}

void MeasurePlan::MakeTasks() {
  const std::size_t aggregate_count = model_.aggregates.size();
  const std::vector<Instant>& instants = needs_.instants();
  task_of_.assign(instants.size() * aggregate_count, kNoTask);
  tasks_of_.resize(aggregate_count);
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
      const auto number = static_cast<std::uint32_t>(tasks_.size());
      task_of_[frame * aggregate_count + measure.aggregate] = number;
      tasks_of_[measure.aggregate].push_back(number);
      tasks_.push_back(task);
    }
  }
}

void MeasurePlan::MatchKinds() {
  matches_.resize(model_.aggregates.size());
  for (const AggregateTask& task : tasks_) {
    const Aggregate& aggregate = model_.aggregates[task.aggregate];
    std::vector<std::uint8_t>& matches = matches_[task.aggregate];
    for (std::size_t kind = matches.size(); kind < snapshot_.kind_count(); ++kind) {
      const std::string_view name = snapshot_.kind(static_cast<std::uint32_t>(kind));
      matches.push_back(aggregate.of.Matches(name) && !aggregate.except.Matches(name) ? 1 : 0);
    }
  }
}

void MeasurePlan::MakeEdges() {
  for (const AggregateTask& task : tasks_) {
    edges_.push_back(task.after);
    edges_.push_back(task.until);
  }
  std::sort(edges_.begin(), edges_.end());
  edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
  const auto edge_at = [this](Instant at) {
    return static_cast<std::uint32_t>(std::lower_bound(edges_.begin(), edges_.end(), at) -
                                      edges_.begin());
  };
  for (AggregateTask& task : tasks_) {
    task.after_edge = edge_at(task.after);
    task.until_edge = edge_at(task.until);
  }
}

void MeasurePlan::MakeGatherers() {
  for (std::uint32_t a = 0; a < tasks_of_.size(); ++a) {
    if (!tasks_of_[a].empty() && !tallied_[a].is_tallied) gatherers_.push_back(GathererOf(a));
  }
}

MeasurePlan::Gatherer MeasurePlan::GathererOf(std::uint32_t a) {
  const std::vector<std::uint32_t>& tasks = tasks_of_[a];
  const Aggregate& aggregate = model_.aggregates[a];
  const Gathering gathering = GatheringOf(aggregate);
  std::uint32_t& part_count = part_count_[static_cast<std::size_t>(gathering)];
  const std::uint32_t state = NewState(aggregate.op);
  // Decay counts from where a part ends, so that no part of it may go on.
  const bool is_growing = aggregate.window == 0 && aggregate.decay == Decay::kNone;

  std::vector<std::uint32_t> cuts;  // the edges of the plan that are this aggregate's
  for (const std::uint32_t t : tasks) {
    cuts.push_back(tasks_[t].after_edge);
    cuts.push_back(tasks_[t].until_edge);
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  const auto place = [&cuts](std::uint32_t edge) {
    return static_cast<std::uint32_t>(std::lower_bound(cuts.begin(), cuts.end(), edge) -
                                      cuts.begin());
  };
  std::vector<std::int32_t> opens(cuts.size(), 0);  // how many windows more there are from each on
  for (const std::uint32_t t : tasks) {
    ++opens[place(tasks_[t].after_edge)];
    --opens[place(tasks_[t].until_edge)];
  }

  Gatherer gatherer;
  gatherer.tasks = tasks;
  std::vector<std::uint32_t> number;  // by part between two cuts
  std::int32_t open = 0;
  for (std::size_t p = 0; p + 1 < cuts.size(); ++p) {
    number.push_back(is_growing && p > 0 ? number[0] : part_count);
    open += opens[p];
    if (open == 0) continue;
    gatherer.parts.push_back({OpOf(a, number[p], state), cuts[p], cuts[p + 1], true});
    if (number[p] < part_count) continue;
    ++part_count;
    if (gathering == Gathering::kNumbers) number_part_ends_.push_back(cuts[p + 1]);
  }
  for (const std::uint32_t t : tasks) {
    AggregateTask& task = tasks_[t];
    task.first_part = number[place(task.after_edge)];
    task.part_count = is_growing ? 1 : place(task.until_edge) - place(task.after_edge);
    if (task.part_count == 1) continue;
    for (GatheredPart& part : gatherer.parts) part.is_alone = false;
  }
  return gatherer;
}

std::uint32_t MeasurePlan::NewState(AggregateOp op) {
  if (op == AggregateOp::kActiveDays) return day_state_count_++;
  const bool is_distinct = op == AggregateOp::kDistinctActor || op == AggregateOp::kDistinctKind;
  return is_distinct ? distinct_state_count_++ : 0;
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

}  // namespace kenko
