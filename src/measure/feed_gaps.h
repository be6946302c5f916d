// Gaps in the data are not silence (MODEL.md 4): whether the host vouches for what an aggregate
// would count.
#ifndef KENKO_MEASURE_FEED_GAPS_H_
#define KENKO_MEASURE_FEED_GAPS_H_

#include <vector>

#include "model/measure_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// True where, for some feed whose pattern and the aggregate's can match a common kind, the window
// ending at `t` begins before the feed is complete, or `t` lies after what is complete plus
// `late_by`.
bool HasGap(const Aggregate& aggregate, const std::vector<FeedRow>& feeds, Instant t,
            Duration late_by);

}  // namespace kenko

#endif  // KENKO_MEASURE_FEED_GAPS_H_
