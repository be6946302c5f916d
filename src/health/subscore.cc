#include "health/subscore.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "base/snap.h"

namespace kenko {
namespace {

// On a point, a hair beside it too, its y is the answer. Only the neighbours can be that near, as
// snapping keeps the order. Rare: not inline, so that the common way stays short.
__attribute__((noinline)) Value NearPoint(const Shape& shape, double x, const CurvePoint& left,
                                          const CurvePoint& right) {
  if (!SnappedLess(left.x, x) && !SnappedLess(x, left.x)) return Value::Number(left.y);
  if (!SnappedLess(x, right.x) && !SnappedLess(right.x, x)) return Value::Number(right.y);
  if (&left == &right) return shape.outside_is_missing ? Value::Missing() : Value::Number(left.y);
  return Value::Number(left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x));
}

// By one comparison: the bits of numbers from 0 on are ordered as they are; others' are above.
inline bool IsAboveZeroUpTo(double most, double x) {
  std::uint64_t most_bits = 0, x_bits = 0;
  std::memcpy(&most_bits, &most, sizeof(most));
  std::memcpy(&x_bits, &x, sizeof(x));
  return x_bits - 1 < most_bits;
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

}  // namespace

Value SubscoreOnCurve(const Shape& shape, double x) {
  const std::vector<CurvePoint>& points = shape.curve;
  // Counted without a branch, for which point is passed last can't be foreseen.
  std::size_t passed = 0;
  for (const CurvePoint& point : points) passed += point.x <= x;
  const CurvePiece& piece = shape.pieces[passed];
  // On the point itself, as counts often are, it is clear again; which can't be foreseen either.
  const double beyond = x - piece.x;
  if (!IsAboveZeroUpTo(piece.near, beyond) && x < piece.clear_to) {
    return Value::Number(piece.y + piece.rise * beyond / piece.run);
  }
  return NearPoint(shape, x, points[std::max<std::size_t>(passed, 1) - 1],
                   points[std::min(passed, points.size() - 1)]);
}

Value SubscoreOffCurve(const Shape& shape, const Value& input, bool under_sum) {
  switch (shape.form) {
    case Shape::Form::kIdentity:
      return under_sum ? input : Value::Number(std::clamp(input.number, 0.0, 100.0));
    case Shape::Form::kRanges:
      return InRanges(shape, input.number);
    case Shape::Form::kValues:
      return OfText(shape, input.text());
    case Shape::Form::kTrueIf:
      return Value::Number(input.flag ? shape.if_true : shape.if_false);
    case Shape::Form::kCurve:
      break;
  }
  return Value::Missing();
}

const Shape* ShapeInForce(const Node& signal, const Value* facts, Value* stack) {
  for (const Case& c : signal.cases) {
    if (!c.when || EvaluateExpression(*c.when, facts, stack).IsTrue()) return &c.shape;
  }
  return nullptr;
}

}  // namespace kenko
