// The walk: once over a customer's activities, whatever the number of measures and instants.
#ifndef KENKO_MEASURE_ACTIVITY_WALK_H_
#define KENKO_MEASURE_ACTIVITY_WALK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/value.h"
#include "measure/activity_conditions.h"
#include "measure/gathered.h"
#include "measure/local_calendar.h"
#include "measure/measure_plan.h"
#include "measure/tally_walk.h"
#include "portfolio/activity_view.h"

namespace kenko {

// One a thread; reused from customer to customer, so that nothing is allocated once it is warm.
class ActivityWalk {
 public:
  explicit ActivityWalk(const MeasurePlan& plan);

  // Walks over all of `activities`; forgets the customer before.
  void Run(const ActivityView& activities);

  // What the task came to. REQUIRES: Run.
  const Value& Result(std::uint32_t task) const { return results_[task]; }

 private:
  void Reset(const ActivityView& activities);
  void CutAtEdges(const ActivityView& activities);
  void Gather(const ActivityView& activities);
  template <typename Kind>
  void GatherPart(const MeasurePlan::GatheredPart& part, const ActivityView& activities,
                  const Kind* kind);
  template <typename Kind>
  void NoteActors(const MeasurePlan::GatheredPart& part, const ActivityView& activities,
                  const Kind* kind);
  template <typename Kind>
  void AddValues(const MeasurePlan::GatheredPart& part, const ActivityView& activities,
                 const Kind* kind);
  void RunExpiring(const ActivityView& activities);
  void RunAlone(std::uint32_t task, const ActivityView& activities);

  bool Fits(const TaskOp& op, const ActivityView& activities, std::size_t i);
  void Apply(const TaskOp& op, const ActivityView& activities, std::size_t i);
  void AddValue(const TaskOp& op, double value, Instant at);
  void AddDecayed(const TaskOp& op, double amount, Instant at);

  Instant NumberEnd(std::uint32_t part) const {
    return part + 1 < numbers_.size() ? plan_.number_part_end(part) : end_alone_;
  }

  // What the task's parts come to together.
  Value Finish(const AggregateTask& task) const;
  Value FinishCount(const AggregateTask& task) const;
  Value FinishNumber(const Aggregate& aggregate, const AggregateTask& task) const;
  Value FinishDecayed(const Aggregate& aggregate, const AggregateTask& task) const;
  Value FinishInstant(const Aggregate& aggregate, const AggregateTask& task) const;

  const MeasurePlan& plan_;
  LocalCalendar calendar_;
  ActivityConditions conditions_;
  std::vector<Value> results_;  // by task
  // By part; behind the plan's own, one for a task that runs alone.
  std::vector<std::uint32_t> counts_;
  std::vector<GatheredNumber> numbers_;
  Instant end_alone_ = 0;  // where the part of a task that runs alone ends
  std::vector<GatheredInstants> instants_;
  LastSeen seen_;               // by state; likewise
  std::vector<LastDays> days_;  // by state; likewise
  // By edge: how many activities there are up to it.
  std::vector<std::uint32_t> cuts_;
  TallyWalk tallies_;
  std::vector<std::uint8_t> kind_expires_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_ACTIVITY_WALK_H_
