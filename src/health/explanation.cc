#include "health/explanation.h"

#include <algorithm>
#include <cmath>

#include "base/snap.h"
#include "health/subscore.h"

namespace kenko {
namespace {

constexpr double kNegligible = 1e-9;

}  // namespace

Explainer::Explainer(const ModelData& model, const ExplanationNames& names)
    : model_(model), names_(names) {
  for (const Scorecard& scorecard : model.scorecards) {
    std::vector<double>& best = best_.emplace_back();
    for (const Node& node : scorecard.nodes) {
      best.push_back(node.is_signal ? SpanOf(node, IsUnderSum(scorecard, node)).highest : 0);
    }
  }
}

void Explainer::Explain(std::size_t scorecard, const std::vector<NodeResult>& results,
                        const RulesResult& rules, std::vector<ExplanationRow>& rows) {
  rows.clear();
  if (scorecard < model_.scorecards.size()) {
    SpreadFactors(model_.scorecards[scorecard], results);
    AddNode(scorecard, 0, results, rows);
  }
  for (const RuleEffect& effect : rules.effects) {
    ExplanationRow row;
    row.name = names_.RuleRow(scorecard, effect.number);
    row.kind = RowKind::kRule;
    row.points = Value::Number(effect.points);
    row.lost = Value::Number(std::max(0.0, -effect.points));
    row.says = names_.RuleSays(scorecard, effect.number);
    rows.push_back(row);
  }
}

// From the root down: what share of each node's number is in the score. A node that gave none has
// no share, and nothing below it has.
void Explainer::SpreadFactors(const Scorecard& scorecard, const std::vector<NodeResult>& results) {
  factor_.assign(scorecard.nodes.size(), 0);
  inner_factor_.assign(scorecard.nodes.size(), 0);
  factor_[0] = results[0].used.present ? 1 : 0;
  for (std::size_t n = 0; n < scorecard.nodes.size(); ++n) {
    const Node& node = scorecard.nodes[n];
    const NodeResult& result = results[n];
    if (node.is_signal || factor_[n] == 0 || result.is_overridden || !result.own.present) continue;
    inner_factor_[n] = factor_[n];
    for (const std::uint32_t child : node.children) {
      if (!results[child].applies || !results[child].used.present) continue;
      switch (node.combine) {
        case Combine::kMean:
          factor_[child] = factor_[n] * scorecard.nodes[child].weight / result.weight_sum;
          break;
        case Combine::kMin:
        case Combine::kMax:
          factor_[child] = child == result.chosen ? factor_[n] : 0;
          break;
        case Combine::kSum:
          factor_[child] = factor_[n];
          break;
      }
    }
  }
}

void Explainer::AddNode(std::size_t scorecard, std::uint32_t n,
                        const std::vector<NodeResult>& results, std::vector<ExplanationRow>& rows) {
  const Node& node = model_.scorecards[scorecard].nodes[n];
  const NodeResult& result = results[n];
  if (!result.applies) return;
  if (node.is_signal) {
    AddSignal(scorecard, n, result, rows);
    return;
  }
  if (n != 0) {
    ExplanationRow row;
    row.name = names_.NodeRow(scorecard, n, RowKind::kGroup);
    row.kind = RowKind::kGroup;
    row.subscore = result.used;
    row.weight = Value::Number(factor_[n]);
    row.says = names_.NodeSays(scorecard, n);
    rows.push_back(row);
  }
  // The model's parser bounds how deep groups nest.
  for (const std::uint32_t child : node.children) AddNode(scorecard, child, results, rows);
  AddOwnRows(scorecard, n, result, rows);
}

void Explainer::AddSignal(std::size_t scorecard, std::uint32_t n, const NodeResult& result,
                          std::vector<ExplanationRow>& rows) {
  const Node& node = model_.scorecards[scorecard].nodes[n];
  ExplanationRow& row = rows.emplace_back();
  row.name = names_.NodeRow(scorecard, n, RowKind::kSignal);
  row.kind = RowKind::kSignal;
  if (result.input.present) {
    switch (node.input_type) {
      case ValueType::kText:
        row.text = result.input;
        break;
      case ValueType::kFlag:
        row.value = Value::Number(result.input.flag ? 1 : 0);
        break;
      default:
        row.value = result.input;
    }
  }
  row.subscore = result.used;
  row.weight = Value::Number(factor_[n]);
  row.points = Value::Number(result.used.present ? factor_[n] * result.used.number : 0);
  if (result.own.present) {
    // Infinite, and so missing, for an identity under a sum.
    const double best = best_[scorecard][n];
    row.lost = std::isinf(best) ? Value::Missing()
                                : Value::Number(factor_[n] * (best - result.own.number));
  }
  row.says = names_.NodeSays(scorecard, n);
}

void Explainer::AddOwnRows(std::size_t scorecard, std::uint32_t n, const NodeResult& result,
                           std::vector<ExplanationRow>& rows) {
  const Node& node = model_.scorecards[scorecard].nodes[n];
  const auto add = [&](RowKind kind, double points, bool always = false) {
    // As it is: snapping would round a half of what is negligible up to it.
    if (!always && std::fabs(points) < kNegligible) return;
    ExplanationRow row;
    row.name = names_.NodeRow(scorecard, n, kind);
    row.kind = kind;
    row.points = Value::Number(points);
    rows.push_back(row);
  };
  if (result.is_overridden) {
    add(RowKind::kOverride, factor_[n] * result.own.number, true);
    return;
  }
  if (!result.own.present) {  // a group's stand-in
    if (result.used.present) add(RowKind::kBase, factor_[n] * result.used.number);
    return;
  }
  if (node.combine == Combine::kSum) {
    add(RowKind::kBase, inner_factor_[n] * node.base);
    add(RowKind::kLimits, inner_factor_[n] * (result.limited - result.combined));
  }
  if (node.round) add(RowKind::kRound, inner_factor_[n] * (result.own.number - result.limited));
}

void WorstRows(const std::vector<ExplanationRow>& rows, std::vector<std::uint32_t>& reasons) {
  reasons.clear();
  for (std::uint32_t r = 0; r < rows.size(); ++r) {
    const Value& lost = rows[r].lost;
    if (!lost.present || !(Snap(lost.number) > kNegligible)) continue;
    // After those that lost as much or more; the rows are few.
    std::size_t place = reasons.size();
    while (place > 0 && SnappedLess(rows[reasons[place - 1]].lost.number, lost.number)) --place;
    if (place < kMostReasons)
      reasons.insert(reasons.begin() + static_cast<std::ptrdiff_t>(place), r);
    if (reasons.size() > kMostReasons) reasons.pop_back();
  }
}

}  // namespace kenko
