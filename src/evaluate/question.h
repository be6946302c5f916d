// One call's question, bound to its model and snapshot: what all threads share.
#ifndef KENKO_EVALUATE_QUESTION_H_
#define KENKO_EVALUATE_QUESTION_H_

#include <memory>
#include <vector>

#include "health/explanation.h"
#include "kenko/evaluate.h"
#include "measure/customer_frames.h"
#include "measure/measure_needs.h"
#include "measure/measure_plan.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// What the tables that were asked for need of each customer.
struct Wants {
  bool health = false;    // the health table: all decisions, evidence, trend
  bool measures = false;  // all named measures
  bool explain = false;   // the explanation's rows

  bool Decisions() const { return health || explain; }
  bool AnyCustomer() const { return Decisions() || measures; }
};

// Immutable once made. `model` and `snapshot` must outlive it.
struct Question {
  Question(const ModelData& model, const SnapshotData& snapshot, Wants wants, Instant t,
           Instant known, std::vector<std::size_t> attribute_columns);

  const ModelData& model;
  const SnapshotData& snapshot;
  const Wants wants;
  const Instant t;
  const Instant known;
  const std::vector<std::size_t> attribute_columns;
  const MeasureNeeds needs;
  const MeasurePlan plan;
  const ExplanationNames names;
  const bool rules_read_evidence;  // some rule reads coverage, worst or best
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_QUESTION_H_
