// From a signal's value to its subscore (MODEL.md 9).
#ifndef KENKO_HEALTH_SUBSCORE_H_
#define KENKO_HEALTH_SUBSCORE_H_

#include "base/value.h"
#include "model/scorecard_data.h"

namespace kenko {

// The subscore of x on a curve.
Value SubscoreOnCurve(const Shape& curve, double x);
// That of a value that is there, by a shape that is no curve.
Value SubscoreOffCurve(const Shape& shape, const Value& input, bool under_sum);

// Missing where the value is, or where the shape gives nothing for it. `under_sum`: the signal is a
// child of a sum, so that an identity is points and not clamped.
inline Value Subscore(const Shape& shape, const Value& input, bool under_sum) {
  if (!input.present) return Value::Missing();
  return shape.form == Shape::Form::kCurve ? SubscoreOnCurve(shape, input.number)
                                           : SubscoreOffCurve(shape, input, under_sum);
}

// The shape in force: that of the first case whose `when` is true or absent; null: none.
const Shape* ShapeInForce(const Node& signal, const Value* facts, Value* stack);

}  // namespace kenko

#endif  // KENKO_HEALTH_SUBSCORE_H_
