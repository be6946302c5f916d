#include "health/subscore.h"

#include <algorithm>
#include <limits>

#include "base/snap.h"

namespace kenko {
namespace {

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

double SubscoreNearPoint(const Shape& curve, std::size_t passed, double x) {
  // Only the neighbours can be that near, as snapping keeps the order.
  const CurvePoint& left = curve.curve[std::max<std::size_t>(passed, 1) - 1];
  const CurvePoint& right = curve.curve[std::min(passed, curve.curve.size() - 1)];
  if (SnappedEqual(left.x, x)) return left.y;
  if (SnappedEqual(x, right.x)) return right.y;
  if (&left == &right) {
    return curve.outside_is_missing ? std::numeric_limits<double>::quiet_NaN() : left.y;
  }
  return left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x);
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
