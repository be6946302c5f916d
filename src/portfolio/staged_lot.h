// Activities of one load that one thread at a time put by partition as they came.
#ifndef KENKO_PORTFOLIO_STAGED_LOT_H_
#define KENKO_PORTFOLIO_STAGED_LOT_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "portfolio/activity_part.h"
#include "portfolio/buffer.h"
#include "portfolio/staged_activity.h"
#include "portfolio/staged_streams.h"

namespace kenko {

// Each partition's rows lie in chunks that grow with it, so that the writes of a load, which go to
// all partitions by turns, stay within few cache lines each. What few rows have lies by itself:
// values, actors' own texts, what is far, and the cells of further columns.
//
// Neighbouring partitions make a group, which has memory of its own.
class StagedLot {
 public:
  explicit StagedLot(int group_bits) : memory_(group_bits) {}

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

  // Appends rows of slots that are reserved, and what some of them have, in the order of these.
  class Writer {
   public:
    explicit Writer(StagedLot& lot)
        : row_counts_(lot.row_counts_.data()),
          rows_(lot.rows_.Write()),
          far_(lot.far_.Write()),
          values_(lot.values_.Write()) {}

    void AppendRow(Slot slot, const StagedActivity& row) const {
      rows_.Append(PartitionOf(slot), row);
      ++row_counts_[slot];
    }
    void AppendFar(Slot slot, const FarCells& cells) const {
      far_.Append(PartitionOf(slot), cells);
    }
    void AppendValue(Slot slot, double value) const { values_.Append(PartitionOf(slot), value); }
    // Asks for the memory in which a row will soon be put.
    void Prefetch(Slot slot) const {
      rows_.Prefetch(PartitionOf(slot));
      __builtin_prefetch(row_counts_ + slot, 1);
    }

   private:
    std::uint32_t* row_counts_;
    StagedStreams::Writer rows_, far_, values_;
  };
  // Slots must not be reserved while it is in use.
  Writer Write() { return Writer(*this); }

  // The actor of a row of the slot that is kOwnText.
  void AppendText(Slot slot, std::string_view text);
  // `size` bytes for the cells of a row of the slot, which are then to be written.
  std::uint64_t* AppendExtraCells(Slot slot, std::size_t size) {
    return reinterpret_cast<std::uint64_t*>(extra_cells_.Write().Append(PartitionOf(slot), size));
  }

  // Of each partition's rows those since the last call make a run.
  void EndRun();
  std::size_t run_count() const { return run_ends_.size(); }
  // How many rows of a partition that run and those before it have.
  std::size_t RowsUpTo(std::size_t run, std::uint32_t partition) const {
    const Buffer<std::uint32_t>& ends = run_ends_[run];
    return partition < ends.size() ? ends[partition] : 0;  // there were fewer partitions
  }

  // Reads what some rows have, one after another. REQUIRES of Next: there is one more.
  template <typename T>
  class Reader {
   public:
    const T& Next() { return *reinterpret_cast<const T*>(reader_.Next(size_)); }

   private:
    friend class StagedLot;
    Reader(const StagedStreams::Reader& reader, std::size_t size) : reader_(reader), size_(size) {}
    StagedStreams::Reader reader_;
    std::size_t size_;
  };
  StagedStreams::Reader Rows(std::uint32_t partition) const { return rows_.Read(partition); }
  Reader<double> Values(std::uint32_t partition) const {
    return {values_.Read(partition), sizeof(double)};
  }
  bool HasFar(std::uint32_t partition) const { return far_.Size(partition) > 0; }
  Reader<FarCells> Far(std::uint32_t partition) const {
    return {far_.Read(partition), sizeof(FarCells)};
  }
  // The first of each row's cells, which take `size` bytes. REQUIRES: there are some.
  Reader<std::uint64_t> ExtraCells(std::uint32_t partition, std::size_t size) const {
    return {extra_cells_.Read(partition), size};
  }
  // Likewise the texts.
  class TextReader {
   public:
    std::string_view Next();

   private:
    friend class StagedLot;
    explicit TextReader(const StagedStreams::Reader& reader) : reader_(reader) {}
    StagedStreams::Reader reader_;
  };
  bool HasTexts(std::uint32_t partition) const { return texts_.Size(partition) > 0; }
  TextReader Texts(std::uint32_t partition) const { return TextReader(texts_.Read(partition)); }

  // Gives up the memory of a group's rows, which are gone with it.
  void Release(std::size_t group, SparePages& spare) { memory_.Release(group, spare); }

 private:
  Buffer<std::uint32_t> row_counts_;  // by slot
  GroupMemory memory_;
  // By partition.
  StagedStreams rows_{memory_}, far_{memory_}, values_{memory_}, texts_{memory_},
      extra_cells_{memory_};
  // By run: how many rows each partition had at its end. A partition of 2³² rows is refused later.
  std::vector<Buffer<std::uint32_t>> run_ends_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_STAGED_LOT_H_
