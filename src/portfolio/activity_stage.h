// Activities of one load, put by partition as they come.
#ifndef KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
#define KENKO_PORTFOLIO_ACTIVITY_STAGE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "portfolio/activity_part.h"
#include "portfolio/buffer.h"
#include "portfolio/staged_activity.h"
#include "portfolio/staged_streams.h"

namespace kenko {

// Each partition's rows lie in chunks that grow with it, so that the writes of a load, which go to
// all partitions by turns, stay within few cache lines each. What few rows have lies by itself:
// values, actors' own texts, what is far, and the cells of further columns.
//
// Neighbouring partitions make a group, which has memory of its own. Different threads may write to
// different groups at once.
class ActivityStage {
 public:
  // `slots`: how many there are to begin with.
  explicit ActivityStage(Slot slots) : memory_(GroupBits(slots)) {}

  // The columns beyond those that every activity has, before the first row.
  void SetExtraCells(std::size_t count) { extra_size_ = count * sizeof(std::uint64_t); }
  // Instants from `earliest` on, for nine years, are near; before the first row.
  void SetNear(Instant earliest) { origin_ = StagedActivity::Origin(earliest); }
  const StagedActivity::Origin& origin() const { return origin_; }
  // There will be at least so many rows.
  void ExpectRows(std::size_t count) { memory_.Expect(count * sizeof(StagedActivity)); }

  void ReserveSlots(Slot count);
  std::uint32_t partition_count() const { return static_cast<std::uint32_t>(rows_.count()); }
  std::size_t group_count() const { return memory_.group_count(); }
  std::size_t GroupOf(std::uint32_t partition) const { return memory_.GroupOf(partition); }
  std::size_t RowCount(std::uint32_t partition) const {
    return rows_.Size(partition) / sizeof(StagedActivity);
  }
  // By place: how many rows of a partition each customer has.
  const std::uint32_t* RowCounts(std::uint32_t partition) const {
    return row_counts_.data() + std::size_t{partition} * kPartitionSlots;
  }

  // Of a row that is far.
  struct FarCells {
    Instant at;
    std::uint64_t kind;
  };

  // Appends rows of slots that are reserved.
  class Writer {
   public:
    explicit Writer(ActivityStage& stage)
        : origin_(stage.origin_),
          row_counts_(stage.row_counts_.data()),
          rows_(stage.rows_.Write()),
          far_(stage.far_.Write()),
          values_(stage.values_.Write()) {}

    // With kNearKinds, REQUIRES: the kind is near.
    template <bool kNearKinds>
    void AppendRow(Slot slot, Instant at, std::uint32_t kind, TextCode actor,
                   bool has_value) const {
      std::uint64_t instant = origin_.Place(at);
      if (instant >= StagedActivity::kNearInstants ||
          (!kNearKinds && kind >= StagedActivity::kNearKinds)) {
        far_.Append(PartitionOf(slot), FarCells{at, kind});
        instant = 0;
        kind = StagedActivity::kNearKinds;
      }
      rows_.Append(PartitionOf(slot),
                   StagedActivity(instant, PlaceOf(slot), has_value, kind, actor));
      ++row_counts_[slot];
    }
    // For a row that comes a little later.
    void Prefetch(Slot slot) const {
      rows_.Prefetch(PartitionOf(slot));
      __builtin_prefetch(row_counts_ + slot, 1);
    }
    // The value of the slot's last row, which has one.
    void AppendValue(Slot slot, double value) const { values_.Append(PartitionOf(slot), value); }

   private:
    StagedActivity::Origin origin_;
    std::uint32_t* row_counts_;
    StagedStreams::Writer rows_, far_, values_;
  };
  // Slots must not be reserved while it is in use.
  Writer Write() { return Writer(*this); }

  // The actor of a row of the slot that is kOwnText, in the order of these rows.
  void AppendText(Slot slot, std::string_view text);
  // For a row of the slot, in the order of its rows, what is then to be written.
  std::uint64_t* AppendExtraCells(Slot slot) {
    return reinterpret_cast<std::uint64_t*>(
        extra_cells_.Write().Append(PartitionOf(slot), extra_size_));
  }

  // Calls use(row) for each row of a partition in the order in which they came.
  template <typename Use>
  void ForEach(std::uint32_t partition, const Use& use) const {
    rows_.ForEachChunk(partition, [&use](const char* begin, const char* end) {
      for (; begin != end; begin += sizeof(StagedActivity)) {
        __builtin_prefetch(begin + StagedStreams::kBytesAhead);
        use(*reinterpret_cast<const StagedActivity*>(begin));
      }
    });
  }

  // Reads what some rows have, one after another. REQUIRES of Next: there is one more.
  template <typename T>
  class Reader {
   public:
    const T& Next() { return *reinterpret_cast<const T*>(reader_.Next(size_)); }

   private:
    friend class ActivityStage;
    Reader(const StagedStreams::Reader& reader, std::size_t size) : reader_(reader), size_(size) {}
    StagedStreams::Reader reader_;
    std::size_t size_;
  };
  Reader<double> Values(std::uint32_t partition) const {
    return {values_.Read(partition), sizeof(double)};
  }
  bool HasFar(std::uint32_t partition) const { return far_.Size(partition) > 0; }
  Reader<FarCells> Far(std::uint32_t partition) const {
    return {far_.Read(partition), sizeof(FarCells)};
  }
  // The first of each row's cells. REQUIRES: there are some.
  Reader<std::uint64_t> ExtraCells(std::uint32_t partition) const {
    return {extra_cells_.Read(partition), extra_size_};
  }
  // Likewise the texts.
  class TextReader {
   public:
    std::string_view Next();

   private:
    friend class ActivityStage;
    explicit TextReader(const StagedStreams::Reader& reader) : reader_(reader) {}
    StagedStreams::Reader reader_;
  };
  bool HasTexts(std::uint32_t partition) const { return texts_.Size(partition) > 0; }
  TextReader Texts(std::uint32_t partition) const { return TextReader(texts_.Read(partition)); }

  // Gives up the memory of a group's rows, which are gone with it.
  void Release(std::size_t group) { memory_.Release(group); }
  // What is given up is spare then.
  SparePages& spare_pages() { return memory_.spare(); }

 private:
  static int GroupBits(Slot slots);

  StagedActivity::Origin origin_{0};
  std::size_t extra_size_ = 0;
  Buffer<std::uint32_t> row_counts_;  // by slot
  GroupMemory memory_;
  // By partition.
  StagedStreams rows_{memory_}, far_{memory_}, values_{memory_}, texts_{memory_},
      extra_cells_{memory_};
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
