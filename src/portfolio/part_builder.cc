#include "portfolio/part_builder.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <new>
#include <type_traits>
#include <utility>

#include "portfolio/activity_order.h"
#include "portfolio/cells.h"

namespace kenko {

ActivityPart PartBuilder::Build(std::uint32_t partition) {
  part_ = ActivityPart();
  text_list_.Clear();
  id_list_.Clear();
  texts_.Start();
  CountRows(partition);
  MakeColumns();
  ScatterRows(partition);
  for (std::size_t cell = 0; cell < load_.extras->size(); ++cell) {
    ScatterExtra(partition, cell, (*load_.extras)[cell]);
  }
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    SortRows(part_.row_begin_[place], part_.row_begin_[place + 1]);
  }
  CodeTexts();
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    part_.id_begin_[place] = id_list_.count();
    if (!columns_.id.empty()) CodeIds(part_.row_begin_[place], part_.row_begin_[place + 1]);
  }
  part_.id_begin_[kPartitionSlots] = id_list_.count();
  part_.Store(columns_, text_list_, id_list_, memory_);

  if (!columns_.id.empty() || !columns_.retracted.empty())
    part_.corrected_.Fill(kPartitionSlots, 0);
  if (!columns_.recorded_at.empty()) part_.latest_recorded_at_.Resize(kPartitionSlots);
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
  load_.stage->ForEach(partition, [this](const StagedActivity& row) { ++next_row_[row.place()]; });
  std::uint32_t begin = 0;
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    part_.row_begin_[place] = begin;
    begin += next_row_[place];
  }
  part_.row_begin_[kPartitionSlots] = begin;
}

void PartBuilder::MakeColumns() {
  const std::size_t count = part_.row_count();
  columns_.Clear();
  columns_.size = count;
  columns_.at.Resize(count);
  columns_.kind.Resize(count);
  if (load_.has_value) columns_.value.Resize(count);
  if (load_.has_actor) columns_.actor.Resize(count);
}

void PartBuilder::ScatterRows(std::uint32_t partition) {
  std::copy_n(part_.row_begin_.begin(), kPartitionSlots, next_row_.begin());
  Instant* const at = columns_.at.data();
  std::uint32_t* const kind = columns_.kind.data();
  double* const value = load_.has_value ? columns_.value.data() : nullptr;
  TextCode* const actor = load_.has_actor ? columns_.actor.data() : nullptr;
  ActivityStage::ValueReader values = load_.stage->Values(partition);
  ActivityStage::TextReader texts = load_.stage->Texts(partition);
  load_.stage->ForEach(partition, [&](const StagedActivity& row) {
    const std::uint32_t to = next_row_[row.place()]++;
    at[to] = row.at;
    kind[to] = row.kind();
    if (actor != nullptr) {
      actor[to] = row.actor == StagedActivity::kOwnText ? texts_.AddOwn(texts.Next()) : row.actor;
    }
    if (value != nullptr) {
      value[to] = row.has_value() ? values.Next() : std::numeric_limits<double>::quiet_NaN();
    }
  });
}

template <typename T, typename Convert>
void PartBuilder::ScatterCells(std::uint32_t partition, Buffer<T>& column, const Convert& convert) {
  column.Resize(columns_.size);
  std::copy_n(part_.row_begin_.begin(), kPartitionSlots, next_row_.begin());
  load_.stage->ForEach(partition, [&](const StagedActivity& row) {
    column[next_row_[row.place()]++] = convert(row);
  });
}

void PartBuilder::ScatterExtra(std::uint32_t partition, std::size_t cell,
                               const ExtraColumn& extra) {
  using Role = ExtraColumn::Role;
  if (!extra.present) return;
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
      return ScatterCells(partition, columns_.id, code);
    case Role::kValidUntil:
      return ScatterCells(partition, columns_.valid_until, instant(kForever));
    case Role::kRecordedAt:
      return ScatterCells(partition, columns_.recorded_at, instant(kBeginningOfTime));
    case Role::kRetracted:
      return ScatterCells(partition, columns_.retracted, flag(0));
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
  const Instant* const at = columns_.at.data();
  const double* const value = columns_.value.empty() ? nullptr : columns_.value.data();
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
  time_sort_.Sort(keys_, [&](const TimeSort::Key& a, const TimeSort::Key& b) {
    if (a.at != b.at) return a.at < b.at;
    if (before(a.row, b.row)) return true;
    return !before(b.row, a.row) && a.row < b.row;
  });
  Permute(columns_.at, begin, end, spare_at_);
  Permute(columns_.kind, begin, end, spare4_);
  Permute(columns_.value, begin, end, spare_value_);
  Permute(columns_.actor, begin, end, spare4_);
  Permute(columns_.valid_until, begin, end, spare_at_);
  Permute(columns_.id, begin, end, spare4_);
  Permute(columns_.recorded_at, begin, end, spare_at_);
  Permute(columns_.retracted, begin, end, spare1_);
  for (AttributeCells& attribute : columns_.attributes) {
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

void PartBuilder::CodeTexts() {
  // Of one customer: actors and text attributes share its codes.
  const auto for_each_column = [this](std::uint32_t place, const auto& use) {
    const std::size_t begin = part_.row_begin_[place], end = part_.row_begin_[place + 1];
    const auto use_column = [&](Buffer<TextCode>& column) {
      if (!column.empty()) use(column.data() + begin, column.data() + end);
    };
    use_column(columns_.actor);
    for (AttributeCells& attribute : columns_.attributes) use_column(attribute.texts);
  };
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    texts_.StartCustomer(part_.RowCount(place) * (1 + columns_.attributes.size()));
    for_each_column(place, [this](TextCode* begin, TextCode* end) { texts_.Number(begin, end); });
  }
  texts_.FetchTexts();
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    part_.text_begin_[place] = text_list_.count();
    const TextCode* const codes = texts_.AddTo(text_list_);
    if (codes == nullptr) continue;
    for_each_column(place, [codes](TextCode* begin, TextCode* end) {
      for (TextCode* cell = begin; cell != end; ++cell) {
        if (*cell != 0) *cell = codes[*cell - 1];
      }
    });
  }
  part_.text_begin_[kPartitionSlots] = text_list_.count();
}

void PartBuilder::CodeIds(std::size_t begin, std::size_t end) {
  id_coder_.Start();
  Buffer<TextCode>& column = columns_.id;
  for (std::size_t row = begin; row < end; ++row) {
    if (column[row] != 0) column[row] = id_coder_.Code((*load_.ids)[column[row] - 1]);
  }
  id_list_.Add(id_coder_.list().span());
}

std::vector<std::unique_ptr<ActivityPart>> BuildParts(const StagedLoad& load, Crew& crew) {
  ActivityStage& stage = *load.stage;
  std::size_t row_count = 0;
  std::vector<std::unique_ptr<ActivityPart>> parts(stage.partition_count());
  std::vector<std::unique_ptr<PartBuilder>> builders(crew.size());
  std::vector<std::atomic<std::uint32_t>> left(stage.group_count());  // to be built
  for (std::uint32_t p = 0; p < stage.partition_count(); ++p) {
    row_count += stage.RowCount(p);
    ++left[stage.GroupOf(p)];
  }
  const bool is_large = row_count > 100'000;
  crew.Share(parts.size(), [&](std::size_t member, std::size_t p) {
    const auto partition = static_cast<std::uint32_t>(p);
    std::unique_ptr<PartBuilder>& builder = builders[member];
    if (builder == nullptr) builder = std::make_unique<PartBuilder>(load, is_large);
    if (stage.RowCount(partition) > 0) {
      parts[p] = std::make_unique<ActivityPart>(builder->Build(partition));
    }
    const std::size_t group = stage.GroupOf(partition);
    if (--left[group] == 0) stage.Release(group);
  });
  return parts;
}

}  // namespace kenko
