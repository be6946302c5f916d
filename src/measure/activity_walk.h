// The walk: once over a customer's activities, whatever the number of measures and clocks.
#ifndef KENKO_MEASURE_ACTIVITY_WALK_H_
#define KENKO_MEASURE_ACTIVITY_WALK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/value.h"
#include "measure/local_calendar.h"
#include "measure/measure_plan.h"
#include "portfolio/activity_view.h"

namespace kenko {

// What a task has gathered so far. Which fields speak depends on the aggregate.
struct Accumulator {
  double number = 0;  // Σ, the least, the greatest or the latest value
  std::int64_t count = 0;
  Instant first = 0, last = 0;
};

// One a thread; reused from customer to customer, so that nothing is allocated once it is warm.
class ActivityWalk {
 public:
  explicit ActivityWalk(const MeasurePlan& plan);

  // Walks over all of `activities`; forgets the customer before.
  void Run(const ActivityView& activities);

  // What the task came to. REQUIRES: Run.
  Value Result(std::uint32_t task) const;

 private:
  void Reset(const ActivityView& activities);
  void RunBySegment(const ActivityView& activities);
  void FindLatest(const ActivityView& activities);
  void RunChecked(const ActivityView& activities);
  void Apply(const TaskOp& op, const ActivityView& activities, std::size_t i);
  void AddDecayed(const TaskOp& op, double amount, Instant at);
  void AddValue(AggregateOp op, Accumulator& sum, double value);
  void AddDistinct(const TaskOp& op, std::uint32_t code);
  bool WhereIsTrue(const TaskOp& op, const ActivityView& activities, std::size_t i);
  void FillActivityFrame(const Expression& where, const ActivityView& activities, std::size_t i);
  Value AttributeValue(const ActivityView& activities, std::size_t attribute, std::size_t i) const;

  const MeasurePlan& plan_;
  LocalCalendar calendar_;
  std::vector<Accumulator> sums_;  // by task
  std::vector<DayCounter> days_;   // by task, where any counts days
  bool counts_days_ = false;
  std::vector<std::uint64_t> bits_;  // the sets of the distinct tasks
  std::size_t words_a_set_ = 0;
  std::vector<std::int64_t> attribute_columns_;  // model's activity attribute → column, or -1
  std::vector<Value> frame_, stack_;             // for `where`
  // `where` is decided once an activity and aggregate, however many clocks ask.
  struct Decision {
    std::size_t activity = SIZE_MAX;
    bool is_true = false;
  };
  std::vector<Decision> decisions_;  // by aggregate
};

}  // namespace kenko

#endif  // KENKO_MEASURE_ACTIVITY_WALK_H_
