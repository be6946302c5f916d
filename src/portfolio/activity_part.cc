#include "portfolio/activity_part.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "base/prefetch.h"

namespace kenko {

ActivityRows ActivityPart::Rows(std::uint32_t place) const {
  ActivityRows rows = columns_.Rows(row_begin_[place], RowCount(place));
  rows.texts = texts_.span(text_begin_[place], text_begin_[place + 1] - text_begin_[place]);
  rows.ids = ids_.span(id_begin_[place], id_begin_[place + 1] - id_begin_[place]);
  rows.corrected = !corrected_.empty() && corrected_[place] != 0;
  if (!latest_recorded_at_.empty()) rows.latest_recorded_at = latest_recorded_at_[place];
  return rows;
}

void ActivityPart::PrefetchRows(std::uint32_t place) const {
  constexpr std::size_t kMostRows = 1024;
  const std::size_t count = std::min(RowCount(place), kMostRows);
  const std::size_t begin = row_begin_[place + 1] - count;
  const auto prefetch = [&](const auto& column) {
    if (!column.empty()) PrefetchItems(column.data() + begin, count);
  };
  prefetch(columns_.at);
  prefetch(columns_.kind);
  prefetch(columns_.value);
  prefetch(columns_.actor);
}

bool HasCorrections(const ActivityRows& rows) {
  if (rows.retracted != nullptr &&
      std::find(rows.retracted, rows.retracted + rows.size, 1) != rows.retracted + rows.size) {
    return true;
  }
  if (rows.id == nullptr) return false;
  // Each different id has one code, so as many rows with an id as ids means that none comes twice.
  std::size_t with_id = 0;
  for (std::size_t i = 0; i < rows.size; ++i) with_id += rows.id[i] != 0;
  return with_id > rows.ids.count;
}

Instant LatestRecordedAt(const ActivityRows& rows) {
  if (rows.recorded_at == nullptr || rows.size == 0) return kBeginningOfTime;
  return *std::max_element(rows.recorded_at, rows.recorded_at + rows.size);
}

PartWriter::PartWriter(std::size_t row_count) {
  // A partition of 2³² rows would take 100 GB.
  if (row_count > std::numeric_limits<std::uint32_t>::max()) throw std::bad_alloc();
  part_.columns_.at.Reserve(row_count);
  part_.columns_.kind.Reserve(row_count);
}

void PartWriter::Append(std::uint32_t place, const ActivityRows& rows) {
  if (rows.size == 0) return;
  EndPlacesUpTo(place);
  const std::size_t capacity = part_.columns_.at.capacity();
  if (rows.value != nullptr) part_.columns_.value.Reserve(capacity);
  if (rows.actor != nullptr) part_.columns_.actor.Reserve(capacity);
  part_.columns_.Append(rows, 0, rows.size, nullptr, nullptr);
  part_.texts_.Add(rows.texts);
  part_.ids_.Add(rows.ids);
  if (HasCorrections(rows)) {
    part_.corrected_.Fill(kPartitionSlots, 0);
    part_.corrected_[place] = 1;
  }
  if (rows.recorded_at != nullptr) {
    part_.latest_recorded_at_.Fill(kPartitionSlots, kBeginningOfTime);
    part_.latest_recorded_at_[place] = LatestRecordedAt(rows);
  }
}

ActivityPart PartWriter::Finish() {
  EndPlacesUpTo(kPartitionSlots);
  part_.texts_ = part_.texts_.Copy();
  part_.ids_ = part_.ids_.Copy();
  return std::move(part_);
}

void PartWriter::EndPlacesUpTo(std::uint32_t place) {
  for (; next_place_ <= place; ++next_place_) {
    part_.row_begin_[next_place_] = static_cast<std::uint32_t>(part_.columns_.size);
    part_.text_begin_[next_place_] = part_.texts_.count();
    part_.id_begin_[next_place_] = part_.ids_.count();
  }
}

}  // namespace kenko
