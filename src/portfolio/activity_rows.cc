// ActivityLoader's cells that every activity has: how they get into the stage.

#include <algorithm>

#include "portfolio/loaders.h"

namespace kenko {
namespace {

// More partitions than these are staged out of a core's nearer caches' reach. Then a row's place in
// memory is asked for when so many rows before it are still to be staged.
constexpr std::size_t kManyPartitions = 2048;
constexpr std::size_t kRowsAhead = 48;

// Rows that are made together, before they are put where they belong.
constexpr std::size_t kRowsATime = 128;

// REQUIRES: the cell is not missing.
double NumberOf(const ColumnView& column, std::size_t row) {
  return column.type == ColumnView::Type::kNumber ? column.numbers[row]
                                                  : static_cast<double>(column.integers[row]);
}

// The cells of neighbouring rows.
struct RowCells {
  const Slot* slots;
  const Instant* at;
  TextMapper::MappedCells kinds;
  TextMapper::ShiftedCells actors;
  const std::uint8_t* has_value;
};

// Makes the bits of up to kRowsATime rows in loops without a branch, in which the processor takes
// several rows at a time.
class RowBits {
 public:
  explicit RowBits(const StagedActivity::Origin& origin) : origin_(origin) {}

  void Make(const RowCells& cells, std::size_t count, const StagedLot::Writer& stage) {
    std::uint32_t kinds = 0;  // together not below any of them
    for (std::size_t i = 0; i < count; ++i) {
      kinds_[i] = cells.kinds.map[cells.kinds.cells[i]] - 1;
      kinds |= kinds_[i];
    }
    std::uint64_t instants = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t instant = origin_.Place(cells.at[i]);
      instants |= instant;
      bits_[i] = StagedActivity::Bits(instant, PlaceOf(cells.slots[i]), kinds_[i]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const TextCode actor = cells.actors.cells[i] + cells.actors.added;
      actor_bits_[i] = StagedActivity::ActorBits(actor, cells.has_value[i] != 0);
    }
    if (instants < StagedActivity::kNearInstants && kinds < StagedActivity::kNearKinds) {
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (origin_.Place(cells.at[i]) < StagedActivity::kNearInstants &&
          kinds_[i] < StagedActivity::kNearKinds) {
        continue;
      }
      stage.AppendFar(cells.slots[i], {cells.at[i], kinds_[i]});
      bits_[i] = StagedActivity::Bits(0, PlaceOf(cells.slots[i]), StagedActivity::kNearKinds);
    }
  }

  StagedActivity operator[](std::size_t i) const { return {bits_[i], actor_bits_[i]}; }

 private:
  StagedActivity::Origin origin_;
  std::uint32_t kinds_[kRowsATime];
  std::uint64_t bits_[kRowsATime];
  std::uint32_t actor_bits_[kRowsATime];
};

}  // namespace

void ActivityLoader::StageRows(const GoodRows& rows, Crew& crew) {
  const std::size_t lots = std::min(crew.size(), ActivityStage::kMostLots);
  lot_begin_.clear();
  for (std::size_t lot = 0; lot <= lots; ++lot) {
    lot_begin_.push_back(static_cast<std::size_t>(rows.row_count) * lot / lots);
  }
  crew.Share(lots, [&](std::size_t, std::size_t lot) { StageLot(rows, lot); });
}

void ActivityLoader::StageLot(const GoodRows& rows, std::size_t number) {
  StagedLot& lot = stage_.lot(number);
  const std::size_t begin = lot_begin_[number], end = lot_begin_[number + 1];
  const ColumnView* const actors = rows.columns[ActivityColumn::kActor];
  const bool are_plain = actors != nullptr && actors->texts != nullptr;
  const bool has_own = are_plain && NumberActors(*actors, begin, end);
  if (stage_.partition_count() > kManyPartitions) {
    StageCells<true>(rows, begin, end, lot);
  } else {
    StageCells<false>(rows, begin, end, lot);
  }
  if (!has_own) return;
  for (std::size_t i = begin; i < end; ++i) {
    if (actor_codes_[i] == StagedActivity::kOwnText) lot.AppendText(slots_[i], actors->texts[i]);
  }
}

// Fills the cells of plain actors; whether some are texts that can't be numbers.
bool ActivityLoader::NumberActors(const ColumnView& actors, std::size_t begin, std::size_t end) {
  bool has_own = false;
  for (std::size_t i = begin; i < end; ++i) {
    TextCode& cell = actor_codes_[i];
    if (actors.valid != nullptr && actors.valid[i] == 0) {
      cell = 0;
      continue;
    }
    const std::int64_t number =
        numbered_actors_ ? numbered_actors_->NumberOf(actors.texts[i]) : NumberedText::kNone;
    const bool is_own = number == NumberedText::kNone;
    cell = is_own ? StagedActivity::kOwnText
                  : StagedActivity::kFirstNumbered + static_cast<TextCode>(number);
    has_own |= is_own;
  }
  return has_own;
}

template <bool kPrefetch>
void ActivityLoader::StageCells(const GoodRows& rows, std::size_t begin, std::size_t end,
                                StagedLot& lot) {
  const StagedLot::Writer stage = lot.Write();
  const Slot* const slots = slots_.data();
  const Instant* const at = rows.columns[ActivityColumn::kAt]->integers;
  const ColumnView* const values = rows.columns[ActivityColumn::kValue];
  RowBits bits(stage_.origin());
  std::uint32_t with_value[kRowsATime];
  for (std::size_t first = begin; first < end; first += kRowsATime) {
    const std::size_t count = std::min(kRowsATime, end - first);
    const RowCells cells{slots + first,
                         at + first,
                         {kind_cells_.cells + first, kind_cells_.map},
                         {actor_cells_.cells + first, actor_cells_.added},
                         has_value_cells_ + first};
    bits.Make(cells, count, stage);
    for (std::size_t i = 0; i < count; ++i) {
      if (kPrefetch) stage.Prefetch(slots[std::min(first + i + kRowsAhead, end - 1)]);
      stage.AppendRow(cells.slots[i], bits[i]);
    }
    if (values == nullptr) continue;
    std::size_t value_count = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      with_value[value_count] = i;
      value_count += cells.has_value[i] != 0;
    }
    for (std::size_t k = 0; k < value_count; ++k) {
      stage.AppendValue(cells.slots[with_value[k]], NumberOf(*values, first + with_value[k]));
    }
  }
}

}  // namespace kenko
