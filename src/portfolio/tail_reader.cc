#include <algorithm>
#include <cmath>
#include <limits>

#include "portfolio/activity_order.h"
#include "portfolio/activity_scratch.h"
#include "portfolio/cells.h"

namespace kenko {

// Reads one cell of each row into a column.
template <typename T, typename Get>
void TailReader::Gather(Buffer<T>& column, const Get& get) {
  column.Resize(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) column[i] = get(*rows_[i].row);
}

// Likewise; the column stays empty where all are missing.
template <typename T, typename Get, typename IsMissing>
void TailReader::GatherIfAny(Buffer<T>& column, const Get& get, const IsMissing& is_missing) {
  Gather(column, get);
  if (std::all_of(column.begin(), column.end(), is_missing)) column.Clear();
}

void TailReader::GatherAttribute(std::size_t number, ColumnView::Type type) {
  AttributeCells& column = columns_.attributes[number];
  const auto cell = [&](const TailRow& row) {
    return number < row.cell_count ? LoadCell(type, row.cells()[number], row.base())
                                   : Value::Missing();
  };
  column.Clear();
  switch (type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kInteger:
      return;
    case ColumnView::Type::kNumber:
      GatherIfAny(
          column.numbers,
          [&](const TailRow& row) {
            const Value value = cell(row);
            return value.present ? value.number : std::numeric_limits<double>::quiet_NaN();
          },
          [](double n) { return std::isnan(n); });
      break;
    case ColumnView::Type::kText:
      GatherIfAny(
          column.texts,
          [&](const TailRow& row) {
            const Value value = cell(row);
            return value.present ? texts_.Code(value.text()) : 0;
          },
          [](TextCode code) { return code == 0; });
      break;
    case ColumnView::Type::kFlag:
      GatherIfAny(
          column.flags,
          [&](const TailRow& row) {
            const Value value = cell(row);
            return value.present ? static_cast<std::uint8_t>(value.flag) : kMissingFlag;
          },
          [](std::uint8_t flag) { return flag == kMissingFlag; });
      break;
    case ColumnView::Type::kTime:
      GatherIfAny(
          column.times,
          [&](const TailRow& row) {
            const Value value = cell(row);
            return value.present ? value.instant : kForever;
          },
          [](Instant instant) { return instant == kForever; });
      break;
  }
  const bool empty = column.numbers.empty() && column.texts.empty() && column.flags.empty() &&
                     column.times.empty();
  if (!empty) column.type = type;
}

void TailReader::Note(const TailRow& row) {
  present_.value |= !std::isnan(row.value);
  present_.actor |= row.has_actor;
  present_.id |= row.id_size > 0;
  present_.valid_until |= row.valid_until != kForever;
  present_.recorded_at |= row.recorded_at != kBeginningOfTime;
  present_.retracted |= row.retracted;
}

void TailReader::Sort(const TailRow* newest, std::uint64_t sequence) {
  rows_.Clear();
  present_ = {};
  for (const TailRow* row = newest; row != nullptr; row = row->older) {
    if (row->sequence >= sequence) continue;
    rows_.Append({row, rows_.size()});
    Note(*row);
  }
  std::reverse(rows_.begin(), rows_.end());
  const auto before = [](const Found& a, const Found& b) {
    if (ComesBefore(a.row->at, a.row->value, b.row->at, b.row->value)) return true;
    if (ComesBefore(b.row->at, b.row->value, a.row->at, a.row->value)) return false;
    return a.newer_rows > b.newer_rows;
  };
  if (!std::is_sorted(rows_.begin(), rows_.end(), before)) {
    std::sort(rows_.begin(), rows_.end(), before);
  }
}

ActivityRows TailReader::Read(const TailRow* newest, std::uint64_t sequence,
                              const std::vector<AttributeColumn>& columns) {
  Sort(newest, sequence);
  if (rows_.empty()) return {};
  columns_.Clear();
  texts_.Start();
  ids_.Start();
  Gather(columns_.at, [](const TailRow& row) { return row.at; });
  Gather(columns_.kind, [](const TailRow& row) { return row.kind; });
  if (present_.value) Gather(columns_.value, [](const TailRow& row) { return row.value; });
  if (present_.actor) {
    Gather(columns_.actor,
           [this](const TailRow& row) { return row.has_actor ? texts_.Code(row.actor()) : 0; });
  }
  if (present_.valid_until) {
    Gather(columns_.valid_until, [](const TailRow& row) { return row.valid_until; });
  }
  if (present_.id) {
    Gather(columns_.id,
           [this](const TailRow& row) { return row.id_size == 0 ? 0 : ids_.Code(row.id()); });
  }
  if (present_.recorded_at) {
    Gather(columns_.recorded_at, [](const TailRow& row) { return row.recorded_at; });
  }
  if (present_.retracted) {
    Gather(columns_.retracted, [](const TailRow& row) -> std::uint8_t { return row.retracted; });
  }
  if (columns_.attributes.size() < columns.size()) columns_.attributes.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) GatherAttribute(i, columns[i].type);

  columns_.size = rows_.size();
  ActivityRows rows = columns_.Rows(0, columns_.size);
  rows.texts = texts_.list().span();
  rows.ids = ids_.list().span();
  rows.corrected = HasCorrections(rows);
  rows.latest_recorded_at = LatestRecordedAt(rows);
  return rows;
}

}  // namespace kenko
