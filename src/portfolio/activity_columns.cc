#include "portfolio/activity_columns.h"

#include <limits>

namespace kenko {
namespace {

// Appends `count` cells to a column that has `before` rows, or none where all were missing so far.
template <typename T>
void AppendCells(Buffer<T>& column, std::size_t before, const T* cells, std::size_t count,
                 T missing) {
  if (cells == nullptr && column.empty()) return;
  column.Fill(before, missing);
  if (cells != nullptr) {
    column.Append(cells, count);
  } else {
    column.Fill(before + count, missing);
  }
}

void AppendCodes(Buffer<TextCode>& column, std::size_t before, const TextCode* codes,
                 std::size_t count, const TextCode* map) {
  AppendCells<TextCode>(column, before, codes, count, 0);
  if (codes == nullptr || map == nullptr) return;
  for (std::size_t i = before; i < before + count; ++i) column[i] = map[column[i]];
}

void AppendCodes(Buffer<std::uint32_t>& column, std::size_t before, const CodeCells& codes,
                 std::size_t begin, std::size_t count, const TextCode* map) {
  if (!codes && column.empty()) return;
  column.Fill(before, 0);
  if (!codes) return column.Fill(before + count, 0);
  column.Resize(before + count);
  std::uint32_t* const to = column.data() + before;
  codes.Visit([&](const auto* cells) {
    const auto* const from = cells + begin;
    if (map == nullptr) {
      for (std::size_t i = 0; i < count; ++i) to[i] = from[i];
    } else {
      for (std::size_t i = 0; i < count; ++i) to[i] = map[from[i]];
    }
  });
}

void AppendNumbers(Buffer<double>& column, std::size_t before, const NumberCells& numbers,
                   std::size_t begin, std::size_t count) {
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  if (!numbers && column.empty()) return;
  column.Fill(before, kMissing);
  if (!numbers) return column.Fill(before + count, kMissing);
  column.Resize(before + count);
  numbers.From(begin).CopyTo(column.data() + before, count);
}

void AppendAttribute(AttributeCells& column, std::size_t before, const AttributeCells* cells,
                     std::size_t offset, std::size_t count, const TextCode* text_map) {
  if (cells != nullptr && cells->type != ColumnView::Type::kNull) column.type = cells->type;
  const auto from = [offset](const auto* buffer) {
    return buffer == nullptr || buffer->empty() ? nullptr : buffer->data() + offset;
  };
  switch (column.type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kInteger:
      break;
    case ColumnView::Type::kNumber:
      AppendCells(column.numbers, before, from(cells ? &cells->numbers : nullptr), count,
                  std::numeric_limits<double>::quiet_NaN());
      break;
    case ColumnView::Type::kText:
      AppendCodes(column.texts, before, from(cells ? &cells->texts : nullptr), count, text_map);
      break;
    case ColumnView::Type::kFlag:
      AppendCells(column.flags, before, from(cells ? &cells->flags : nullptr), count, kMissingFlag);
      break;
    case ColumnView::Type::kTime:
      AppendCells(column.times, before, from(cells ? &cells->times : nullptr), count, kForever);
      break;
  }
}

template <typename T>
const T* From(const Buffer<T>& column, std::size_t begin) {
  return column.empty() ? nullptr : column.data() + begin;
}

template <typename T>
const T* From(const T* column, std::size_t begin) {
  return column == nullptr ? nullptr : column + begin;
}

}  // namespace

void TextList::Reserve(std::size_t texts, std::size_t bytes) {
  begin_.Reserve(texts + 1);
  bytes_.Reserve(bytes);
}

void TextList::Add(std::string_view text) {
  if (begin_.empty()) begin_.Append(0);
  bytes_.Append(text.data(), text.size());
  begin_.Append(bytes_.size());
}

void TextList::Add(const TextSpan& texts) {
  if (texts.count == 0) return;
  if (begin_.empty()) begin_.Append(0);
  const std::uint64_t moved = bytes_.size() - texts.begin[0];
  bytes_.Append(texts.bytes + texts.begin[0], texts.begin[texts.count] - texts.begin[0]);
  const std::size_t before = begin_.size();
  begin_.Resize(before + texts.count);
  for (std::uint32_t i = 0; i < texts.count; ++i) begin_[before + i] = texts.begin[i + 1] + moved;
}

TextList TextList::Copy() const {
  TextList copy;
  copy.begin_ = begin_.Copy();
  copy.bytes_ = bytes_.Copy();
  return copy;
}

void AttributeCells::Clear() {
  type = ColumnView::Type::kNull;
  numbers.Clear();
  texts.Clear();
  flags.Clear();
  times.Clear();
}

AttributeCells AttributeCells::Copy() const {
  AttributeCells copy;
  copy.type = type;
  copy.numbers = numbers.Copy();
  copy.texts = texts.Copy();
  copy.flags = flags.Copy();
  copy.times = times.Copy();
  return copy;
}

void ActivityColumns::Clear() {
  size = 0;
  at.Clear();
  kind.Clear();
  value.Clear();
  actor.Clear();
  valid_until.Clear();
  id.Clear();
  recorded_at.Clear();
  retracted.Clear();
  for (AttributeCells& column : attributes) column.Clear();
}

void ActivityColumns::Append(const ActivityRows& rows, std::size_t begin, std::size_t count,
                             const TextCode* text_map, const TextCode* id_map) {
  AppendCells<Instant>(at, size, From(rows.at, begin), count, 0);
  AppendCodes(kind, size, rows.kind, begin, count, nullptr);
  AppendNumbers(value, size, rows.value, begin, count);
  AppendCodes(actor, size, rows.actor, begin, count, text_map);
  AppendCells(valid_until, size, From(rows.valid_until, begin), count, kForever);
  AppendCodes(id, size, From(rows.id, begin), count, id_map);
  AppendCells(recorded_at, size, From(rows.recorded_at, begin), count, kBeginningOfTime);
  AppendCells<std::uint8_t>(retracted, size, From(rows.retracted, begin), count, 0);

  const std::size_t theirs = rows.attributes == nullptr ? 0 : rows.attributes->size();
  if (attributes.size() < theirs) attributes.resize(theirs);
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    AppendAttribute(attributes[i], size, i < theirs ? &(*rows.attributes)[i] : nullptr,
                    rows.offset + begin, count, text_map);
  }
  size += count;
}

ActivityRows ActivityColumns::Rows(std::size_t begin, std::size_t count) const {
  ActivityRows rows;
  rows.size = count;
  rows.at = From(at, begin);
  rows.kind = CodeCells(From(kind, begin));
  rows.value = NumberCells(From(value, begin));
  rows.actor = CodeCells(From(actor, begin));
  rows.valid_until = From(valid_until, begin);
  rows.id = From(id, begin);
  rows.recorded_at = From(recorded_at, begin);
  rows.retracted = From(retracted, begin);
  rows.attributes = &attributes;
  rows.offset = begin;
  return rows;
}

}  // namespace kenko
