// How much of each customer a question wants to know, so that it pays for nothing else.
#ifndef KENKO_EVALUATE_WANTS_H_
#define KENKO_EVALUATE_WANTS_H_

#include "measure/measure_needs.h"
#include "model/model_data.h"

namespace kenko {

struct Wants : DecisionSteps {
  bool measures = false;   // all named measures
  bool decisions = false;  // the scorecard in force, the score, the rules and the plain band
  bool rows = false;       // the explanation's rows, and each node's share in the score
  bool reasons = false;
  // What comes after the rules:
  bool band = false;  // with stability
  bool trend = false;
  bool priority = false;
  bool plays = false;
  bool rank = false;  // what capacity planning fills by
  // Decisions are made for many customers at once (block_decider.h), by who writes the answer.
  bool in_blocks = false;

  // All of a decision and of what comes after.
  static Wants Outlook();
};

// With all that these, and the decisions, read themselves. The model's, not the question's, order
// of decision: a thing reads only what comes before it.
Wants WithWhatTheyRead(const ModelData& model, Wants wants);

// The steps that scores, rules and plain bands read; past looks take no others.
DecisionSteps StepsThatDecisionsRead(const ModelData& model);

}  // namespace kenko

#endif  // KENKO_EVALUATE_WANTS_H_
