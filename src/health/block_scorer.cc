#include "health/block_scorer.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/snap.h"
#include "health/subscore.h"

namespace kenko {
namespace {

bool CanScoreSignal(const Node& node) {
  if (node.cases.size() != 1 || node.cases[0].when || node.input_type == ValueType::kText) {
    return false;
  }
  return !node.formula || BlockExpressions::CanRun(*node.formula);
}

// A loop that does one thing to all rows is done to several of them at once.
void FindSubscoresOnCurve(const Shape& curve, const double* input, std::size_t rows,
                          double* subscores) {
  std::array<std::int64_t, kBlockRows> passed;
  std::fill_n(passed.begin(), rows, 0);
  for (const CurvePoint& point : curve.curve) {
    const double x = point.x;
    for (std::size_t i = 0; i < rows; ++i) passed[i] += x <= input[i] ? 1 : 0;
  }
  const CurvePiece* const pieces = curve.pieces.data();
  for (std::size_t i = 0; i < rows; ++i) {
    const auto at = static_cast<std::size_t>(passed[i]);
    const double subscore = IsClearOfPoints(pieces[at], input[i])
                                ? SubscoreOnPiece(pieces[at], input[i])
                                : SubscoreNearPoint(curve, at, input[i]);
    subscores[i] = FiniteNumber(subscore);
  }
}

void FindSubscores(const Shape& shape, bool under_sum, const double* input, std::size_t rows,
                   double* subscores) {
  if (shape.form == Shape::Form::kCurve) {
    return FindSubscoresOnCurve(shape, input, rows, subscores);
  }
  const bool is_flag = shape.form == Shape::Form::kTrueIf;
  for (std::size_t i = 0; i < rows; ++i) {
    const Value value = is_flag ? FlagValueOf(input[i]) : ValueOf(input[i]);
    subscores[i] = NumberOf(Subscore(shape, value, under_sum));
  }
}

void AddWeightedPart(const double* __restrict part, double weight, std::size_t rows,
                     double* __restrict sums, double* __restrict weights) {
  for (std::size_t i = 0; i < rows; ++i) {
    sums[i] += KeepIf(!IsMissing(part[i]), weight * part[i]);
    weights[i] += KeepIf(!IsMissing(part[i]), weight);
  }
}

}  // namespace

bool BlockScorer::CanScore(const Scorecard& scorecard) {
  return scorecard.all_apply && !scorecard.names_subscores &&
         std::all_of(scorecard.nodes.begin(), scorecard.nodes.end(), [](const Node& node) {
           return node.is_signal ? CanScoreSignal(node)
                                 : !node.override_with && !node.children.empty();
         });
}

const BlockColumn& BlockScorer::Score(const FactBlock& facts, BlockExpressions& expressions) {
  const std::size_t rows = facts.rows();
  for (std::size_t n = used_.size(); n-- > 0;) {  // children lie behind their parents
    const NodeBrief& brief = scorecard_.briefs[n];
    brief.is_signal ? ScoreSignal(n, facts, expressions) : Combine(n, rows);
    if (brief.missing != MissingPolicy::Form::kStandIn) continue;
    double* const used = used_[n].data();
    for (std::size_t i = 0; i < rows; ++i) used[i] = IsMissing(used[i]) ? brief.stand_in : used[i];
  }
  return used_[0];
}

void BlockScorer::ScoreSignal(std::size_t n, const FactBlock& facts,
                              BlockExpressions& expressions) {
  const Node& node = scorecard_.nodes[n];
  const double* const input =
      node.input ? facts.Column(*node.input) : expressions.Evaluate(*node.formula, facts);
  FindSubscores(node.cases[0].shape, scorecard_.briefs[n].is_under_sum, input, facts.rows(),
                used_[n].data());
}

void BlockScorer::Combine(std::size_t n, std::size_t rows) {
  const Node& group = scorecard_.nodes[n];
  BlockColumn& result = used_[n];
  switch (group.combine) {
    case Combine::kMean:
      AddWeighted(group, rows, result);
      break;
    case Combine::kSum:
      AddUp(group, rows, result);
      break;
    case Combine::kMin:
    case Combine::kMax:
      Choose(group, rows, result);
      break;
  }
  for (std::size_t i = 0; i < rows; ++i) result[i] = FiniteNumber(result[i]);
  if (group.round) {
    for (std::size_t i = 0; i < rows; ++i) {
      if (!IsMissing(result[i])) result[i] = SnappedRound(result[i]);
    }
  }
  for (const std::uint32_t child : group.children) {
    if (scorecard_.briefs[child].missing != MissingPolicy::Form::kFail) continue;
    for (std::size_t i = 0; i < rows; ++i) {
      if (IsMissing(used_[child][i])) result[i] = kMissingNumber;
    }
  }
}

void BlockScorer::AddWeighted(const Node& group, std::size_t rows, BlockColumn& sum) {
  std::fill_n(sum.begin(), rows, 0);
  std::fill_n(weights_.begin(), rows, 0);
  for (const std::uint32_t child : group.children) {
    AddWeightedPart(used_[child].data(), scorecard_.briefs[child].weight, rows, sum.data(),
                    weights_.data());
  }
  for (std::size_t i = 0; i < rows; ++i) {
    sum[i] = weights_[i] == 0 ? kMissingNumber : sum[i] / weights_[i];
  }
}

void BlockScorer::AddUp(const Node& group, std::size_t rows, BlockColumn& sum) const {
  sum.fill(group.base);
  for (const std::uint32_t child : group.children) {
    const BlockColumn& points = used_[child];
    for (std::size_t i = 0; i < rows; ++i) sum[i] += IsMissing(points[i]) ? 0 : points[i];
  }
  for (std::size_t i = 0; i < rows; ++i) sum[i] = std::clamp(sum[i], group.lowest, group.highest);
}

void BlockScorer::Choose(const Node& group, std::size_t rows, BlockColumn& chosen) const {
  chosen.fill(kMissingNumber);
  for (const std::uint32_t child : group.children) {
    const BlockColumn& subscores = used_[child];
    for (std::size_t i = 0; i < rows; ++i) {
      const double subscore = subscores[i];
      if (IsMissing(subscore)) continue;
      const bool is_better = IsMissing(chosen[i]) ||
                             (group.combine == Combine::kMin ? SnappedLess(subscore, chosen[i])
                                                             : SnappedLess(chosen[i], subscore));
      if (is_better) chosen[i] = subscore;
    }
  }
}

}  // namespace kenko
