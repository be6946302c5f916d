// Activities of one load, put by partition as they come.
#ifndef KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
#define KENKO_PORTFOLIO_ACTIVITY_STAGE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "portfolio/activity_part.h"
#include "portfolio/staged_streams.h"

namespace kenko {

// A staged row: these 16 bytes, and a further 8 for each column beyond them that the load has.
struct StagedActivity {
  // Of `actor`: the text was staged with the row.
  static constexpr TextCode kOwnText = 0xFFFFFFFF;
  static constexpr std::uint32_t kMostKinds = 1u << (31 - kPartitionBits);

  Instant at;
  TextCode actor;  // the load's code; 0: missing
  std::uint32_t bits;

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
// all partitions by turns, stay within few cache lines each. Values and actors' own texts lie by
// themselves: most rows have none.
//
// Neighbouring partitions make a group, which has memory of its own. Different threads may write to
// different groups at once.
class ActivityStage {
 public:
  // `slots`: how many there are to begin with.
  explicit ActivityStage(Slot slots)
      : memory_(GroupBits(slots)), rows_(memory_), values_(memory_), texts_(memory_) {}

  // For each row, before the first.
  void SetExtraCells(std::size_t count) { stride_ = sizeof(StagedActivity) + 8 * count; }

  void ReserveSlots(Slot count);
  std::uint32_t partition_count() const { return static_cast<std::uint32_t>(rows_.count()); }
  std::size_t group_count() const { return memory_.group_count(); }
  std::size_t GroupOf(std::uint32_t partition) const { return memory_.GroupOf(partition); }
  std::size_t RowCount(std::uint32_t partition) const { return rows_.Size(partition) / stride_; }

  // A row of the slot; its cells, where it has any, are the caller's to write. REQUIRES: reserved.
  StagedActivity* AppendRow(Slot slot, Instant at, TextCode actor, std::uint32_t kind,
                            bool has_value) {
    auto* const row = reinterpret_cast<StagedActivity*>(rows_.Append(PartitionOf(slot), stride_));
    row->at = at;
    row->actor = actor;
    row->bits = StagedActivity::Bits(kind, PlaceOf(slot), has_value);
    return row;
  }
  // The value of the slot's last row, which has one.
  void AppendValue(Slot slot, double value) {
    *reinterpret_cast<double*>(values_.Append(PartitionOf(slot), sizeof value)) = value;
  }
  // The actor of the slot's last row, which is kOwnText.
  void AppendText(Slot slot, std::string_view text);

  // Calls use(row) for each row of a partition in the order in which they came.
  template <typename Use>
  void ForEach(std::uint32_t partition, const Use& use) const {
    for (StagedStreams::Reader reader = rows_.Read(partition); !reader.AtEnd();) {
      use(*reinterpret_cast<const StagedActivity*>(reader.Next(stride_)));
    }
  }

  // Reads the values of a partition one after another. REQUIRES of Next: there is one more.
  class ValueReader {
   public:
    double Next() { return *reinterpret_cast<const double*>(reader_.Next(sizeof(double))); }

   private:
    friend class ActivityStage;
    explicit ValueReader(const StagedStreams::Reader& reader) : reader_(reader) {}
    StagedStreams::Reader reader_;
  };
  ValueReader Values(std::uint32_t partition) const { return ValueReader(values_.Read(partition)); }
  // Likewise the texts.
  class TextReader {
   public:
    std::string_view Next();

   private:
    friend class ActivityStage;
    explicit TextReader(const StagedStreams::Reader& reader) : reader_(reader) {}
    StagedStreams::Reader reader_;
  };
  TextReader Texts(std::uint32_t partition) const { return TextReader(texts_.Read(partition)); }

  // Gives back the memory of a group's rows, which are gone with it.
  void Release(std::size_t group) { memory_.Release(group); }

 private:
  static int GroupBits(Slot slots);

  GroupMemory memory_;
  std::size_t stride_ = sizeof(StagedActivity);
  StagedStreams rows_, values_, texts_;  // by partition
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_STAGE_H_
