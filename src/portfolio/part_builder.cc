#include "portfolio/part_builder.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "portfolio/activity_order.h"

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
  const bool near = !near_kinds_.empty();
  part_.Store(columns_, near ? CodePacking(near_kinds_) : CodePacking(columns_.kind),
              NumberPacking(values_), text_list_, id_list_, memory_);

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

bool PartBuilder::AreSorted(std::size_t begin, std::size_t end) const {
  const Instant* const at = columns_.at.data();
  // Without a branch: a difference below 1 leaves its sign here.
  Instant differences = 0;
  for (std::size_t row = begin + 1; row < end; ++row) differences |= at[row] - at[row - 1] - 1;
  if (differences >= 0) return true;
  for (std::size_t row = begin + 1; row < end; ++row) {
    if (at[row] < at[row - 1]) return false;
    if (at[row] == at[row - 1] && ValueComesBefore(ValueOf(row), ValueOf(row - 1))) return false;
  }
  return true;
}

void PartBuilder::SortRows(std::size_t begin, std::size_t end) {
  if (AreSorted(begin, end)) return;
  order_ = time_sort_.Sort(columns_.at.data() + begin, end - begin, [&](auto a, auto b) {
    const double a_value = ValueOf(begin + a), b_value = ValueOf(begin + b);
    if (ValueComesBefore(a_value, b_value)) return true;
    return !ValueComesBefore(b_value, a_value) && a < b;
  });
  Permute(columns_.kind, begin, end, spare4_);
  Permute(near_kinds_, begin, end, spare1_);
  if (values_.size() > 0) {
    values_.Permute(begin, end, [=](std::size_t i) { return begin + order_[i]; });
  }
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
  for (std::size_t i = 0; i < end - begin; ++i) spare[i] = column[begin + order_[i]];
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
    texts_.StartCustomer();
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
