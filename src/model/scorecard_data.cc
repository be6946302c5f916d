#include "model/scorecard_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/model_data.h"

namespace kenko {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <typename Items>
SubscoreSpan SpanOfItems(const Items& items) {
  SubscoreSpan span{kInfinity, -kInfinity};
  for (const auto& item : items) {
    span.lowest = std::min(span.lowest, item.y);
    span.highest = std::max(span.highest, item.y);
  }
  return span;
}

SubscoreSpan SpanOf(const Shape& shape, bool under_sum) {
  switch (shape.form) {
    case Shape::Form::kCurve:
      return SpanOfItems(shape.curve);
    case Shape::Form::kIdentity:
      return under_sum ? SubscoreSpan{-kInfinity, kInfinity} : SubscoreSpan{0, 100};
    case Shape::Form::kRanges:
      return SpanOfItems(shape.ranges);
    case Shape::Form::kValues: {
      SubscoreSpan span = SpanOfItems(shape.values);
      if (shape.other_text) {
        span.lowest = std::min(span.lowest, *shape.other_text);
        span.highest = std::max(span.highest, *shape.other_text);
      }
      return span;
    }
    case Shape::Form::kTrueIf:
      return {std::min(shape.if_false, shape.if_true), std::max(shape.if_false, shape.if_true)};
  }
  return {0, 100};
}

SubscoreSpan SpanOfCases(const Node& signal, bool under_sum) {
  SubscoreSpan span{kInfinity, -kInfinity};
  for (const Case& c : signal.cases) {
    const SubscoreSpan one = SpanOf(c.shape, under_sum);
    span.lowest = std::min(span.lowest, one.lowest);
    span.highest = std::max(span.highest, one.highest);
  }
  return span;
}

}  // namespace

void Shape::MakePieces() {
  pieces.clear();
  if (curve.empty()) return;
  const auto add_outside = [&](const CurvePoint& end) {
    CurvePiece piece;
    piece.x = end.x;
    piece.y = end.y;
    // Where values outside are missing, whether one lies outside is always a matter of snapping.
    piece.clear_to = outside_is_missing ? -kInfinity : kInfinity;
    pieces.push_back(piece);
  };
  add_outside(curve.front());
  for (std::size_t right = 1; right < curve.size(); ++right) {
    const CurvePoint &a = curve[right - 1], &b = curve[right];
    // Farther from a point than this, snapping can't bring a value to it (see CompareSnapped).
    const double near = 2e-9 + 2e-13 * (std::fabs(a.x) + std::fabs(b.x));
    pieces.push_back({a.x, a.y, b.y - a.y, b.x - a.x, near, b.x - near});
  }
  add_outside(curve.back());
}

// Here, where Rule is complete.
Scorecard::Scorecard() = default;
Scorecard::~Scorecard() = default;
Scorecard::Scorecard(Scorecard&&) noexcept = default;
Scorecard& Scorecard::operator=(Scorecard&&) noexcept = default;

void Scorecard::MakeBriefs() {
  briefs.clear();
  for (const Node& node : nodes) {
    const bool is_root = node.parent == kNoNode;
    NodeBrief brief;
    brief.is_signal = node.is_signal;
    brief.always_applies = !node.applies && (is_root || briefs[node.parent].always_applies);
    brief.is_under_sum = !is_root && nodes[node.parent].combine == Combine::kSum;
    brief.is_plain_signal =
        node.is_signal && node.input && node.cases.size() == 1 && !node.cases[0].when;
    brief.has_override = node.override_with.has_value();
    brief.missing = node.missing.form;
    brief.stand_in = node.missing.stand_in;
    brief.weight = node.weight;
    if (brief.is_plain_signal) {
      brief.input = *node.input;
      brief.shape = &node.cases[0].shape;
    }
    if (node.is_signal) brief.span = SpanOfCases(node, brief.is_under_sum);
    briefs.push_back(brief);
    names_subscores = names_subscores || node.subscore_slot;
    all_apply = all_apply && brief.always_applies;
  }
  if (all_apply) ShareWeights([](std::size_t) { return true; }, nominal_weights);
}

}  // namespace kenko
