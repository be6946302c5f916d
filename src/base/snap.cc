#include "base/snap.h"

#include <charconv>
#include <cstdint>

namespace kenko {
namespace {

// a·b − fl(a·b), exactly (Dekker, Veltkamp). REQUIRES: no overflow in the splits.
double ProductError(double a, double b, double product) {
  constexpr double kSplitter = 134217729.0;  // 2²⁷ + 1
  const double ca = kSplitter * a, cb = kSplitter * b;
  const double a_high = ca - (ca - a), b_high = cb - (cb - b);
  const double a_low = a - a_high, b_low = b - b_high;
  return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
}

}  // namespace

double SnapNearTie(double x) {
  const double scaled = x * 1e9;
  const double below = std::floor(scaled);
  const double lost = ProductError(x, 1e9, scaled);
  double whole;
  if (lost == 0) {
    whole = std::fmod(below, 2.0) == 0 ? below : below + 1;
  } else {
    whole = lost > 0 ? below + 1 : below;
  }
  return whole / 1e9;
}

double SnapLarge(double x) {
  if (!std::isfinite(x)) return x;
  // An integer of at most 15 digits is its own 15 significant digits.
  if (std::fabs(x) < 1e15 && x == static_cast<double>(static_cast<std::int64_t>(x))) return x;
  char digits[40];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, x, std::chars_format::scientific, 14);
  double snapped = x;
  std::from_chars(digits, end.ptr, snapped);
  return std::isfinite(snapped) ? snapped : x;
}

}  // namespace kenko
