#include "portfolio/row_checker.h"

#include <algorithm>

#include "portfolio/column_table.h"

namespace kenko {
namespace {

using Cells = ColumnRule::Cells;
using Type = ColumnView::Type;

// Of a block's rows: for how many more after it room is made at once. Who is wrong about what is to
// come thus does no harm.
constexpr std::int64_t kMostTimesPrepared = 8;

bool Takes(Cells cells, Type type) {
  switch (cells) {
    case Cells::kCustomerId:
      return type == Type::kInteger || type == Type::kText;
    case Cells::kName:
    case Cells::kPattern:
    case Cells::kText:
      return type == Type::kText;
    case Cells::kNumber:
      return type == Type::kInteger || type == Type::kNumber;
    case Cells::kFlag:
      return type == Type::kFlag;
    case Cells::kTime:
      return type == Type::kTime;
    case Cells::kAttribute:
      return true;
  }
  return false;
}

std::string_view WantedName(Cells cells) {
  switch (cells) {
    case Cells::kCustomerId:
      return "integers or texts";
    case Cells::kNumber:
      return "numbers";
    case Cells::kFlag:
      return "flags";
    case Cells::kTime:
      return "instants";
    default:
      return "texts";
  }
}

}  // namespace

Status RowChecker::MatchColumns(const RowBlock& block) {
  const auto error = [this](std::string_view column, const std::string& reason) {
    return RowError(rules_.table, -1, column, reason);
  };
  for (std::size_t i = 0; i < rules_.columns.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (rules_.columns[i].name == rules_.columns[j].name) {
        return error(rules_.columns[i].name, "is named for two things; each needs its own column");
      }
    }
  }
  std::vector<bool>& found = good_.in_table;
  found.assign(rules_.columns.size(), false);
  for (const ColumnView& column : block.columns) {
    KnownColumn known;
    known.name = column.name;
    for (const KnownColumn& other : columns_) {
      if (other.name == column.name) return error(column.name, "comes twice");
    }
    for (std::size_t place = 0; place < rules_.columns.size(); ++place) {
      if (rules_.columns[place].name != column.name) continue;
      known.rule = rules_.columns[place];
      known.place = static_cast<int>(place);
      found[place] = true;
    }
    if (known.place < 0 && !rules_.attributes) {
      std::string names;
      for (const ColumnRule& rule : rules_.columns) {
        names += (names.empty() ? "" : ", ") + rule.name;
      }
      return error(column.name, "not a column of this table; it has " + names);
    }
    columns_.push_back(std::move(known));
  }
  for (std::size_t place = 0; place < rules_.columns.size(); ++place) {
    const ColumnRule& rule = rules_.columns[place];
    if (rule.required && !found[place]) {
      return error(rule.name, "the table lacks it; " + std::string(rule.why));
    }
  }
  matched_ = true;
  return {};
}

Status RowChecker::CheckType(const KnownColumn& known, const ColumnView& column,
                             std::int64_t first_present) {
  if (Takes(known.rule.cells, column.type)) return {};
  std::string reason = "holds ";
  reason += CellsName(column.type);
  reason += "; it must hold ";
  reason += WantedName(known.rule.cells);
  return RowError(rules_.table, rows_read_ + first_present, known.name, reason);
}

ColumnView RowChecker::Column(const RowBlock& block, std::size_t number) const {
  ColumnView column = block.columns[number];
  column.type = types_[number];
  return column;
}

// Nearly all blocks are all good: several threads find that out, one looks for what is not.
void RowChecker::LookAtCells(const RowBlock& block, Crew& crew) {
  constexpr std::int64_t kRowsATime = 8192;
  const auto parts = static_cast<std::size_t>((block.row_count + kRowsATime - 1) / kRowsATime);
  const std::size_t count = columns_.size();
  look_good_.Resize(count * parts);
  crew.Share(parts, [&](std::size_t, std::size_t part) {
    const std::int64_t begin = static_cast<std::int64_t>(part) * kRowsATime;
    const std::int64_t end = std::min(begin + kRowsATime, block.row_count);
    for (std::size_t i = 0; i < count; ++i) {
      look_good_[part * count + i] = LookGood(Column(block, i), begin, end, columns_[i].rule);
    }
  });
  for (std::size_t i = count; i < look_good_.size(); ++i) look_good_[i % count] &= look_good_[i];
}

void RowChecker::FindBadCells(const RowBlock& block) {
  bad_cells_.Clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (look_good_[i] != 0) continue;
    FindBadCellsOf(Column(block, i), block.row_count, columns_[i].rule,
                   static_cast<std::uint32_t>(i), columns_[i].dictionary, bad_cells_);
  }
}

// One reason a row: that of its first bad column.
void RowChecker::TellBadRows() {
  std::sort(bad_cells_.begin(), bad_cells_.end(), [](const BadCell& a, const BadCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  for (std::size_t i = 0; i < bad_cells_.size(); ++i) {
    const BadCell& cell = bad_cells_[i];
    if (i > 0 && bad_cells_[i - 1].row == cell.row) continue;
    const KnownColumn& known = columns_[cell.column];
    std::string reason(ReasonText(cell.reason));
    if (known.rule.required &&
        (cell.reason == BadCell::Reason::kMissing || cell.reason == BadCell::Reason::kEmpty)) {
      reason += "; ";
      reason += known.rule.why;
    }
    bad_rows_.Add(rows_read_ + cell.row, known.name, reason);
  }
}

void RowChecker::Present(const RowBlock& rows) {
  good_.row_count = rows.row_count;
  good_.columns.assign(rules_.columns.size(), nullptr);
  good_.attributes.clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const ColumnView& column = rows.columns[i];
    if (columns_[i].place < 0) {
      good_.attributes.push_back({columns_[i].name, &column, types_[i]});
    } else if (types_[i] != Type::kNull) {
      good_.columns[static_cast<std::size_t>(columns_[i].place)] = &column;
    }
  }
}

Result<const GoodRows*> RowChecker::Check(const RowBlock& block, Crew& crew) {
  if (!matched_) {
    Status status = MatchColumns(block);
    if (!status.ok()) return status;
  }
  if (block.columns.size() != columns_.size()) {
    return RowError(rules_.table, rows_read_, "", "a batch has other columns than the first");
  }
  types_.assign(columns_.size(), Type::kNull);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const ColumnView& column = block.columns[i];
    if (column.name != columns_[i].name) {
      return RowError(rules_.table, rows_read_, column.name, "not a column of the first batch");
    }
    const std::int64_t first_present = FirstPresent(column, block.row_count);
    if (first_present == block.row_count) continue;
    Status status = CheckType(columns_[i], column, first_present);
    if (!status.ok()) return status;
    types_[i] = column.type;
  }

  look_good_.Clear();
  look_good_.Fill(columns_.size(), 0);
  if (crew.size() > 1) LookAtCells(block, crew);
  FindBadCells(block);
  good_.first_row = rows_read_;
  good_.rows_after =
      std::clamp<std::int64_t>(block.rows_after, 0, kMostTimesPrepared * block.row_count);
  good_.row_numbers = nullptr;
  if (bad_cells_.empty()) {
    Present(block);
  } else {
    TellBadRows();
    good_rows_.Clear();
    std::size_t next_bad = 0;
    for (std::uint32_t row = 0; row < block.row_count; ++row) {
      while (next_bad < bad_cells_.size() && bad_cells_[next_bad].row < row) ++next_bad;
      if (next_bad == bad_cells_.size() || bad_cells_[next_bad].row != row) good_rows_.Append(row);
    }
    good_.row_numbers = good_rows_.data();
    Present(filter_.Filter(block, good_rows_));
  }
  rows_read_ += block.row_count;
  return &good_;
}

}  // namespace kenko
