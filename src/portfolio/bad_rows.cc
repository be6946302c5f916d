#include "portfolio/bad_rows.h"

#include <algorithm>
#include <utility>

namespace kenko {
namespace {

constexpr std::size_t kMostListed = 100;

}  // namespace

Status RowError(InputTable table, std::int64_t row, std::string_view column,
                std::string_view reason) {
  Location where;
  where.table = InputTableName(table);
  where.row = row;
  where.column = column;
  std::string message = where.table;
  if (row >= 0) message += ", row " + std::to_string(row);
  if (!column.empty()) message += ", column " + where.column;
  message += ": ";
  message += reason;
  return InvalidArgument(std::move(message), std::move(where));
}

void BadRows::Add(std::int64_t row, std::string_view column, std::string_view reason) {
  ++count_;
  if (first_.size() == kMostListed && row > first_.back().row) return;
  const auto after = std::upper_bound(
      first_.begin(), first_.end(), row,
      [](std::int64_t wanted, const Listed& listed) { return wanted < listed.row; });
  first_.insert(after, {row, std::string(column), std::string(reason)});
  if (first_.size() > kMostListed) first_.pop_back();
}

Status BadRows::First() const {
  return RowError(table_, first_[0].row, first_[0].column, first_[0].reason);
}

LoadReport BadRows::Report(std::int64_t rows_read) const {
  LoadReport report;
  report.rows_loaded = rows_read - count_;
  report.rows_set_aside = count_;
  for (const Listed& listed : first_) {
    const Status error = RowError(table_, listed.row, listed.column, listed.reason);
    report.first_bad_rows.push_back({listed.row, listed.column, error.message()});
  }
  return report;
}

}  // namespace kenko
