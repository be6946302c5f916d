// All measures of one customer at all instants that a question needs.
#ifndef KENKO_MEASURE_MEASURE_EVALUATOR_H_
#define KENKO_MEASURE_MEASURE_EVALUATOR_H_

#include <vector>

#include "measure/activity_walk.h"
#include "measure/customer_frames.h"
#include "measure/measure_plan.h"

namespace kenko {

// One a thread.
class MeasureEvaluator {
 public:
  explicit MeasureEvaluator(const MeasurePlan& plan);

  // Puts the measures into the frames of a customer that was started there, whose activities those
  // are. Earlier instants come first, for a change reads them; within one a measure comes after
  // those it reads.
  void Run(const ActivityView& activities, CustomerFrames& frames);

 private:
  // One measure at one instant, with what it reads looked up once.
  struct Job {
    const Measure* measure;
    std::size_t frame;
    std::uint32_t task;         // an aggregate's; kNoTask: missing for every customer
    std::size_t earlier_frame;  // of a change or difference
    FactSlot base;              // likewise: the slot of the measure that changed
  };
  // An aggregate that is taken as it is, wherever it is asked for.
  struct Taking {
    std::uint32_t task;
    std::size_t place;  // of the fact among all frames'
  };
  void AddJob(std::uint32_t measure, std::size_t frame);
  Value Compute(const Job& job, CustomerFrames& frames) const;
  static Value Change(const Job& job, const CustomerFrames& frames);
  bool IsTooYoung(const Job& job, const Value* frame) const;
  Instant InstantOf(const Job& job) const { return plan_.needs().instants()[job.frame]; }

  const MeasurePlan& plan_;
  ActivityWalk walk_;
  std::vector<Taking> takings_;
  std::vector<Job> jobs_;  // the rest, in an order in which each comes after what it reads
};

}  // namespace kenko

#endif  // KENKO_MEASURE_MEASURE_EVALUATOR_H_
