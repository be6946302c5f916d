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
  void RunBySegment(const ActivityView& activities);
  void CutAtEdges(const ActivityView& activities);
  void Tally(const ActivityView& activities, std::uint32_t begin, std::uint32_t end);
  void TallyAndApply(const MeasurePlan::SegmentOps& segment, const ActivityView& activities,
                     std::uint32_t begin, std::uint32_t end);
  void TakeTotals(std::size_t segment);
  void FindLatest(const ActivityView& activities);
  void RunExpiring(const ActivityView& activities);
  void RunAlone(std::uint32_t task, const ActivityView& activities);

  void Apply(const TaskOp& op, const ActivityView& activities, std::size_t i);
  void NoteActor(const TaskOp& op, const ActivityView& activities, std::size_t i);
  void AddDecayed(const TaskOp& op, double amount, Instant at);
  void AddNumber(const TaskOp& op, double value);

  Instant NumberEnd(std::uint32_t part) const {
    return part + 1 < numbers_.size() ? plan_.number_part_end(part) : end_alone_;
  }

  // What the task comes to where its window ends. REQUIRES: it follows from tallies.
  Value FinishTallied(const AggregateTask& task, const ActivityView& activities) const;
  // Of kLast and kDaysSinceLast, whose latest activity is `i`.
  static Value ValueOfLatest(AggregateOp op, const AggregateTask& task,
                             const ActivityView& activities, std::size_t i);
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
  // By class, as far as the walk has come: how many activities (those with even and those with odd
  // numbers), and the number of the last one plus 1.
  std::vector<std::uint32_t> tallies_, last_of_class_;
  std::vector<std::uint32_t> totals_;  // by the plan's number
  std::vector<std::uint32_t> picked_;
  std::vector<std::uint8_t> latest_found_;  // by task
  std::vector<std::uint8_t> class_expires_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_ACTIVITY_WALK_H_
