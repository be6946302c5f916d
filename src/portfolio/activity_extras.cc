// ActivityLoader's columns beyond those that every activity has.

#include <limits>
#include <new>

#include "portfolio/cells.h"
#include "portfolio/loaders.h"

namespace kenko {
namespace {

using Role = ExtraColumn::Role;

// The table's own column of a role; -1 for an attribute.
int PlaceOfRole(Role role) {
  switch (role) {
    case Role::kId:
      return ActivityColumn::kId;
    case Role::kValidUntil:
      return ActivityColumn::kValidUntil;
    case Role::kRecordedAt:
      return ActivityColumn::kRecordedAt;
    case Role::kRetracted:
      return ActivityColumn::kRetracted;
    case Role::kAttribute:
      break;
  }
  return -1;
}

std::uint64_t CellBits(const ColumnView& column, std::int64_t row) {
  if (column.IsMissing(row)) return kMissingCell;
  switch (column.type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kText:  // staged by their codes
      break;
    case ColumnView::Type::kInteger:
      return NumberBits(static_cast<double>(column.integers[row]));
    case ColumnView::Type::kNumber:
      return NumberBits(column.numbers[row]);
    case ColumnView::Type::kFlag:
      return column.flags[row] != 0;
    case ColumnView::Type::kTime:
      return static_cast<std::uint64_t>(column.integers[row]);
  }
  return kMissingCell;
}

}  // namespace

// Which cells each staged row has is settled by the first block: columns stay the same.
void ActivityLoader::ChooseExtras(const GoodRows& rows) {
  if (extras_chosen_) return;
  for (const Role role : {Role::kId, Role::kValidUntil, Role::kRecordedAt, Role::kRetracted}) {
    if (!rows.in_table[PlaceOfRole(role)]) continue;
    ExtraColumn extra;
    extra.role = role;
    extras_.push_back(extra);
  }
  for (std::size_t i = 0; i < rows.attributes.size(); ++i) {
    ExtraColumn extra;
    extra.number = attributes_.number(i);
    extras_.push_back(extra);
  }
  attribute_texts_.resize(extras_.size());
  for (auto& mapper : attribute_texts_) {
    mapper = std::make_unique<TextMapper>(texts_, TextMapper::Codes::kMayRepeat);
  }
  stage_.SetExtraCells(extras_.size());
  extras_chosen_ = true;
}

void ActivityLoader::StageExtras(const GoodRows& rows) {
  extra_cells_.resize(static_cast<std::size_t>(rows.row_count));
  for (std::size_t lot = 0; lot + 1 < lot_begin_.size(); ++lot) {
    for (std::size_t i = lot_begin_[lot]; i < lot_begin_[lot + 1]; ++i) {
      extra_cells_[i] = stage_.lot(lot).AppendExtraCells(slots_[i], stage_.extra_size());
    }
  }
  const std::size_t first_attribute = extras_.size() - rows.attributes.size();
  for (std::size_t cell = 0; cell < extras_.size(); ++cell) {
    ExtraColumn& extra = extras_[cell];
    const ColumnView* column = nullptr;
    if (extra.role != Role::kAttribute) {
      column = rows.columns[PlaceOfRole(extra.role)];
    } else if (const auto& attribute = rows.attributes[cell - first_attribute];
               attribute.type != ColumnView::Type::kNull) {
      column = attribute.column;
      extra.type = StoredType(attribute.type);
    }
    if (column == nullptr) {
      for (std::uint64_t* const cells : extra_cells_) cells[cell] = kMissingCell;
      continue;
    }
    extra.present = true;
    if (extra.role == Role::kId) {
      StageIds(*column, rows.row_count, cell);
    } else if (column->type == ColumnView::Type::kText) {
      StageTexts(*column, rows.row_count, *attribute_texts_[cell], cell);
    } else {
      for (std::int64_t i = 0; i < rows.row_count; ++i) {
        extra_cells_[i][cell] = CellBits(*column, i);
      }
    }
  }
}

void ActivityLoader::StageTexts(const ColumnView& column, std::int64_t row_count,
                                TextMapper& mapper, std::size_t cell) {
  text_codes_.Resize(row_count);
  mapper.Map(column, row_count, text_codes_.data());
  for (std::int64_t i = 0; i < row_count; ++i) {
    extra_cells_[i][cell] = text_codes_[i] == 0 ? kMissingCell : text_codes_[i];
  }
}

// Ids are mostly all different, so that looking them up across the load would only cost time; they
// are compared within their customer later.
void ActivityLoader::StageIds(const ColumnView& column, std::int64_t row_count, std::size_t cell) {
  for (std::int64_t i = 0; i < row_count; ++i) {
    std::uint64_t& bits = extra_cells_[i][cell];
    bits = kMissingCell;
    if (column.IsMissing(i)) continue;
    const std::string_view id = column.Text(i);
    if (id.empty()) continue;
    ids_.emplace_back(id_bytes_.CopyText(id), id.size());
    if (ids_.size() >= std::numeric_limits<TextCode>::max()) throw std::bad_alloc();
    bits = ids_.size();
  }
}

}  // namespace kenko
