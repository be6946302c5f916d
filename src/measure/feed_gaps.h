// Gaps in the data are not silence (MODEL.md 4): whether the host vouches for what an aggregate
// would count.
#ifndef KENKO_MEASURE_FEED_GAPS_H_
#define KENKO_MEASURE_FEED_GAPS_H_

#include <vector>

#include "model/measure_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// What all feeds together whose pattern and an aggregate's can match a common kind vouch for.
struct FeedCover {
  Instant complete_from = kBeginningOfTime;
  Instant complete_until = kForever;  // `late_by` included

  // Whether the window that ends at `t` (0: all time) begins before that, or `t` lies after it.
  bool HasGap(Duration window, Instant t) const {
    // Instants lie within years 1 to 9999 and durations within a century: nothing overflows.
    const bool begins_before =
        window != 0 && complete_from != kBeginningOfTime && t - window < complete_from;
    return begins_before || t > complete_until;
  }
};
// Of an aggregate that ignores gaps: everything.
FeedCover CoverOf(const Aggregate& aggregate, const std::vector<FeedRow>& feeds, Duration late_by);

}  // namespace kenko

#endif  // KENKO_MEASURE_FEED_GAPS_H_
