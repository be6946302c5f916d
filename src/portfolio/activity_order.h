// The order of a customer's activities.
#ifndef KENKO_PORTFOLIO_ACTIVITY_ORDER_H_
#define KENKO_PORTFOLIO_ACTIVITY_ORDER_H_

#include <cmath>

#include "kenko/time.h"

namespace kenko {

// A missing value (NaN) is the least.
inline bool ValueComesBefore(double a, double b) { return std::isnan(a) ? !std::isnan(b) : a < b; }

inline bool ComesBefore(Instant a_at, double a_value, Instant b_at, double b_value) {
  return a_at != b_at ? a_at < b_at : ValueComesBefore(a_value, b_value);
}

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_ORDER_H_
