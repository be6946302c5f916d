#include "health/score.h"

#include <algorithm>

#include "base/snap.h"
#include "health/subscore.h"

namespace kenko {
namespace {

// Nodes stand before their children, so one pass down decides which apply, and one pass up, in
// reverse order, finds each node's children done.
void DecideWhichApply(const Scorecard& scorecard, const Value* facts, Value* stack,
                      std::vector<NodeResult>& results) {
  for (std::size_t n = 0; n < scorecard.briefs.size(); ++n) {
    results[n].applies = true;
    if (scorecard.briefs[n].always_applies) continue;
    const Node& node = scorecard.nodes[n];
    results[n].applies =
        (node.parent == kNoNode || results[node.parent].applies) &&
        (!node.applies || EvaluateExpression(*node.applies, facts, stack).IsTrue());
  }
}

// A signal's subscore; puts what it takes into `input`.
Value EvaluateSignal(const NodeBrief& brief, const Node& node, const Value* facts, Value* stack,
                     Value& input) {
  if (brief.is_plain_signal) {
    input = facts[brief.input];
    return Subscore(*brief.shape, facts[brief.input], brief.is_under_sum);
  }
  input = node.input ? facts[*node.input] : EvaluateExpression(*node.formula, facts, stack);
  const Shape* const shape = ShapeInForce(node, facts, stack);
  return shape != nullptr ? Subscore(*shape, input, brief.is_under_sum) : Value::Missing();
}

Value OverrideOf(const NodeBrief& brief, const Node& node, const Value* facts, Value* stack) {
  if (!brief.has_override) return Value::Missing();
  const Value number = EvaluateExpression(*node.override_with, facts, stack);
  if (!number.present || brief.is_under_sum) return number;
  return Value::Number(std::clamp(number.number, 0.0, 100.0));
}

// The number that a group makes of its children's results, `override` apart. Fills `combined`,
// `limited`, `chosen` and `weight_sum` of `result`.
Value CombineChildren(const Scorecard& scorecard, const Node& node,
                      const std::vector<NodeResult>& results, NodeResult& result) {
  double sum = node.combine == Combine::kSum ? node.base : 0;
  double weight_sum = 0;
  bool any_applies = false;
  result.chosen = kNoNode;
  for (const std::uint32_t child : node.children) {
    const NodeResult& part = results[child];
    if (!part.applies) continue;
    any_applies = true;
    const NodeBrief& brief = scorecard.briefs[child];
    if (!part.used.present) {
      if (brief.missing == MissingPolicy::Form::kFail) return Value::Missing();
      continue;
    }
    const double subscore = part.used.number;
    switch (node.combine) {
      case Combine::kMean:
        sum += brief.weight * subscore;
        weight_sum += brief.weight;
        break;
      case Combine::kMin:
      case Combine::kMax:
        if (result.chosen == kNoNode ||
            (node.combine == Combine::kMin ? SnappedLess(subscore, sum)
                                           : SnappedLess(sum, subscore))) {
          result.chosen = child;
          sum = subscore;
        }
        break;
      case Combine::kSum:
        sum += subscore;
        break;
    }
  }
  if (!any_applies) return Value::Missing();
  if (node.combine == Combine::kMean) {
    result.weight_sum = weight_sum;
    if (weight_sum == 0) return Value::Missing();
    sum /= weight_sum;
  } else if (node.combine != Combine::kSum && result.chosen == kNoNode) {
    return Value::Missing();
  }
  result.combined = sum;
  result.limited = node.combine == Combine::kSum ? std::clamp(sum, node.lowest, node.highest) : sum;
  return Value::Number(node.round ? SnappedRound(result.limited) : result.limited);
}

}  // namespace

Value EvaluateScorecard(const Scorecard& scorecard, Value* facts, Value* stack,
                        std::vector<NodeResult>& results) {
  // What is left in `results` from another customer is written over, field by field.
  results.resize(scorecard.nodes.size());
  if (!scorecard.all_apply) DecideWhichApply(scorecard, facts, stack, results);
  // Looked up once: what is written to a result might else be taken for a change of where these
  // are.
  const NodeBrief* const briefs = scorecard.briefs.data();
  const Node* const nodes = scorecard.nodes.data();
  NodeResult* const all_results = results.data();
  for (std::size_t n = results.size(); n-- > 0;) {
    const NodeBrief& brief = briefs[n];
    const Node& node = nodes[n];
    NodeResult& result = all_results[n];
    result.is_overridden = false;
    if (brief.always_applies) {
      result.applies = true;
    } else if (!result.applies) {
      result.own = result.used = Value::Missing();
      continue;
    }
    Value own;
    if (brief.is_signal) {
      own = EvaluateSignal(brief, node, facts, stack, result.input);
    } else {
      own = OverrideOf(brief, node, facts, stack);
      result.is_overridden = own.present;
      if (!result.is_overridden) own = CombineChildren(scorecard, node, results, result);
    }
    const bool takes_stand_in = !own.present && brief.missing == MissingPolicy::Form::kStandIn;
    result.own = own;
    result.used = takes_stand_in ? Value::Number(brief.stand_in) : own;
  }
  for (std::size_t n = 1; n < scorecard.nodes.size() && scorecard.names_subscores; ++n) {
    const Node& node = scorecard.nodes[n];
    if (node.subscore_slot) facts[*node.subscore_slot] = results[n].used;
  }
  return results[0].used;
}

}  // namespace kenko
