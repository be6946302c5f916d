// Activities of one load, put by partition as they come.
#ifndef KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
#define KENKO_PORTFOLIO_ACTIVITY_STAGE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/prefetch.h"
#include "portfolio/activity_part.h"
#include "portfolio/spare_pages.h"
#include "portfolio/staged_activity.h"
#include "portfolio/staged_lot.h"

namespace kenko {

// Several threads stage a block's rows at once, in as many lots: each neighbouring rows of the
// block. A partition's rows are read block by block, and of each block lot by lot: in the order in
// which they came, however many lots there are.
class ActivityStage {
 public:
  // More lots would only take memory.
  static constexpr std::size_t kMostLots = 16;

  // `slots`: how many there are to begin with.
  explicit ActivityStage(Slot slots) : group_bits_(GroupBits(slots)) { SetLots(1); }

  // The columns beyond those that every activity has, before the first row.
  void SetExtraCells(std::size_t count) { extra_size_ = count * sizeof(std::uint64_t); }
  std::size_t extra_size() const { return extra_size_; }
  // Instants from `earliest` on, for nine years, are near; before the first row.
  void SetNear(Instant earliest) { origin_ = StagedActivity::Origin(earliest); }
  const StagedActivity::Origin& origin() const { return origin_; }

  // Makes at least so many lots for the blocks to come.
  void SetLots(std::size_t count);
  std::size_t lot_count() const { return lots_.size(); }
  // Different threads may write to different lots.
  StagedLot& lot(std::size_t number) { return *lots_[number]; }
  const StagedLot& lot(std::size_t number) const { return *lots_[number]; }
  // There will be at least so many rows.
  void ExpectRows(std::size_t count);
  void ReserveSlots(Slot count);
  // All rows of a block have been staged.
  void EndBlock();

  std::uint32_t partition_count() const { return lots_[0]->partition_count(); }
  std::size_t group_count() const { return lots_[0]->group_count(); }
  std::size_t GroupOf(std::uint32_t partition) const { return lots_[0]->GroupOf(partition); }
  std::size_t RowCount(std::uint32_t partition) const;
  bool HasFar(std::uint32_t partition) const;
  bool HasTexts(std::uint32_t partition) const;

  // read(lot) of each lot.
  template <typename Read>
  auto OfLots(const Read& read) const {
    std::vector<decltype(read(*lots_[0]))> all;
    all.reserve(lots_.size());
    for (const auto& lot : lots_) all.push_back(read(*lot));
    return all;
  }

  // Calls use(lot, begin, end) for all rows of a partition in the order in which they came, as they
  // lie side by side, with the number of their lot.
  template <typename Use>
  void ForEachStretch(std::uint32_t partition, const Use& use) const {
    std::array<StagedStreams::Reader, kMostLots> readers;
    for (std::size_t lot = 0; lot < lots_.size(); ++lot) {
      readers[lot] = lots_[lot]->Rows(partition);
    }
    const auto read = [&](std::size_t lot, std::size_t rows) {
      readers[lot].Next(rows * sizeof(StagedActivity), [&](const char* begin, const char* end) {
        use(lot, reinterpret_cast<const StagedActivity*>(begin),
            reinterpret_cast<const StagedActivity*>(end));
      });
    };
    if (lots_.size() == 1) return read(0, lots_[0]->RowCount(partition));
    std::array<std::size_t, kMostLots> done{};  // rows, by lot
    for (std::size_t run = 0; run < lots_[0]->run_count(); ++run) {
      for (std::size_t lot = 0; lot < lots_.size(); ++lot) {
        const std::size_t end = lots_[lot]->RowsUpTo(run, partition);
        read(lot, end - std::exchange(done[lot], end));
      }
    }
  }

  // Likewise calls use(lot, row) for each row.
  template <typename Use>
  void ForEach(std::uint32_t partition, const Use& use) const {
    ForEachStretch(partition,
                   [&](std::size_t lot, const StagedActivity* begin, const StagedActivity* end) {
                     for (const StagedActivity* row = begin; row != end; ++row) {
                       StagedStreams::PrefetchAhead(row);
                       use(lot, *row);
                     }
                   });
  }

  // Gives up the memory of a group's rows, which are gone with it.
  void Release(std::size_t group);
  // What is given up is spare then.
  SparePages& spare_pages() { return spare_; }

 private:
  static int GroupBits(Slot slots);

  StagedActivity::Origin origin_{0};
  std::size_t extra_size_ = 0;
  int group_bits_;
  SparePages spare_;
  std::vector<std::unique_ptr<StagedLot>> lots_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
