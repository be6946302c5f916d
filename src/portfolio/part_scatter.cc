// PartBuilder's counting sort: from staged rows to columns.

#include <algorithm>
#include <limits>
#include <new>
#include <numeric>

#include "portfolio/cells.h"
#include "portfolio/part_builder.h"

namespace kenko {

void PartBuilder::CountRows(std::uint32_t partition) {
  // A partition of 2³² rows would take 100 GB.
  const std::size_t count = load_.stage->RowCount(partition);
  if (count > std::numeric_limits<std::uint32_t>::max()) throw std::bad_alloc();
  part_.row_begin_.fill(0);
  for (std::size_t lot = 0; lot < load_.stage->lot_count(); ++lot) {
    const std::uint32_t* const counts = load_.stage->lot(lot).RowCounts(partition);
    for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
      part_.row_begin_[place + 1] += counts[place];
    }
  }
  std::partial_sum(part_.row_begin_.begin(), part_.row_begin_.end(), part_.row_begin_.begin());
}

void PartBuilder::MakeColumns() {
  const std::size_t count = part_.row_count();
  columns_.Clear();
  columns_.size = count;
  columns_.at.Resize(count);
  near_kinds_.Clear();
  columns_.actor.Resize(count);
  values_.Start(load_.has_value ? count : 0);
}

void PartBuilder::ScatterRows(std::uint32_t partition) {
  std::copy_n(part_.row_begin_.begin(), kPartitionSlots, next_row_.begin());
  const ActivityStage& stage = *load_.stage;
  if (stage.HasFar(partition) || stage.HasTexts(partition)) {
    ScatterAnyRows(partition);
  } else {
    ScatterPlainRows(partition);
  }
  if (!load_.has_actor) columns_.actor.Clear();
}

// Rows that have nothing beyond their staged cells but values.
void PartBuilder::ScatterPlainRows(std::uint32_t partition) {
  near_kinds_.Resize(columns_.size);
  auto values = load_.stage->OfLots([=](const StagedLot& lot) { return lot.Values(partition); });
  load_.stage->ForEachStretch(
      partition, [&](std::size_t lot, const StagedActivity* begin, const StagedActivity* end) {
        const std::size_t value_count = ScatterStretch(begin, end);
        for (std::size_t k = 0; k < value_count; ++k)
          values_.Set(with_value_[k], values[lot].Next());
      });
}

// Leaves in with_value_ where the rows with a value went, and returns how many there are.
std::size_t PartBuilder::ScatterStretch(const StagedActivity* begin, const StagedActivity* end) {
  with_value_.Resize(static_cast<std::size_t>(end - begin) + 1);
  std::uint32_t* const with_value = with_value_.data();
  std::uint32_t* const next_row = next_row_.data();
  Instant* const at = columns_.at.data();
  std::uint8_t* const kind = near_kinds_.data();
  TextCode* const actor = columns_.actor.data();
  const StagedActivity::Origin origin = load_.stage->origin();
  std::size_t value_count = 0;
  for (const StagedActivity* row = begin; row != end; ++row) {
    StagedStreams::PrefetchAhead(row);
    const std::uint32_t to = next_row[row->place()]++;
    at[to] = origin.At(row->instant());
    kind[to] = static_cast<std::uint8_t>(row->kind());
    actor[to] = row->actor();
    // Noted without a branch, as it can't be foreseen who has one.
    with_value[value_count] = to;
    value_count += row->has_value();
  }
  return value_count;
}

void PartBuilder::ScatterAnyRows(std::uint32_t partition) {
  columns_.kind.Resize(columns_.size);
  const ActivityStage& stage = *load_.stage;
  auto far = stage.OfLots([=](const StagedLot& lot) { return lot.Far(partition); });
  auto values = stage.OfLots([=](const StagedLot& lot) { return lot.Values(partition); });
  auto texts = stage.OfLots([=](const StagedLot& lot) { return lot.Texts(partition); });
  stage.ForEach(partition, [&](std::size_t lot, const StagedActivity& row) {
    const std::uint32_t to = next_row_[row.place()]++;
    columns_.at[to] = stage.origin().At(row.instant());
    columns_.kind[to] = row.kind();
    if (row.is_far()) {
      const StagedLot::FarCells& cells = far[lot].Next();
      columns_.at[to] = cells.at;
      columns_.kind[to] = static_cast<std::uint32_t>(cells.kind);
    }
    const bool own_text = row.actor() == StagedActivity::kOwnText;
    columns_.actor[to] = own_text ? texts_.AddOwn(texts[lot].Next()) : row.actor();
    if (row.has_value()) values_.Set(to, values[lot].Next());
  });
}

template <typename T, typename Convert>
void PartBuilder::ScatterCells(std::uint32_t partition, std::size_t cell, Buffer<T>& column,
                               const Convert& convert) {
  column.Resize(columns_.size);
  std::copy_n(part_.row_begin_.begin(), kPartitionSlots, next_row_.begin());
  const ActivityStage& stage = *load_.stage;
  auto cells = stage.OfLots(
      [&](const StagedLot& lot) { return lot.ExtraCells(partition, stage.extra_size()); });
  stage.ForEach(partition, [&](std::size_t lot, const StagedActivity& row) {
    column[next_row_[row.place()]++] = convert((&cells[lot].Next())[cell]);
  });
}

void PartBuilder::ScatterExtra(std::uint32_t partition, std::size_t cell,
                               const ExtraColumn& extra) {
  using Role = ExtraColumn::Role;
  if (!extra.present) return;
  const auto instant = [](Instant missing) {
    return [missing](std::uint64_t bits) {
      return bits == kMissingCell ? missing : static_cast<Instant>(bits);
    };
  };
  const auto code = [](std::uint64_t bits) {
    return bits == kMissingCell ? 0 : static_cast<TextCode>(bits);
  };
  const auto flag = [](std::uint8_t missing) {
    return [missing](std::uint64_t bits) {
      return bits == kMissingCell ? missing : static_cast<std::uint8_t>(bits);
    };
  };
  switch (extra.role) {
    case Role::kId:
      return ScatterCells(partition, cell, columns_.id, code);
    case Role::kValidUntil:
      return ScatterCells(partition, cell, columns_.valid_until, instant(kForever));
    case Role::kRecordedAt:
      return ScatterCells(partition, cell, columns_.recorded_at, instant(kBeginningOfTime));
    case Role::kRetracted:
      return ScatterCells(partition, cell, columns_.retracted, flag(0));
    case Role::kAttribute:
      break;
  }
  if (columns_.attributes.size() < load_.attribute_count) {
    columns_.attributes.resize(load_.attribute_count);
  }
  AttributeCells& attribute = columns_.attributes[extra.number];
  attribute.type = extra.type;
  switch (extra.type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kInteger:
      return;
    case ColumnView::Type::kNumber:
      // A missing cell's bits are a NaN.
      return ScatterCells(partition, cell, attribute.numbers, NumberOfBits);
    case ColumnView::Type::kText:
      return ScatterCells(partition, cell, attribute.texts, code);
    case ColumnView::Type::kFlag:
      return ScatterCells(partition, cell, attribute.flags, flag(kMissingFlag));
    case ColumnView::Type::kTime:
      return ScatterCells(partition, cell, attribute.times, instant(kForever));
  }
}

}  // namespace kenko
