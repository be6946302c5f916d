// The stored activities of some neighbouring customers: immutable, sorted, as columns.
#ifndef KENKO_PORTFOLIO_ACTIVITY_PART_H_
#define KENKO_PORTFOLIO_ACTIVITY_PART_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "portfolio/activity_columns.h"
#include "portfolio/buffer.h"
#include "portfolio/cell_packing.h"
#include "portfolio/part_memory.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// Customers are kept by partitions of so many neighbouring slots: as many as make the activities
// of a partition fit into a core's cache while they are sorted.
inline constexpr int kPartitionBits = 8;
inline constexpr std::uint32_t kPartitionSlots = 1u << kPartitionBits;
inline std::uint32_t PartitionOf(Slot slot) { return slot >> kPartitionBits; }
inline std::uint32_t PlaceOf(Slot slot) { return slot & (kPartitionSlots - 1); }

// A partition's activities. Customers stand by their place in it, each with its rows in order of
// (at, value), missing values first, and with texts of its own: no other customer's data leads to
// them.
class ActivityPart {
 public:
  ActivityRows Rows(std::uint32_t place) const;
  // Whether rows have nothing but an instant, a kind, a value and an actor each: then all of them
  // count whenever they are known, and View tells all there is.
  bool is_plain() const { return !has_others_; }
  ActivityView View(std::uint32_t place) const;
  // Asks for what Rows and PrefetchRows read.
  void PrefetchPlace(std::uint32_t place) const;
  // Asks for a customer's newest rows, which are read most; where they are to be merged with
  // others, for more of what is read then.
  void PrefetchRows(std::uint32_t place, bool for_merging) const;
  std::size_t row_count() const { return row_begin_[kPartitionSlots]; }
  std::size_t RowCount(std::uint32_t place) const {
    return row_begin_[place + 1] - row_begin_[place];
  }

 private:
  friend class PartBuilder;
  friend class PartWriter;

  // Takes rows in, in as little memory as they need, and the texts and ids; all stay the caller's.
  // Of the columns, which need not be in `columns`, kinds and values are told by what packs them.
  // REQUIRES: what is by place is set.
  void Store(const ActivityColumns& columns, const CodePacking& kinds, const NumberPacking& values,
             const TextList& texts, const TextList& ids, PartMemory& memory);

  // What every load has lies in `memory_`, the rest, rarely more than a little, in `others_`.
  PartMemory::Piece memory_;
  const Instant* at_ = nullptr;
  CodeCells kind_;
  NumberCells value_;
  CodeCells actor_;
  ActivityColumns others_;
  bool has_others_ = false;
  TextList texts_;
  TextList ids_;
  Buffer<std::uint8_t> corrected_;      // by place; empty: none is
  Buffer<Instant> latest_recorded_at_;  // by place; empty: no row has recorded_at
  // By place: where the customer's rows, texts and ids begin; the last ends them.
  std::array<std::uint32_t, kPartitionSlots + 1> row_begin_{};
  std::array<std::uint32_t, kPartitionSlots + 1> text_begin_{};
  std::array<std::uint32_t, kPartitionSlots + 1> id_begin_{};
};

// Whether an id comes twice or a row is retracted.
bool HasCorrections(const ActivityRows& rows);
Instant LatestRecordedAt(const ActivityRows& rows);

// Writes a part customer by customer.
class PartWriter {
 public:
  // For so many rows.
  explicit PartWriter(std::size_t row_count);
  // REQUIRES: rising places.
  void Append(std::uint32_t place, const ActivityRows& rows);
  ActivityPart Finish();

 private:
  void EndPlacesUpTo(std::uint32_t place);

  ActivityPart part_;
  ActivityColumns columns_;
  TextList texts_, ids_;
  std::uint32_t next_place_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_PART_H_
