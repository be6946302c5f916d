#include "health/subscore.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/snap.h"

namespace kenko {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// On a point, a hair beside it too, its y is the answer. Only the neighbours can be that near, as
// snapping keeps the order.
Value NearPoint(const Shape& shape, double x, const CurvePoint& left, const CurvePoint& right) {
  if (!SnappedLess(left.x, x) && !SnappedLess(x, left.x)) return Value::Number(left.y);
  if (!SnappedLess(x, right.x) && !SnappedLess(right.x, x)) return Value::Number(right.y);
  if (&left == &right) return shape.outside_is_missing ? Value::Missing() : Value::Number(left.y);
  return Value::Number(left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x));
}

Value OnCurve(const Shape& shape, double x) {
  const std::vector<CurvePoint>& points = shape.curve;
  // Counted without a branch, for which point is passed last can't be foreseen.
  std::size_t passed = 0;
  for (const CurvePoint& point : points) passed += point.x <= x;
  const CurvePiece& piece = shape.pieces[passed];
  // One test, as which side is true can't be foreseen either.
  const bool is_clear = (x > piece.clear_from) & (x < piece.clear_to);
  if (is_clear | (x == piece.x)) {
    return Value::Number(piece.y + piece.rise * (x - piece.x) / piece.run);
  }
  return NearPoint(shape, x, points[std::max<std::size_t>(passed, 1) - 1],
                   points[std::min(passed, points.size() - 1)]);
}

Value InRanges(const Shape& shape, double x) {
  for (const Range& range : shape.ranges) {
    const bool fits =
        range.bound == Range::Bound::kRest ||
        (range.bound == Range::Bound::kBelow ? SnappedLess(x, range.x) : !SnappedLess(range.x, x));
    if (fits) return Value::Number(range.y);
  }
  return Value::Missing();
}

Value OfText(const Shape& shape, std::string_view text) {
  for (const NamedValue& value : shape.values) {
    if (value.text == text) return Value::Number(value.y);
  }
  return shape.other_text ? Value::Number(*shape.other_text) : Value::Missing();
}

template <typename Items>
SubscoreSpan SpanOfItems(const Items& items) {
  SubscoreSpan span{kInfinity, -kInfinity};
  for (const auto& item : items) {
    span.lowest = std::min(span.lowest, item.y);
    span.highest = std::max(span.highest, item.y);
  }
  return span;
}

}  // namespace

Value Subscore(const Shape& shape, const Value& input, bool under_sum) {
  if (!input.present) return Value::Missing();
  switch (shape.form) {
    case Shape::Form::kCurve:
      return OnCurve(shape, input.number);
    case Shape::Form::kIdentity:
      return under_sum ? input : Value::Number(std::clamp(input.number, 0.0, 100.0));
    case Shape::Form::kRanges:
      return InRanges(shape, input.number);
    case Shape::Form::kValues:
      return OfText(shape, input.text());
    case Shape::Form::kTrueIf:
      return Value::Number(input.flag ? shape.if_true : shape.if_false);
  }
  return Value::Missing();
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

SubscoreSpan SpanOf(const Node& signal, bool under_sum) {
  SubscoreSpan span{kInfinity, -kInfinity};
  for (const Case& c : signal.cases) {
    const SubscoreSpan one = SpanOf(c.shape, under_sum);
    span.lowest = std::min(span.lowest, one.lowest);
    span.highest = std::max(span.highest, one.highest);
  }
  return span;
}

const Shape* ShapeInForce(const Node& signal, const Value* facts, Value* stack) {
  for (const Case& c : signal.cases) {
    if (!c.when || EvaluateExpression(*c.when, facts, stack).IsTrue()) return &c.shape;
  }
  return nullptr;
}

}  // namespace kenko
