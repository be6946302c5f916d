#include "health/explanation.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/snap.h"

namespace kenko {
namespace {

constexpr double kNegligible = 1e-9;  // snapped

// What a rule's row lost.
double LostByRule(const RuleEffect& effect) { return std::max(0.0, -effect.points); }

// Keeps the greatest losses, without a branch, for which they are can't be foreseen.
class Ranking {
 public:
  // Rows come in their order: of equal losses the earlier row stays before.
  void Add(double lost, std::uint32_t row) {
    // The bits of numbers from 0 on are ordered as they are.
    std::uint64_t bits = BitsOf(std::max(0.0, Snap(lost)));
    bool moves = false;  // from where it belongs on, all go one place down
    for (std::size_t i = 0; i < kMostReasons; ++i) {
      const std::uint64_t bits_before = lost_bits_[i];
      const std::uint32_t row_before = rows_[i];
      moves |= bits > bits_before;
      lost_bits_[i] = moves ? bits : bits_before;
      rows_[i] = moves ? row : row_before;
      bits = moves ? bits_before : bits;
      row = moves ? row_before : row;
    }
  }
  void Write(Reasons& reasons) const {
    reasons.count = 0;
    while (reasons.count < kMostReasons && lost_bits_[reasons.count] > BitsOf(kNegligible)) {
      reasons.rows[reasons.count] = static_cast<std::int32_t>(rows_[reasons.count]);
      ++reasons.count;
    }
  }

 private:
  static std::uint64_t BitsOf(double number) {
    std::uint64_t bits;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
  }

  std::array<std::uint64_t, kMostReasons> lost_bits_{};  // snapped
  std::array<std::uint32_t, kMostReasons> rows_{};
};

}  // namespace

Explainer::Explainer(const ModelData& model, const ExplanationNames& names)
    : model_(model), names_(names) {}

inline Value Explainer::LostBy(std::size_t scorecard, std::size_t node,
                               const NodeResult& result) const {
  if (!result.own.present) return Value::Missing();
  // Infinite, and so missing, for an identity under a sum.
  const double best = model_.scorecards[scorecard].briefs[node].span.highest;
  if (std::isinf(best)) return Value::Missing();
  return Value::Number(factor_[node] * (best - result.own.number));
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
    row.lost = Value::Number(LostByRule(effect));
    row.says = names_.RuleSays(scorecard, effect.number);
    rows.push_back(row);
  }
}

void Explainer::FindReasons(std::size_t scorecard, const std::vector<NodeResult>& results,
                            const RulesResult& rules, Reasons& reasons) {
  Ranking ranking;
  if (scorecard < model_.scorecards.size()) {
    const std::vector<NodeBrief>& briefs = model_.scorecards[scorecard].briefs;
    SpreadFactors(model_.scorecards[scorecard], results);
    // Nodes stand in the order of their rows.
    for (std::size_t n = 0; n < briefs.size(); ++n) {
      if (!briefs[n].is_signal || !results[n].applies) continue;
      // 0 where it is missing.
      ranking.Add(LostBy(scorecard, n, results[n]).number, names_.SignalRow(scorecard, n));
    }
  }
  for (const RuleEffect& effect : rules.effects) {
    ranking.Add(LostByRule(effect), names_.RuleRow(scorecard, effect.number));
  }
  ranking.Write(reasons);
}

// From the root down: what share of each node's number is in the score. A node that gave none has
// no share, and nothing below it has.
void Explainer::SpreadFactors(const Scorecard& scorecard, const std::vector<NodeResult>& results) {
  factor_.assign(scorecard.nodes.size(), 0);
  factor_[0] = results[0].used.present ? 1 : 0;
  for (std::size_t n = 0; n < scorecard.nodes.size(); ++n) {
    if (scorecard.briefs[n].is_signal) continue;
    const Node& node = scorecard.nodes[n];
    const NodeResult& result = results[n];
    if (factor_[n] == 0 || result.is_overridden || !result.own.present) continue;
    for (const std::uint32_t child : node.children) {
      if (!results[child].applies || !results[child].used.present) continue;
      switch (node.combine) {
        case Combine::kMean:
          factor_[child] = factor_[n] * scorecard.briefs[child].weight / result.weight_sum;
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
  row.lost = LostBy(scorecard, n, result);
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
    add(RowKind::kBase, factor_[n] * node.base);
    add(RowKind::kLimits, factor_[n] * (result.limited - result.combined));
  }
  if (node.round) add(RowKind::kRound, factor_[n] * (result.own.number - result.limited));
}

}  // namespace kenko
