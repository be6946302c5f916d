// What follows from the kinds of a customer's activities alone: the tallied tasks of a plan.
#ifndef KENKO_MEASURE_TALLY_WALK_H_
#define KENKO_MEASURE_TALLY_WALK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/value.h"
#include "measure/measure_plan.h"
#include "portfolio/activity_view.h"

namespace kenko {

// Of kLast and kDaysSinceLast, whose latest activity is `i`.
Value ValueOfLatest(AggregateOp op, const AggregateTask& task, const ActivityView& activities,
                    std::size_t i);

// A tally's words are added up from activity to activity, and all sums are kept: what lies between
// two of them is a window's count, whatever windows there are. A lane may overflow into the next
// one; the difference of two sums is right all the same, as long as what lies between them fits.
//
// One a thread; reused from customer to customer.
class TallyWalk {
 public:
  // So many sums are kept at most.
  static constexpr std::size_t kMostActivities = std::size_t{1} << 22;

  explicit TallyWalk(const MeasurePlan& plan) : plan_(plan), sums_(plan.tallies().word_count()) {}

  // Puts what each tallied task comes to into `results`, by task. `cuts`: by edge of the plan, how
  // many activities there are up to it. REQUIRES: no more than kMostActivities.
  void Run(const ActivityView& activities, const std::uint32_t* cuts, Value* results);

 private:
  template <typename Kind>
  void AddUp(const Kind* kind, const std::uint32_t* cuts);
  template <typename Kind>
  void FindLatest(const ActivityView& activities, const Kind* kind, const std::uint32_t* cuts,
                  Value* results) const;
  std::uint32_t CountKinds(const MeasurePlan::Tallied& tallied, std::uint32_t begin,
                           std::uint32_t end) const;

  const MeasurePlan& plan_;
  // By word: the sum of the first i activities behind the word's first edge, from where that cuts.
  std::vector<std::vector<std::uint64_t>> sums_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_TALLY_WALK_H_
