#include "portfolio/activity_log.h"

#include <cmath>
#include <limits>
#include <utility>

#include "base/prefetch.h"

namespace kenko {
namespace {

std::shared_ptr<const ActivityPartition> MakePartition(std::shared_ptr<const ActivityPart> part) {
  auto partition = std::make_shared<ActivityPartition>();
  partition->part_rows = part == nullptr ? 0 : part->row_count();
  partition->part = std::move(part);
  return partition;
}

Value AttributeOf(const AttributeCells& column, const TextSpan& texts, std::size_t row) {
  switch (column.type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kInteger:
      break;
    case ColumnView::Type::kNumber:
      return Value::Number(column.numbers[row]);
    case ColumnView::Type::kText:
      if (column.texts[row] != 0) return Value::Text(texts.Text(column.texts[row]));
      break;
    case ColumnView::Type::kFlag:
      if (column.flags[row] != kMissingFlag) return Value::Flag(column.flags[row] != 0);
      break;
    case ColumnView::Type::kTime:
      if (column.times[row] != kForever) return Value::Time(column.times[row]);
      break;
  }
  return Value::Missing();
}

// Row `i` as fields; its attributes go to `values` and `types`.
ActivityFields FieldsOf(const ActivityRows& rows, std::size_t i, std::vector<Value>& values,
                        std::vector<ColumnView::Type>& types) {
  ActivityFields fields;
  fields.at = rows.at[i];
  fields.kind = rows.kind[i];
  fields.value = rows.value ? rows.value[i] : std::numeric_limits<double>::quiet_NaN();
  if (rows.actor && rows.actor[i] != 0) {
    // An empty text may lie nowhere, which would mean a missing one.
    const std::string_view actor = rows.texts.Text(rows.actor[i]);
    fields.actor = actor.empty() ? std::string_view("") : actor;
  }
  if (rows.id && rows.id[i] != 0) fields.id = rows.ids.Text(rows.id[i]);
  if (rows.valid_until) fields.valid_until = rows.valid_until[i];
  if (rows.recorded_at) fields.recorded_at = rows.recorded_at[i];
  fields.retracted = rows.retracted && rows.retracted[i] != 0;
  values.clear();
  types.clear();
  for (const AttributeCells& column : *rows.attributes) {
    values.push_back(AttributeOf(column, rows.texts, rows.offset + i));
    types.push_back(column.type);
  }
  fields.attributes = values.data();
  fields.types = types.data();
  fields.attribute_count = values.size();
  return fields;
}

}  // namespace

void ActivityVersion::PrefetchPlaces(Slot slot) const {
  const ActivityPartition* const partition = Find(slot);
  if (partition == nullptr) return;
  partition->tail.PrefetchNewest(PlaceOf(slot));
  if (partition->part != nullptr) partition->part->PrefetchPlace(PlaceOf(slot));
}

std::shared_ptr<ActivityVersion> ActivityLog::CopyVersion(std::size_t partitions) const {
  auto version = std::make_shared<ActivityVersion>();
  version->partitions.reserve(partitions);
  version->partitions = version_->partitions;
  while (version->partitions.size() < partitions) {
    version->partitions.push_back(MakePartition(nullptr));
  }
  return version;
}

std::shared_ptr<const ActivityPartition> ActivityLog::Compact(const ActivityPartition& partition,
                                                              const ActivityPart* more,
                                                              const ColumnTable& columns) {
  PartWriter writer(partition.part_rows + partition.tail.row_count() +
                    (more ? more->row_count() : 0));
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    ActivityRows rows;
    if (partition.part != nullptr) rows = partition.part->Rows(place);
    const TailRow* const newest = partition.tail.Newest(place);
    if (newest != nullptr) {
      const ActivityRows tail = tail_reader_.Read(newest, kAllRows, columns.columns());
      rows = rows.size == 0 ? tail : tail_merger_.Merge(rows, tail);
    }
    if (more != nullptr && more->RowCount(place) > 0) {
      const ActivityRows added = more->Rows(place);
      rows = rows.size == 0 ? added : more_merger_.Merge(rows, added);
    }
    writer.Append(place, rows);
  }
  return MakePartition(std::make_shared<const ActivityPart>(writer.Finish()));
}

ActivityTail& ActivityLog::TailFor(Slot slot, const ColumnTable& columns) {
  const std::uint32_t number = PartitionOf(slot);
  const std::size_t before = version_->partitions.size();
  if (number >= before) version_ = CopyVersion(number + 1 + before / 8);
  const ActivityPartition& partition = *version_->partitions[number];
  if (policy_.IsDue(partition.tail.row_count(), partition.part_rows)) {
    auto compacted = Compact(partition, nullptr, columns);
    auto version = CopyVersion(before);
    version->partitions[number] = std::move(compacted);
    version_ = std::move(version);
  }
  return version_->partitions[number]->tail;
}

void ActivityLog::PrefetchTail(Slot slot) const {
  const ActivityPartition* const partition = version_->Find(slot);
  if (partition != nullptr) PrefetchItems(partition, 1);
}

void ActivityLog::PrefetchPlace(Slot slot) const {
  const ActivityPartition* const partition = version_->Find(slot);
  if (partition != nullptr) partition->tail.PrefetchPlace(PlaceOf(slot));
}

ActivityLogChange::~ActivityLogChange() {
  for (const TailMark& marked : tail_marks_) marked.partition->tail.Rewind(marked.mark);
}

void ActivityLogChange::Add(std::uint32_t number, ActivityPart part) {
  if (version_ == nullptr) version_ = log_.CopyVersion(number + 1);
  while (version_->partitions.size() <= number) {
    version_->partitions.push_back(MakePartition(nullptr));
  }
  std::shared_ptr<const ActivityPartition>& partition = version_->partitions[number];
  const std::size_t part_rows = partition->part_rows;
  const std::size_t tail_rows = partition->tail.row_count();
  row_count_ += static_cast<std::int64_t>(part.row_count());
  if (part_rows == 0 && tail_rows == 0) {
    partition = MakePartition(std::make_shared<const ActivityPart>(std::move(part)));
  } else if (log_.policy_.IsDue(tail_rows + part.row_count(), part_rows)) {
    partition = log_.Compact(*partition, &part, *columns_);
  } else {
    AddToTail(partition, part);
  }
}

void ActivityLogChange::AddToTail(const std::shared_ptr<const ActivityPartition>& partition,
                                  const ActivityPart& part) {
  ActivityTail& tail = partition->tail;
  tail_marks_.push_back({partition, tail.mark()});
  std::vector<Value> values;
  std::vector<ColumnView::Type> types;
  for (std::uint32_t place = 0; place < kPartitionSlots; ++place) {
    const ActivityRows rows = part.Rows(place);
    for (std::size_t i = 0; i < rows.size; ++i) {
      TailRow* const row = tail.MakeRow(FieldsOf(rows, i, values, types));
      tail_additions_.push_back({&tail, place, row});
    }
  }
}

void ActivityLogChange::Commit(std::uint64_t sequence) noexcept {
  for (const TailAddition& addition : tail_additions_) {
    addition.tail->Link(addition.place, addition.row, sequence);
  }
  tail_marks_.clear();
  if (version_ != nullptr) log_.version_ = std::move(version_);
  log_.held_ += row_count_;
}

}  // namespace kenko
