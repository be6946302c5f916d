// The milestones that the host knows of each customer.
#ifndef KENKO_PORTFOLIO_MILESTONE_LOG_H_
#define KENKO_PORTFOLIO_MILESTONE_LOG_H_

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "kenko/time.h"
#include "portfolio/row_lists.h"
#include "portfolio/stable_vector.h"
#include "portfolio/text_index.h"

namespace kenko {

struct MilestoneNode {
  int CompareKey(const MilestoneNode& other) const {
    if (name != other.name) return name < other.name ? -1 : 1;
    if (recorded_at != other.recorded_at) return recorded_at < other.recorded_at ? -1 : 1;
    return 0;
  }

  std::atomic<MilestoneNode*> next{nullptr};
  std::uint64_t sequence = 0;
  Instant recorded_at = kBeginningOfTime;
  Instant due_at = kForever;        // kForever: missing
  Instant completed_at = kForever;  // likewise
  std::uint32_t name = 0;           // its number in names()
};

// One thread writes. Others read what their snapshot's limits let them see.
class MilestoneLog {
 public:
  struct Mark {
    TextIndex::Mark names;
    Arena::Mark nodes;
  };

  const TextIndex& names() const { return names_; }
  TextIndex& names() { return names_; }
  const RowLists<MilestoneNode>& lists() const { return lists_; }
  std::int64_t held() const { return held_; }

  Mark mark() const { return {names_.mark(), arena_.mark()}; }
  void Rewind(const Mark& mark) noexcept {
    names_.Rewind(mark.names);
    arena_.Rewind(mark.nodes);
  }
  void Reserve(std::size_t slots) { lists_.Reserve(slots); }
  MilestoneNode* MakeNode() { return new (arena_.Allocate(sizeof(MilestoneNode))) MilestoneNode; }
  void Link(StagedRows<MilestoneNode>& rows, std::uint64_t sequence, std::size_t slots) noexcept {
    lists_.SetSize(slots);
    held_ += rows.Link(sequence, lists_);
  }

 private:
  TextIndex names_;
  Arena arena_;
  RowLists<MilestoneNode> lists_;
  std::int64_t held_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_MILESTONE_LOG_H_
