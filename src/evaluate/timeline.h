// The instants at which one question looks at a customer, and what has to be known at each.
#ifndef KENKO_EVALUATE_TIMELINE_H_
#define KENKO_EVALUATE_TIMELINE_H_

#include <vector>

#include "evaluate/wants.h"
#include "kenko/status.h"
#include "measure/customer_frames.h"
#include "measure/measure_needs.h"
#include "measure/measure_plan.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// The moments that are asked for, with those that their answers look back to (trends, the grids of
// stability): all of them are walked together. Shared by threads, but for MoveTo().
class Timeline {
 public:
  // `moments` rise. `model` and `snapshot` must outlive the timeline.
  Timeline(const ModelData& model, const SnapshotData& snapshot, const Wants& wants,
           std::vector<Instant> moments, const DataCut& cut);
  Timeline(const Timeline&) = delete;
  Timeline& operator=(const Timeline&) = delete;

  // With what they read themselves.
  const Wants& wants() const { return wants_; }
  const std::vector<Instant>& moments() const { return moments_; }
  const DataCut& cut() const { return cut_; }
  const MeasureNeeds& needs() const { return needs_; }
  const MeasurePlan& plan() const { return plan_; }

  // Whether memory can hold a customer's facts at all these instants.
  Status Check() const;

  // Asks the same of another moment, without allocating. False where another timeline must be made,
  // because what is needed does not lie to each other as it did: then this one is spoilt.
  // REQUIRES: there is one moment; the cut was DataCut(known).
  bool MoveTo(Instant moment, Instant known);

 private:
  MeasureNeeds FindNeeds() const;

  const ModelData& model_;
  Wants wants_;
  std::vector<Instant> moments_;
  DataCut cut_;
  MeasureNeeds needs_;
  MeasurePlan plan_;
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_TIMELINE_H_
