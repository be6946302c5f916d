// Snapping (MODEL.md 1): every comparison, ordering and rounding of computed numbers is made on
// numbers rounded so that the order of additions can't decide it.
#ifndef KENKO_BASE_SNAP_H_
#define KENKO_BASE_SNAP_H_

#include <cmath>

namespace kenko {

// `x` to 15 significant decimal digits; exact, whatever the locale.
double SnapLarge(double x);
// The nearest multiple of 10⁻⁹ where x·10⁹ was rounded onto a half: decided by what was lost.
double SnapNearTie(double x);

// The nearest multiple of 10⁻⁹ (ties to the even one) if |x| < 10⁶, else 15 significant digits.
// REQUIRES: x is finite; rounding to nearest.
inline double Snap(double x) {
  if (!(std::fabs(x) < 1e6)) return SnapLarge(x);
  // Adding and taking away 1.5·2⁵² rounds to an integer in the current (nearest) mode;
  // |x·10⁹| < 2⁵⁰.
  constexpr double kToInteger = 6755399441055744.0;
  const double scaled = x * 1e9;
  const double whole = (scaled + kToInteger) - kToInteger;
  if (std::fabs(scaled - whole) == 0.5) return SnapNearTie(x);
  return whole / 1e9;
}

// Snapping moves x by less than 0.6e-9 + 0.6e-14·|x|, so it can't change the order of numbers that
// are farther apart than this; then its divisions are spared.
inline bool SnappingKeepsOrder(double a, double b) {
  return std::fabs(a - b) > 2e-9 + 1e-13 * (std::fabs(a) + std::fabs(b));
}

// Below, at or above 0: the order of the snapped numbers.
inline int CompareSnapped(double a, double b) {
  if (a == b) return 0;
  if (SnappingKeepsOrder(a, b)) return a < b ? -1 : 1;
  const double snapped_a = Snap(a), snapped_b = Snap(b);
  return snapped_a < snapped_b ? -1 : snapped_a > snapped_b ? 1 : 0;
}

// Mostly without a branch on which is less, for that can't be foreseen.
inline bool SnappedLess(double a, double b) {
  return SnappingKeepsOrder(a, b) ? a < b : CompareSnapped(a, b) < 0;
}
inline bool SnappedEqual(double a, double b) {
  return !SnappingKeepsOrder(a, b) && CompareSnapped(a, b) == 0;
}

// The test of a divisor against 0.
inline bool SnapsToZero(double x) { return std::fabs(x) < 1e-9 && Snap(x) == 0; }

// To the nearest integer, halves away from zero, of the snapped number.
inline double SnappedRound(double x) { return std::round(Snap(x)); }

}  // namespace kenko

#endif  // KENKO_BASE_SNAP_H_
