#include "measure/feed_gaps.h"

#include <algorithm>

namespace kenko {

FeedCover CoverOf(const Aggregate& aggregate, const std::vector<FeedRow>& feeds, Duration late_by) {
  FeedCover cover;
  if (aggregate.ignores_gaps) return cover;
  for (const FeedRow& feed : feeds) {
    KindPatternItem pattern;
    if (!ParseKindPatternItem(feed.pattern, &pattern)) continue;  // was refused when loaded
    if (!aggregate.of.Overlaps(pattern)) continue;
    cover.complete_from = std::max(cover.complete_from, feed.complete_from);
    if (feed.complete_until != kForever) {
      cover.complete_until = std::min(cover.complete_until, feed.complete_until + late_by);
    }
  }
  return cover;
}

}  // namespace kenko
