// From a signal's value to its subscore (MODEL.md 9).
#ifndef KENKO_HEALTH_SUBSCORE_H_
#define KENKO_HEALTH_SUBSCORE_H_

#include <cstdint>
#include <cstring>

#include "base/value.h"
#include "model/scorecard_data.h"

namespace kenko {

// On a point of the curve, a hair beside it too, its y is the subscore. `passed`: how many points
// lie at or below x. NaN: missing. Rare, and so not part of what follows.
double SubscoreNearPoint(const Shape& curve, std::size_t passed, double x);

// By one comparison: the bits of numbers from 0 on are ordered as they are; others' are above.
inline bool IsAboveZeroUpTo(double most, double x) {
  std::uint64_t most_bits = 0, x_bits = 0;
  std::memcpy(&most_bits, &most, sizeof(most));
  std::memcpy(&x_bits, &x, sizeof(x));
  return x_bits - 1 < most_bits;
}

// Whether x lies clearly on the piece of a curve that it was found on: no hair beside a point. On
// the point itself, as counts often are, it does, and NaN does.
inline bool IsClearOfPoints(const CurvePiece& piece, double x) {
  return !IsAboveZeroUpTo(piece.near, x - piece.x) && !(x >= piece.clear_to);
}
inline double SubscoreOnPiece(const CurvePiece& piece, double x) {
  return piece.y + piece.rise * (x - piece.x) / piece.run;
}

// The subscore of x on a curve; missing where that is NaN or infinite. REQUIRES: x is finite.
inline double SubscoreOnCurve(const Shape& curve, double x) {
  // Counted without a branch, for which point is passed last can't be foreseen.
  std::size_t passed = 0;
  for (const CurvePoint& point : curve.curve) passed += point.x <= x;
  const CurvePiece& piece = curve.pieces[passed];
  return IsClearOfPoints(piece, x) ? SubscoreOnPiece(piece, x)
                                   : SubscoreNearPoint(curve, passed, x);
}

// That of a value that is there, by a shape that is no curve.
Value SubscoreOffCurve(const Shape& shape, const Value& input, bool under_sum);

// Missing where the value is, or where the shape gives nothing for it. `under_sum`: the signal is a
// child of a sum, so that an identity is points and not clamped.
inline Value Subscore(const Shape& shape, const Value& input, bool under_sum) {
  if (!input.present) return Value::Missing();
  return shape.form == Shape::Form::kCurve ? Value::Number(SubscoreOnCurve(shape, input.number))
                                           : SubscoreOffCurve(shape, input, under_sum);
}

// The shape in force: that of the first case whose `when` is true or absent; null: none.
const Shape* ShapeInForce(const Node& signal, const Value* facts, Value* stack);

}  // namespace kenko

#endif  // KENKO_HEALTH_SUBSCORE_H_
