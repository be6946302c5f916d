// Activities of one load, put by partition as they come.
#ifndef KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
#define KENKO_PORTFOLIO_ACTIVITY_STAGE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "portfolio/activity_part.h"
#include "portfolio/arena.h"

namespace kenko {

// A staged row: these 16 bytes, and a further 8 for each column beyond them that the load has.
struct StagedActivity {
  Instant at;
  TextCode actor;  // the load's code; 0: missing
  std::uint32_t bits;

  static constexpr std::uint32_t kMostKinds = 1u << (31 - kPartitionBits);
  static std::uint32_t Bits(std::uint32_t kind, std::uint32_t place, bool has_value) {
    return (kind << kPartitionBits | place) << 1 | static_cast<std::uint32_t>(has_value);
  }
  std::uint32_t kind() const { return bits >> (kPartitionBits + 1); }
  std::uint32_t place() const { return bits >> 1 & (kPartitionSlots - 1); }
  bool has_value() const { return (bits & 1) != 0; }

  std::uint64_t* cells() { return reinterpret_cast<std::uint64_t*>(this + 1); }
  const std::uint64_t* cells() const { return reinterpret_cast<const std::uint64_t*>(this + 1); }
};
static_assert(sizeof(StagedActivity) == 16);

// Each partition's rows lie in chunks that grow with it, so that the writes of a load, which go to
// all partitions by turns, stay within few cache lines each. Values lie by themselves: most rows
// have none.
class ActivityStage {
 public:
  // For each row, before the first.
  void SetExtraCells(std::size_t count) { stride_ = sizeof(StagedActivity) + 8 * count; }

  void ReserveSlots(Slot count);
  std::uint32_t partition_count() const { return static_cast<std::uint32_t>(rows_.count()); }
  std::size_t RowCount(std::uint32_t partition) const { return rows_.Size(partition) / stride_; }

  // A row of the slot; its cells, where it has any, are the caller's to write. REQUIRES: reserved.
  StagedActivity* AppendRow(Slot slot, Instant at, TextCode actor, std::uint32_t kind,
                            bool has_value) {
    auto* const row =
        reinterpret_cast<StagedActivity*>(rows_.Append(PartitionOf(slot), stride_, arena_));
    row->at = at;
    row->actor = actor;
    row->bits = StagedActivity::Bits(kind, PlaceOf(slot), has_value);
    return row;
  }
  // The value of the slot's last row, which has one.
  void AppendValue(Slot slot, double value) {
    *reinterpret_cast<double*>(values_.Append(PartitionOf(slot), sizeof value, arena_)) = value;
  }

  // Calls use(row) for each row of a partition in the order in which they came.
  template <typename Use>
  void ForEach(std::uint32_t partition, const Use& use) const {
    rows_.ForEach(partition, stride_,
                  [&use](const char* row) { use(*reinterpret_cast<const StagedActivity*>(row)); });
  }

  // Reads the values of a partition one after another.
  class ValueReader;
  ValueReader Values(std::uint32_t partition) const;

 private:
  struct Chunk {
    char* begin() { return reinterpret_cast<char*>(this + 1); }
    const char* begin() const { return reinterpret_cast<const char*>(this + 1); }
    Chunk* next;
    char* end;
  };

  // Elements of one size in a list of chunks. What each append needs lies apart from the rest, so
  // that all partitions' fit into the nearest cache.
  struct List {
    Chunk* first = nullptr;
    Chunk* last = nullptr;
    std::size_t full = 0;  // bytes in chunks before the last
  };
  class Streams {
   public:
    void Resize(std::size_t count) {
      lists_.resize(count);
      ends_.resize(count);
    }
    std::size_t count() const { return ends_.size(); }
    char* Append(std::size_t stream, std::size_t size, Arena& arena) {
      End& end = ends_[stream];
      if (end.next == end.chunk_end) Grow(stream, size, arena);
      char* const element = end.next;
      end.next += size;
      // The stream's next cache line: the processor follows some streams by itself, not hundreds.
      __builtin_prefetch(element + 64, 1);
      return element;
    }
    std::size_t Size(std::size_t stream) const;
    const Chunk* First(std::size_t stream) const { return lists_[stream].first; }
    template <typename Use>
    void ForEach(std::size_t stream, std::size_t size, const Use& use) const {
      const List& list = lists_[stream];
      for (const Chunk* chunk = list.first; chunk != nullptr; chunk = chunk->next) {
        const char* const end = chunk == list.last ? ends_[stream].next : chunk->end;
        for (const char* element = chunk->begin(); element != end; element += size) use(element);
      }
    }

   private:
    struct End {
      char* next = nullptr;
      char* chunk_end = nullptr;
    };

    void Grow(std::size_t stream, std::size_t size, Arena& arena);

    std::vector<End> ends_;
    std::vector<List> lists_;
  };

  Arena arena_{1 << 16, 1 << 25};
  std::size_t stride_ = sizeof(StagedActivity);
  Streams rows_, values_;  // by partition
};

class ActivityStage::ValueReader {
 public:
  explicit ValueReader(const Chunk* chunk) : chunk_(chunk) {
    if (chunk != nullptr) next_ = chunk->begin();
  }
  // REQUIRES: there is one more.
  double Next() {
    if (next_ == chunk_->end) {
      chunk_ = chunk_->next;
      next_ = chunk_->begin();
    }
    const double value = *reinterpret_cast<const double*>(next_);
    next_ += sizeof value;
    return value;
  }

 private:
  const Chunk* chunk_;
  const char* next_ = nullptr;
};

inline ActivityStage::ValueReader ActivityStage::Values(std::uint32_t partition) const {
  return ValueReader(values_.First(partition));
}

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
