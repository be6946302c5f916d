// One customer's rows put together from where they are.
#ifndef KENKO_PORTFOLIO_ACTIVITY_SCRATCH_H_
#define KENKO_PORTFOLIO_ACTIVITY_SCRATCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "portfolio/activity_columns.h"
#include "portfolio/activity_tail.h"
#include "portfolio/activity_view.h"
#include "portfolio/buffer.h"
#include "portfolio/snapshot_data.h"
#include "portfolio/text_coder.h"
#include "portfolio/text_index.h"

namespace kenko {

// The rows of a customer's tail that a snapshot sees, turned into columns.
class TailReader {
 public:
  // `columns`: the snapshot's.
  ActivityRows Read(const TailRow* newest, std::uint64_t sequence,
                    const std::vector<AttributeColumn>& columns);

 private:
  struct Found {
    const TailRow* row;
    std::size_t newer_rows;
  };

  // The columns that some row has.
  struct Present {
    bool value = false, actor = false, id = false;
    bool valid_until = false, recorded_at = false, retracted = false;
  };

  void Sort(const TailRow* newest, std::uint64_t sequence);
  void Note(const TailRow& row);
  template <typename T, typename Get>
  void Gather(Buffer<T>& column, const Get& get);
  template <typename T, typename Get, typename IsMissing>
  void GatherIfAny(Buffer<T>& column, const Get& get, const IsMissing& is_missing);
  void GatherAttribute(std::size_t number, ColumnView::Type type);

  Buffer<Found> rows_;
  Present present_;
  ActivityColumns columns_;
  TextCoder texts_, ids_;
};

// Two sources' rows in one order, with common text codes.
class RowMerger {
 public:
  // Codes of `a` stay; of equal (at, value), rows of `a` come first.
  ActivityRows Merge(const ActivityRows& a, const ActivityRows& b);

 private:
  ActivityColumns columns_;
  TextCoder texts_, ids_;
  Buffer<TextCode> text_map_, id_map_;
};

// The known rows that count (MODEL.md 2), without the retracted ones.
class RowChooser {
 public:
  ActivityRows Choose(const ActivityRows& rows, Instant known, const TextIndex& kinds);
  // How many known rows do not count or are retracted.
  std::int64_t CountSuperseded(const ActivityRows& rows, Instant known, const TextIndex& kinds);

 private:
  void FindWinners(const ActivityRows& rows, Instant known, const TextIndex& kinds);

  ActivityColumns columns_;
  Buffer<std::uint32_t> winner_;  // by id code: row + 1, or 0
};

// The steps of SnapshotData::Activities. One a thread; allocates only while it grows.
class ActivityScratch {
 public:
  TailReader tail;
  RowMerger merger;
  RowChooser chooser;
  std::vector<ActivityAttribute> attributes;
  std::vector<MilestoneRow> milestones;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_SCRATCH_H_
