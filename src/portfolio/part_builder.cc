#include "portfolio/part_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <utility>

#include "portfolio/activity_order.h"
#include "portfolio/cells.h"

namespace kenko {

PartBuilder::PartBuilder(const StagedLoad& load) : load_(load) {
  customer_code_.Fill(std::size_t{load.texts->size()} + 1, 0);
}

ActivityPart PartBuilder::Build(std::uint32_t partition) {
  part_ = ActivityPart();
  texts_.Clear();
  ids_.Clear();
  CountRows(partition);
  ScatterRows(partition);
  for (std::size_t cell = 0; cell < load_.extras->size(); ++cell) {
    ScatterExtra(partition, cell, (*load_.extras)[cell]);
  }
  const ActivityColumns& columns = part_.columns_;
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    const std::size_t begin = part_.row_begin_[place], end = part_.row_begin_[place + 1];
    SortRows(begin, end);
    part_.text_begin_[place] = texts_.count();
    part_.id_begin_[place] = ids_.count();
    CodeTexts(begin, end);
    if (!columns.id.empty()) CodeIds(begin, end);
  }
  part_.text_begin_[kPartitionSlots] = texts_.count();
  part_.id_begin_[kPartitionSlots] = ids_.count();
  part_.texts_ = texts_.Copy();
  part_.ids_ = ids_.Copy();

  if (!columns.id.empty() || !columns.retracted.empty()) part_.corrected_.Fill(kPartitionSlots, 0);
  if (!columns.recorded_at.empty()) part_.latest_recorded_at_.Resize(kPartitionSlots);
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    if (part_.corrected_.empty() && part_.latest_recorded_at_.empty()) break;
    const ActivityRows rows = part_.Rows(place);
    if (!part_.corrected_.empty()) part_.corrected_[place] = HasCorrections(rows);
    if (rows.recorded_at) part_.latest_recorded_at_[place] = LatestRecordedAt(rows);
  }
  return std::move(part_);
}

void PartBuilder::CountRows(std::uint32_t partition) {
  // A partition of 2³² rows would take 100 GB.
  const std::size_t count = load_.stage->RowCount(partition);
  if (count > std::numeric_limits<std::uint32_t>::max()) throw std::bad_alloc();
  next_row_.fill(0);
  load_.stage->ForEach(partition,
                       [this](const StagedActivity& row) { ++next_row_[row.place()]; });
  std::uint32_t begin = 0;
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    part_.row_begin_[place] = begin;
    begin += next_row_[place];
  }
  part_.row_begin_[kPartitionSlots] = begin;
  part_.columns_.size = begin;
}

void PartBuilder::ScatterRows(std::uint32_t partition) {
  ActivityColumns& columns = part_.columns_;
  const std::size_t count = columns.size;
  columns.at.Resize(count);
  columns.kind.Resize(count);
  // A load without values or actors writes them all the same, to no purpose but a simple loop.
  columns.value.Resize(count);
  columns.actor.Resize(count);
  std::copy_n(part_.row_begin_.begin(), kPartitionSlots, next_row_.begin());
  Instant* const at = columns.at.data();
  std::uint32_t* const kind = columns.kind.data();
  double* const value = columns.value.data();
  TextCode* const actor = columns.actor.data();
  load_.stage->ForEach(partition, [&](const StagedActivity& row) {
    const std::uint32_t to = next_row_[row.place()]++;
    at[to] = row.at;
    kind[to] = row.kind();
    value[to] = row.value;
    actor[to] = row.actor;
  });
  if (!load_.has_value) columns.value = {};
  if (!load_.has_actor) columns.actor = {};
}

template <typename T, typename Convert>
void PartBuilder::ScatterCells(std::uint32_t partition, Buffer<T>& column, const Convert& convert) {
  column.Resize(part_.columns_.size);
  std::copy_n(part_.row_begin_.begin(), kPartitionSlots, next_row_.begin());
  load_.stage->ForEach(partition, [&](const StagedActivity& row) {
    column[next_row_[row.place()]++] = convert(row);
  });
}

void PartBuilder::ScatterExtra(std::uint32_t partition, std::size_t cell,
                               const ExtraColumn& extra) {
  using Role = ExtraColumn::Role;
  if (!extra.present) return;
  ActivityColumns& columns = part_.columns_;
  const auto instant = [cell](Instant missing) {
    return [cell, missing](const StagedActivity& row) {
      const std::uint64_t bits = row.cells()[cell];
      return bits == kMissingCell ? missing : static_cast<Instant>(bits);
    };
  };
  const auto code = [cell](const StagedActivity& row) {
    const std::uint64_t bits = row.cells()[cell];
    return bits == kMissingCell ? 0 : static_cast<TextCode>(bits);
  };
  const auto flag = [cell](std::uint8_t missing) {
    return [cell, missing](const StagedActivity& row) {
      const std::uint64_t bits = row.cells()[cell];
      return bits == kMissingCell ? missing : static_cast<std::uint8_t>(bits);
    };
  };
  switch (extra.role) {
    case Role::kId:
      return ScatterCells(partition, columns.id, code);
    case Role::kValidUntil:
      return ScatterCells(partition, columns.valid_until, instant(kForever));
    case Role::kRecordedAt:
      return ScatterCells(partition, columns.recorded_at, instant(kBeginningOfTime));
    case Role::kRetracted:
      return ScatterCells(partition, columns.retracted, flag(0));
    case Role::kAttribute:
      break;
  }
  if (columns.attributes.size() < load_.attribute_count) {
    columns.attributes.resize(load_.attribute_count);
  }
  AttributeCells& attribute = columns.attributes[extra.number];
  attribute.type = extra.type;
  switch (extra.type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kInteger:
      return;
    case ColumnView::Type::kNumber:
      // A missing cell's bits are a NaN.
      return ScatterCells(partition, attribute.numbers, [cell](const StagedActivity& row) {
        return NumberOfBits(row.cells()[cell]);
      });
    case ColumnView::Type::kText:
      return ScatterCells(partition, attribute.texts, code);
    case ColumnView::Type::kFlag:
      return ScatterCells(partition, attribute.flags, flag(kMissingFlag));
    case ColumnView::Type::kTime:
      return ScatterCells(partition, attribute.times, instant(kForever));
  }
}

void PartBuilder::SortRows(std::size_t begin, std::size_t end) {
  ActivityColumns& columns = part_.columns_;
  const Instant* const at = columns.at.data();
  const double* const value = columns.value.empty() ? nullptr : columns.value.data();
  const auto before = [at, value](std::size_t a, std::size_t b) {
    if (at[a] != at[b]) return at[a] < at[b];
    return value != nullptr && ValueComesBefore(value[a], value[b]);
  };
  std::size_t sorted = begin + 1;
  while (sorted < end && !before(sorted, sorted - 1)) ++sorted;
  if (sorted >= end) return;

  keys_.Resize(end - begin);
  for (std::size_t row = begin; row < end; ++row) {
    keys_[row - begin] = {at[row], static_cast<std::uint32_t>(row)};
  }
  std::sort(keys_.begin(), keys_.end(), [&](const SortKey& a, const SortKey& b) {
    if (a.at != b.at) return a.at < b.at;
    if (before(a.row, b.row)) return true;
    return !before(b.row, a.row) && a.row < b.row;
  });
  Permute(columns.at, begin, end, spare_at_);
  Permute(columns.kind, begin, end, spare4_);
  Permute(columns.value, begin, end, spare_value_);
  Permute(columns.actor, begin, end, spare4_);
  Permute(columns.valid_until, begin, end, spare_at_);
  Permute(columns.id, begin, end, spare4_);
  Permute(columns.recorded_at, begin, end, spare_at_);
  Permute(columns.retracted, begin, end, spare1_);
  for (AttributeCells& attribute : columns.attributes) {
    Permute(attribute.numbers, begin, end, spare_value_);
    Permute(attribute.texts, begin, end, spare4_);
    Permute(attribute.flags, begin, end, spare1_);
    Permute(attribute.times, begin, end, spare_at_);
  }
}

template <typename T>
void PartBuilder::Permute(Buffer<T>& column, std::size_t begin, std::size_t end, Buffer<T>& spare) {
  if (column.empty()) return;
  spare.Resize(end - begin);
  for (std::size_t i = 0; i < end - begin; ++i) spare[i] = column[keys_[i].row];
  std::copy(spare.begin(), spare.end(), column.data() + begin);
}

void PartBuilder::CodeTexts(std::size_t begin, std::size_t end) {
  ++customer_;
  customer_texts_ = 0;
  ActivityColumns& columns = part_.columns_;
  CodeTexts(columns.actor, begin, end);
  for (AttributeCells& attribute : columns.attributes) CodeTexts(attribute.texts, begin, end);
}

void PartBuilder::CodeTexts(Buffer<TextCode>& column, std::size_t begin, std::size_t end) {
  if (column.empty()) return;
  for (std::size_t row = begin; row < end; ++row) {
    const TextCode load_code = column[row];
    if (load_code == 0) continue;
    std::uint64_t& known = customer_code_[load_code];
    if (known >> 32 != customer_) {
      texts_.Add(load_.texts->text(load_code - 1));
      known = std::uint64_t{customer_} << 32 | ++customer_texts_;
    }
    column[row] = static_cast<TextCode>(known);
  }
}

void PartBuilder::CodeIds(std::size_t begin, std::size_t end) {
  id_coder_.Start();
  Buffer<TextCode>& column = part_.columns_.id;
  for (std::size_t row = begin; row < end; ++row) {
    if (column[row] != 0) column[row] = id_coder_.Code((*load_.ids)[column[row] - 1]);
  }
  ids_.Add(id_coder_.list().span());
}

}  // namespace kenko
