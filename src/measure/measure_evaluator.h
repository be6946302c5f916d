// All measures of one customer at all clocks that a question needs.
#ifndef KENKO_MEASURE_MEASURE_EVALUATOR_H_
#define KENKO_MEASURE_MEASURE_EVALUATOR_H_

#include <memory>
#include <vector>

#include "measure/activity_walk.h"
#include "measure/customer_frames.h"
#include "measure/measure_plan.h"

namespace kenko {

// One a thread.
class MeasureEvaluator {
 public:
  MeasureEvaluator(const MeasurePlan& plan, Instant known);
  ~MeasureEvaluator();

  // Puts the measures into the frames of a customer that was started there. Earlier clocks come
  // first, for a change reads them; within a clock a measure comes after those it reads.
  void Run(Slot slot, CustomerFrames& frames);

 private:
  Value Compute(const Measure& measure, std::size_t clock, CustomerFrames& frames) const;
  Value Change(const Measure& measure, std::size_t clock, const CustomerFrames& frames) const;
  bool IsTooYoung(const Measure& measure, std::size_t clock, const Value* frame) const;

  const MeasurePlan& plan_;
  Instant known_;
  ActivityWalk walk_;
  std::unique_ptr<ActivityScratch> scratch_;
  struct Pair {
    std::size_t clock;
    std::uint32_t measure;
  };
  std::vector<Pair> order_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_MEASURE_EVALUATOR_H_
