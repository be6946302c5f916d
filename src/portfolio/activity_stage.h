// Activities of one load, put by partition as they come.
#ifndef KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
#define KENKO_PORTFOLIO_ACTIVITY_STAGE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "portfolio/activity_part.h"
#include "portfolio/arena.h"

namespace kenko {

// A staged row: these 24 bytes, and a further 8 for each column beyond them that the load has.
struct StagedActivity {
  Instant at;
  double value;     // NaN: missing
  TextCode actor;   // the load's code; 0: missing
  std::uint32_t kind_and_place;

  static constexpr std::uint32_t kMostKinds = 1u << (32 - kPartitionBits);
  std::uint32_t kind() const { return kind_and_place >> kPartitionBits; }
  std::uint32_t place() const { return kind_and_place & (kPartitionSlots - 1); }
  std::uint64_t* cells() { return reinterpret_cast<std::uint64_t*>(this + 1); }
  const std::uint64_t* cells() const { return reinterpret_cast<const std::uint64_t*>(this + 1); }
};
static_assert(sizeof(StagedActivity) == 24);

// Each partition's rows lie in chunks that grow with it, so that the writes of a load, which go to
// all partitions by turns, stay within few cache lines each.
class ActivityStage {
 public:
  void SetExtraCells(std::size_t count) { stride_ = sizeof(StagedActivity) + 8 * count; }
  std::size_t stride() const { return stride_; }

  void ReserveSlots(Slot count) {
    const std::size_t partitions = count == 0 ? 0 : PartitionOf(count - 1) + std::size_t{1};
    if (partitions > partitions_.size()) partitions_.resize(partitions);
  }
  std::uint32_t partition_count() const { return static_cast<std::uint32_t>(partitions_.size()); }

  // Room for a row of the slot; its place is set. REQUIRES: reserved.
  StagedActivity* Append(std::uint32_t partition) {
    Partition& stage = partitions_[partition];
    if (stage.next == stage.end) Grow(stage);
    StagedActivity* const row = reinterpret_cast<StagedActivity*>(stage.next);
    stage.next += stride_;
    return row;
  }

  std::size_t RowCount(std::uint32_t partition) const;

  // Calls use(row) for each row of a partition in the order in which they came.
  template <typename Use>
  void ForEach(std::uint32_t partition, const Use& use) const {
    const Partition& stage = partitions_[partition];
    for (const Chunk* chunk = stage.first; chunk != nullptr; chunk = chunk->next) {
      const char* const end = chunk == stage.last ? stage.next : chunk->end;
      for (const char* row = chunk->begin(); row != end; row += stride_) {
        use(*reinterpret_cast<const StagedActivity*>(row));
      }
    }
  }

 private:
  struct Chunk {
    char* begin() { return reinterpret_cast<char*>(this + 1); }
    const char* begin() const { return reinterpret_cast<const char*>(this + 1); }
    Chunk* next;
    char* end;
  };
  struct Partition {
    char* next = nullptr;
    char* end = nullptr;
    Chunk* first = nullptr;
    Chunk* last = nullptr;
    std::size_t full_rows = 0;  // in chunks before the last
  };

  void Grow(Partition& stage);

  Arena arena_{1 << 16, 1 << 22};
  std::size_t stride_ = sizeof(StagedActivity);
  std::vector<Partition> partitions_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
