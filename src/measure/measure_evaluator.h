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
  // One measure at one clock, with what it reads looked up once.
  struct Job {
    const Measure* measure;
    std::size_t clock;
    std::uint32_t task;         // an aggregate's; kNoTask: missing for every customer
    std::size_t earlier_clock;  // of a change or difference
    FactSlot base;              // likewise: the slot of the measure that changed
  };
  Job MakeJob(std::uint32_t measure, std::size_t clock) const;
  Value Compute(const Job& job, CustomerFrames& frames) const;
  static Value Change(const Job& job, const CustomerFrames& frames);
  bool IsTooYoung(const Job& job, const Value* frame) const;

  const MeasurePlan& plan_;
  Instant known_;
  ActivityWalk walk_;
  std::unique_ptr<ActivityScratch> scratch_;
  std::vector<Job> jobs_;  // in an order in which each comes after what it reads
};

}  // namespace kenko

#endif  // KENKO_MEASURE_MEASURE_EVALUATOR_H_
