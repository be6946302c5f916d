#include "portfolio/activity_part.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <utility>

#include "base/prefetch.h"

namespace kenko {

void ActivityPart::Store(const ActivityColumns& columns, const CodePacking& kinds,
                         const NumberPacking& values, const TextList& texts, const TextList& ids,
                         PartMemory& memory) {
  const CodePacking actors(columns.actor);
  const std::size_t at_size = columns.size * sizeof(Instant);
  memory_ = memory.Take(at_size + values.size() + kinds.size() + actors.size());
  char* to = memory_.data();
  at_ = std::copy_n(columns.at.data(), columns.size, reinterpret_cast<Instant*>(to)) - columns.size;
  value_ = values.WriteTo(to += at_size);
  kind_ = kinds.WriteTo(to += values.size());
  actor_ = actors.WriteTo(to + kinds.size());

  others_.valid_until = columns.valid_until.Copy();
  others_.id = columns.id.Copy();
  others_.recorded_at = columns.recorded_at.Copy();
  others_.retracted = columns.retracted.Copy();
  for (const AttributeCells& attribute : columns.attributes) {
    others_.attributes.push_back(attribute.Copy());
  }
  has_others_ = !others_.valid_until.empty() || !others_.id.empty() ||
                !others_.recorded_at.empty() || !others_.retracted.empty() ||
                !others_.attributes.empty();
  texts_ = texts.Copy();
  ids_ = ids.Copy();
}

ActivityRows ActivityPart::Rows(std::uint32_t place) const {
  const std::size_t begin = row_begin_[place];
  ActivityRows rows;
  if (has_others_) rows = others_.Rows(begin, RowCount(place));
  rows.size = RowCount(place);
  rows.attributes = &others_.attributes;
  rows.offset = begin;
  rows.at = at_ + begin;
  rows.kind = kind_.From(begin);
  rows.value = value_.From(begin);
  rows.actor = actor_.From(begin);
  rows.texts = texts_.span(text_begin_[place], text_begin_[place + 1] - text_begin_[place]);
  rows.ids = ids_.span(id_begin_[place], id_begin_[place + 1] - id_begin_[place]);
  rows.corrected = !corrected_.empty() && corrected_[place] != 0;
  if (!latest_recorded_at_.empty()) rows.latest_recorded_at = latest_recorded_at_[place];
  return rows;
}

ActivityView ActivityPart::View(std::uint32_t place) const {
  const std::size_t begin = row_begin_[place];
  const TextSpan texts =
      texts_.span(text_begin_[place], text_begin_[place + 1] - text_begin_[place]);
  ActivityView view;
  view.size = RowCount(place);
  view.at = at_ + begin;
  view.kind = kind_.From(begin);
  view.value = value_.From(begin);
  view.actor = actor_.From(begin);
  view.text_count = texts.count;
  view.text_begin = texts.begin;
  view.text_bytes = texts.bytes;
  return view;
}

void ActivityPart::PrefetchPlace(std::uint32_t place) const {
  // What comes before the arrays by place, and the places in these.
  const auto* const begin = reinterpret_cast<const char*>(this);
  const auto* const end = reinterpret_cast<const char*>(&row_begin_);
  PrefetchBytes(begin, static_cast<std::size_t>(end - begin));
  Prefetch(&row_begin_[place]);
  Prefetch(&text_begin_[place]);
  Prefetch(&id_begin_[place]);
}

void ActivityPart::PrefetchRows(std::uint32_t place, bool for_merging) const {
  constexpr std::size_t kMostRows = 1024;
  const std::size_t count = std::min(RowCount(place), kMostRows);
  const std::size_t end = row_begin_[place + 1];
  // One loop for all columns, as it can't be foreseen how often it is gone through.
  constexpr std::size_t kRowsAtOnce = kCacheLine;
  constexpr std::size_t kInstantsALine = kCacheLine / sizeof(Instant);
  for (std::size_t row = end - count; row < end; row += kRowsAtOnce) {
    for (std::size_t i = 0; i < kRowsAtOnce; i += kInstantsALine) Prefetch(at_ + row + i);
    kind_.PrefetchCell(row);
    actor_.PrefetchCell(row);
    value_.PrefetchBlock(row);
  }
  if (!for_merging) return;
  value_.From(row_begin_[place]).PrefetchBlocks(RowCount(place));
  Prefetch(texts_.span(text_begin_[place], 0).begin);
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
  columns_.at.Reserve(row_count);
  columns_.kind.Reserve(row_count);
}

void PartWriter::Append(std::uint32_t place, const ActivityRows& rows) {
  if (rows.size == 0) return;
  EndPlacesUpTo(place);
  const std::size_t capacity = columns_.at.capacity();
  if (rows.value) columns_.value.Reserve(capacity);
  if (rows.actor) columns_.actor.Reserve(capacity);
  columns_.Append(rows, 0, rows.size, nullptr, nullptr);
  texts_.Add(rows.texts);
  ids_.Add(rows.ids);
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
  PartMemory memory;
  SparseNumbers values;
  values.Start(columns_.value.size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (!std::isnan(columns_.value[row])) values.Set(row, columns_.value[row]);
  }
  part_.Store(columns_, CodePacking(columns_.kind), NumberPacking(values), texts_, ids_, memory);
  return std::move(part_);
}

void PartWriter::EndPlacesUpTo(std::uint32_t place) {
  for (; next_place_ <= place; ++next_place_) {
    part_.row_begin_[next_place_] = static_cast<std::uint32_t>(columns_.size);
    part_.text_begin_[next_place_] = texts_.count();
    part_.id_begin_[next_place_] = ids_.count();
  }
}

}  // namespace kenko
