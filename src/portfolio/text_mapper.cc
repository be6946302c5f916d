#include "portfolio/text_mapper.h"

namespace kenko {

void TextMapper::Map(const ColumnView& column, std::int64_t row_count, std::uint32_t* codes) {
  if (column.texts == nullptr) {
    MapDictionary(column, row_count, codes);
  } else {
    MapTexts(column, row_count, codes);
  }
}

TextMapper::MappedCells TextMapper::MapCells(const ColumnView& column, std::int64_t row_count) {
  const bool all_known = column.texts == nullptr && column.valid == nullptr &&
                         column.dictionary_id == dictionary_id_ && whole_first_ == 0 &&
                         memo_known_ == column.dictionary_size;
  if (all_known) return {column.codes, memo_.data()};
  cells_.Resize(static_cast<std::size_t>(row_count));
  Map(column, row_count, cells_.data());
  while (identity_.size() <= index_.size()) {
    identity_.Append(static_cast<std::uint32_t>(identity_.size()));
  }
  return {cells_.data(), identity_.data()};
}

TextMapper::ShiftedCells TextMapper::ShiftCells(const ColumnView& column, std::int64_t row_count) {
  if (column.texts == nullptr && column.valid == nullptr) {
    rows_seen_ += row_count;
    StartDictionary(column);
    if (whole_first_ != 0) return {column.codes, whole_first_};
    rows_seen_ -= row_count;
  }
  cells_.Resize(static_cast<std::size_t>(row_count));
  Map(column, row_count, cells_.data());
  return {cells_.data(), 0};
}

void TextMapper::LookUp() {
  numbers_.Resize(texts_.size());
  index_.FindOrAdd(texts_.data(), texts_.size(), numbers_.data());
}

// Taking over a dictionary as it is makes codes of rows a mere addition. A stream that brings a
// large one with every batch must not fill the memory, though: then only the entries that rows use
// are looked up, until these rows are many.
bool TextMapper::IsWorthTakingWhole(const ColumnView& column) const {
  constexpr std::size_t kMostEntriesARow = 8;
  const std::size_t entries = whole_dictionaries_ + column.dictionary_size;
  return codes_ == Codes::kMayRepeat &&
         (entries <= always_whole_ ||
          entries <= kMostEntriesARow * static_cast<std::size_t>(rows_seen_));
}

void TextMapper::StartDictionary(const ColumnView& column) {
  const bool is_new = dictionary_id_ != column.dictionary_id;
  if (is_new) {
    dictionary_id_ = 0;  // until all is ready
    whole_first_ = 0;
    memo_.Clear();
    memo_known_ = 0;
  }
  if (whole_first_ == 0 && IsWorthTakingWhole(column)) {
    whole_first_ = 1 + index_.AddUnsearchable(column.dictionary, column.dictionary_size);
    whole_dictionaries_ += column.dictionary_size;
  } else if (is_new) {
    memo_.Fill(column.dictionary_size, 0);
  }
  dictionary_id_ = column.dictionary_id;
}

void TextMapper::MapDictionary(const ColumnView& column, std::int64_t row_count,
                               std::uint32_t* codes) {
  rows_seen_ += row_count;
  StartDictionary(column);
  const std::uint32_t* const entries = column.codes;
  bool all_known = true;
  if (whole_first_ != 0) {
    for (std::int64_t row = 0; row < row_count; ++row) codes[row] = whole_first_ + entries[row];
    for (std::int64_t row = 0; column.valid != nullptr && row < row_count; ++row) {
      if (column.valid[row] == 0) codes[row] = 0;
    }
  } else if (column.valid == nullptr) {
    for (std::int64_t row = 0; row < row_count; ++row) {
      codes[row] = memo_[entries[row]];
      all_known &= codes[row] != 0;
    }
  } else {
    // A missing cell's entry may be beyond the dictionary.
    for (std::int64_t row = 0; row < row_count; ++row) {
      codes[row] = column.valid[row] != 0 ? memo_[entries[row]] : 0;
      all_known &= codes[row] != 0;
    }
  }
  // Most often all that a block uses is known by now.
  if (!all_known) AddEntries(column, row_count, codes);
}

// Looks up the entries that rows without a code use, together: each is marked meanwhile, so that it
// is looked up once.
void TextMapper::AddEntries(const ColumnView& column, std::int64_t row_count,
                            std::uint32_t* codes) {
  constexpr std::uint32_t kPending = 0xFFFFFFFF;
  texts_.clear();
  places_.Clear();
  for (std::int64_t row = 0; row < row_count; ++row) {
    if (codes[row] != 0 || (column.valid != nullptr && column.valid[row] == 0)) continue;
    codes[row] = kPending;
    std::uint32_t& known = memo_[column.codes[row]];
    if (known == kPending) continue;
    known = kPending;
    texts_.push_back(column.dictionary[column.codes[row]]);
    places_.Append(column.codes[row]);
  }
  LookUp();
  for (std::size_t i = 0; i < places_.size(); ++i) memo_[places_[i]] = numbers_[i] + 1;
  memo_known_ += places_.size();
  for (std::int64_t row = 0; row < row_count; ++row) {
    if (codes[row] == kPending) codes[row] = memo_[column.codes[row]];
  }
}

void TextMapper::MapTexts(const ColumnView& column, std::int64_t row_count, std::uint32_t* codes) {
  texts_.clear();
  places_.Clear();
  for (std::int64_t row = 0; row < row_count; ++row) {
    codes[row] = 0;
    if (column.IsMissing(row)) continue;
    const std::string_view text = column.texts[row];
    const Recent& recent = RecentOf(text);
    if (recent.code != 0 && AreEqual(recent.text, text)) {
      codes[row] = recent.code;
    } else {
      texts_.push_back(text);
      places_.Append(static_cast<std::uint32_t>(row));
    }
  }
  LookUp();
  for (std::size_t i = 0; i < places_.size(); ++i) {
    codes[places_[i]] = numbers_[i] + 1;
    RecentOf(texts_[i]) = {index_.text(numbers_[i]), numbers_[i] + 1};
  }
}

}  // namespace kenko
