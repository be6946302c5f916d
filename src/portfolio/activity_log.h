// All activities of a portfolio: by partition of customers a stored part and a tail.
#ifndef KENKO_PORTFOLIO_ACTIVITY_LOG_H_
#define KENKO_PORTFOLIO_ACTIVITY_LOG_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "portfolio/activity_part.h"
#include "portfolio/activity_scratch.h"
#include "portfolio/activity_tail.h"
#include "portfolio/column_table.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

struct ActivityPartition {
  std::shared_ptr<const ActivityPart> part;  // null: none yet
  std::size_t part_rows = 0;                 // here, too: recording needs no more of the part
  mutable ActivityTail tail;                 // only the portfolio's thread writes to it

  bool HasPlainPartOnly(std::uint32_t place) const {
    return part != nullptr && part->is_plain() && tail.Newest(place) == nullptr;
  }
};

// What a snapshot holds on to. Where a tail is put together with its part, new ones take their
// place in a new version, and the old ones live as long as a snapshot needs them.
struct ActivityVersion {
  std::vector<std::shared_ptr<const ActivityPartition>> partitions;

  // Null where the slot came later.
  const ActivityPartition* Find(Slot slot) const {
    const std::uint32_t partition = PartitionOf(slot);
    return partition < partitions.size() ? partitions[partition].get() : nullptr;
  }
  // Asks for what tells where the slot's activities are.
  void PrefetchPlaces(Slot slot) const;
};

// When rows of a tail become part of their partition's part.
struct CompactionPolicy {
  // Rows written again for each new one stay few if a tail grows with its part …
  std::size_t part_rows_per_tail_row = 8;
  // … and small partitions are left alone.
  std::size_t least_tail_rows = 256;

  bool IsDue(std::size_t tail_rows, std::size_t part_rows) const {
    return tail_rows >= least_tail_rows && tail_rows >= part_rows / part_rows_per_tail_row;
  }
};

// One thread writes.
class ActivityLog {
 public:
  explicit ActivityLog(const CompactionPolicy& policy)
      : policy_(policy), version_(std::make_shared<ActivityVersion>()) {}

  const std::shared_ptr<const ActivityVersion>& version() const { return version_; }
  std::int64_t held() const { return held_; }

  // The one partition's tail that the slot's next activity goes to; makes it ready, and puts it
  // together with the part before if it is time. Nothing that can be seen changes.
  ActivityTail& TailFor(Slot slot, const ColumnTable& columns);
  // Two steps towards the slot's next activity, each of which asks for the memory of the next one.
  void PrefetchTail(Slot slot) const;
  void PrefetchPlace(Slot slot) const;
  void Link(ActivityTail& tail, Slot slot, TailRow* row, std::uint64_t sequence) noexcept {
    tail.Link(PlaceOf(slot), row, sequence);
    ++held_;
  }

 private:
  friend class ActivityLogChange;

  static constexpr std::uint64_t kAllRows = ~std::uint64_t{0};

  std::shared_ptr<ActivityVersion> CopyVersion(std::size_t partitions) const;
  // The part's, tail's and `more`'s rows in one part with an empty tail.
  std::shared_ptr<const ActivityPartition> Compact(const ActivityPartition& partition,
                                                   const ActivityPart* more,
                                                   const ColumnTable& columns);

  CompactionPolicy policy_;
  std::shared_ptr<const ActivityVersion> version_;
  std::int64_t held_ = 0;
  TailReader tail_reader_;
  RowMerger tail_merger_, more_merger_;
};

// What a load adds; nothing of it is seen before Commit, nothing is left without it.
class ActivityLogChange {
 public:
  ActivityLogChange(ActivityLog& log, std::shared_ptr<const ColumnTable> columns)
      : log_(log), columns_(std::move(columns)) {}
  ~ActivityLogChange();
  ActivityLogChange(const ActivityLogChange&) = delete;
  ActivityLogChange& operator=(const ActivityLogChange&) = delete;

  // New rows of one partition, each partition once.
  void Add(std::uint32_t partition, ActivityPart part);
  void Commit(std::uint64_t sequence) noexcept;

 private:
  struct TailAddition {
    ActivityTail* tail;
    std::uint32_t place;
    TailRow* row;
  };
  struct TailMark {
    std::shared_ptr<const ActivityPartition> partition;
    Arena::Mark mark;
  };

  void AddToTail(const std::shared_ptr<const ActivityPartition>& partition,
                 const ActivityPart& part);

  ActivityLog& log_;
  std::shared_ptr<const ColumnTable> columns_;
  std::shared_ptr<ActivityVersion> version_;
  std::vector<TailAddition> tail_additions_;
  std::vector<TailMark> tail_marks_;
  std::int64_t row_count_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_LOG_H_
