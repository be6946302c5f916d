// The feeds: from when until when which kinds of activity were handed in without gaps.
#ifndef KENKO_PORTFOLIO_FEED_TABLE_H_
#define KENKO_PORTFOLIO_FEED_TABLE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "portfolio/snapshot_data.h"

namespace kenko {

// Immutable once shared. Feeds are few: each load makes a new table.
class FeedTable {
 public:
  const std::vector<FeedRow>& rows() const { return rows_; }

  void Add(std::string_view pattern, Instant complete_from, Instant complete_until) {
    patterns_.push_back(std::make_unique<const std::string>(pattern));
    rows_.push_back({*patterns_.back(), complete_from, complete_until});
  }

 private:
  std::vector<std::unique_ptr<const std::string>> patterns_;
  std::vector<FeedRow> rows_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_FEED_TABLE_H_
