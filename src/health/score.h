// The score of one customer by one scorecard (MODEL.md 9): the tree evaluated bottom-up.
#ifndef KENKO_HEALTH_SCORE_H_
#define KENKO_HEALTH_SCORE_H_

#include <cstdint>
#include <vector>

#include "base/value.h"
#include "model/model_data.h"

namespace kenko {

// What came of one node of the tree.
struct NodeResult {
  bool applies = false;            // false, too, below a node that does not apply
  bool is_overridden = false;      // a group whose `override` gave a number
  Value input;                     // a signal's value
  Value own;                       // its subscore, before any stand-in
  Value used;                      // what went into the combining: a stand-in too
  double combined = 0;             // a group's number before limits and rounding
  double limited = 0;              // … before rounding
  std::uint32_t chosen = kNoNode;  // under min and max: the child that gave the number
  double weight_sum = 0;           // under mean: Σ of the weights that took part
};

// Evaluates `scorecard` over `facts`, into `results` (a result a node). Puts the subscores that
// some subscore("…") names into `facts`, and returns the score before rules.
Value EvaluateScorecard(const Scorecard& scorecard, Value* facts, Value* stack,
                        std::vector<NodeResult>& results);

// Whether a node is a child of a sum, and so carries points rather than a subscore.
inline bool IsUnderSum(const Scorecard& scorecard, const Node& node) {
  return node.parent != kNoNode && scorecard.nodes[node.parent].combine == Combine::kSum;
}

}  // namespace kenko

#endif  // KENKO_HEALTH_SCORE_H_
