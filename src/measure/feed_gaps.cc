#include "measure/feed_gaps.h"

namespace kenko {

bool HasGap(const Aggregate& aggregate, const std::vector<FeedRow>& feeds, Instant t,
            Duration late_by) {
  for (const FeedRow& feed : feeds) {
    KindPatternItem pattern;
    if (!ParseKindPatternItem(feed.pattern, &pattern)) continue;  // was refused when loaded
    if (!aggregate.of.Overlaps(pattern)) continue;
    // Instants lie within years 1 to 9999 and durations within a century: nothing overflows.
    if (aggregate.window != 0 && feed.complete_from != kBeginningOfTime &&
        t - aggregate.window < feed.complete_from) {
      return true;
    }
    if (feed.complete_until != kForever && t > feed.complete_until + late_by) return true;
  }
  return false;
}

}  // namespace kenko
