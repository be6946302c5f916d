// Short ways to load and read for the tests of a portfolio.
#ifndef KENKO_TESTS_PORTFOLIO_SMALL_LOADS_H_
#define KENKO_TESTS_PORTFOLIO_SMALL_LOADS_H_

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kenko/portfolio.h"
#include "portfolio/portfolio_reader.h"
#include "support/table_source.h"

namespace kenko::testing {

using Texts = std::vector<std::optional<std::string>>;
using Numbers = std::vector<std::optional<double>>;
using Integers = std::vector<std::optional<std::int64_t>>;
using Times = std::vector<std::optional<Instant>>;
using Flags = std::vector<std::optional<bool>>;

// The columns that every activity needs.
inline TableSource SomeActivities(Texts customers, Times at, Texts kinds) {
  TableSource source;
  source.Texts("customer_id", std::move(customers)).Times("at", std::move(at));
  source.Texts("kind", std::move(kinds));
  return source;
}

inline LoadReport MustLoad(Portfolio& portfolio, InputTable table, TableSource source,
                           const LoadOptions& options = {}) {
  Result<LoadReport> report = portfolio.Load(table, source, options);
  EXPECT_TRUE(report.ok()) << report.status().message();
  return report.ok() ? *report : LoadReport();
}

// The status of a load that must fail.
inline Status MustFail(Portfolio& portfolio, InputTable table, TableSource source,
                       const LoadOptions& options = {}) {
  Result<LoadReport> report = portfolio.Load(table, source, options);
  EXPECT_FALSE(report.ok());
  return report.status();
}

inline Slot SlotOf(const SnapshotData& data, const std::string& id) {
  for (Slot slot = 0; slot < data.slot_count(); ++slot) {
    if (IdText(data, slot) == id) return slot;
  }
  ADD_FAILURE() << "no customer " << id;
  return 0;
}

// "at kind" of a customer's activities that count, in order.
inline std::vector<std::string> ActivitiesOf(const SnapshotData& data, const std::string& id,
                                             Instant known = kMaxInstant) {
  ActivityScratch scratch;
  std::vector<std::string> texts;
  for (const SeenActivity& row : ReadActivities(data, SlotOf(data, id), known, scratch)) {
    texts.push_back(std::to_string(std::get<0>(row)) + " " + std::get<2>(row));
  }
  return texts;
}

// A text cell of the row that counts; "-" where it is missing, "none" where no row counts.
inline std::string CellText(const SnapshotData& data, const std::string& id, Instant t,
                            Instant known, std::string_view column) {
  const CustomerRow* const row = data.FindRow(SlotOf(data, id), t, known);
  if (row == nullptr) return "none";
  const Value cell = CellOf(data, *row, column);
  return cell.present ? std::string(cell.text()) : "-";
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_PORTFOLIO_SMALL_LOADS_H_
