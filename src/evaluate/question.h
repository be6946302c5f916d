// What all threads share of a question, beside its timeline: the model bound to a snapshot.
#ifndef KENKO_EVALUATE_QUESTION_H_
#define KENKO_EVALUATE_QUESTION_H_

#include <memory>
#include <vector>

#include "health/explanation.h"
#include "kenko/status.h"
#include "measure/customer_frames.h"
#include "measure/measure_needs.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// Immutable once made. `model` and `snapshot` must outlive it.
struct Question {
  // An attribute of another type than the model declares is an error.
  static Result<std::unique_ptr<const Question>> Bind(const ModelData& model,
                                                      const SnapshotData& snapshot);

  const ModelData& model;
  const SnapshotData& snapshot;
  const std::vector<std::size_t> attribute_columns;
  const ExplanationNames names;
  const DecisionSteps past_steps;  // StepsThatDecisionsRead

 private:
  Question(const ModelData& its_model, const SnapshotData& its_snapshot,
           std::vector<std::size_t> columns);
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_QUESTION_H_
