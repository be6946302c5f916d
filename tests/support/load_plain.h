// Loads plain rows into a portfolio.
#ifndef KENKO_TESTS_SUPPORT_LOAD_PLAIN_H_
#define KENKO_TESTS_SUPPORT_LOAD_PLAIN_H_

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "kenko/portfolio.h"
#include "portfolio/plain_portfolio.h"
#include "support/table_source.h"

namespace kenko::testing {

// A column: what `cell` gives of each row.
template <typename Row, typename Cell>
auto CellsOf(const std::vector<Row>& rows, Cell cell) {
  std::vector<std::decay_t<decltype(cell(rows[0]))>> cells;
  for (const Row& row : rows) cells.push_back(cell(row));
  return cells;
}

inline void LoadRows(Portfolio& portfolio, InputTable table, TableSource source) {
  const Result<LoadReport> report = portfolio.Load(table, source);
  EXPECT_TRUE(report.ok()) << report.status().message();
}

inline void LoadPlain(Portfolio& portfolio, const PlainPortfolio& plain) {
  using Text = std::optional<std::string>;
  const auto customer = [](const auto& row) { return Text(row.customer); };
  const auto recorded = [](const auto& row) { return row.recorded_at; };
  TableSource customers, activities, milestones;
  customers.Texts("customer_id", CellsOf(plain.customers, customer))
      .Times("valid_from", CellsOf(plain.customers, [](auto& row) { return row.valid_from; }))
      .Times("recorded_at", CellsOf(plain.customers, recorded))
      .Numbers("seats", CellsOf(plain.customers, [](auto& row) { return row.seats; }))
      .Texts("plan", CellsOf(plain.customers, [](auto& row) { return row.plan; }))
      .Flags("strategic", CellsOf(plain.customers, [](auto& row) { return row.strategic; }))
      .Times("signed_on", CellsOf(plain.customers, [](auto& row) { return row.signed_on; }))
      .Times("ended_on", CellsOf(plain.customers, [](auto& row) { return row.ended_on; }));
  LoadRows(portfolio, InputTable::kCustomers, std::move(customers));

  const std::vector<PlainActivity>& rows = plain.activities;
  activities.Texts("customer_id", CellsOf(rows, customer))
      .Times("at", CellsOf(rows, [](auto& row) { return std::optional<Instant>(row.at); }))
      .Texts("kind", CellsOf(rows, [](auto& row) { return Text(row.kind); }))
      .Numbers("value", CellsOf(rows, [](auto& row) { return row.value; }))
      .Texts("actor", CellsOf(rows, [](auto& row) { return row.actor; }))
      .Texts("id", CellsOf(rows, [](auto& row) { return row.id; }))
      .Times("valid_until", CellsOf(rows, [](auto& row) { return row.valid_until; }))
      .Times("recorded_at", CellsOf(rows, recorded))
      .Flags("retracted",
             CellsOf(rows, [](auto& row) { return std::optional<bool>(row.retracted); }))
      .Texts("severity", CellsOf(rows, [](auto& row) { return row.severity; }))
      .Numbers("size", CellsOf(rows, [](auto& row) { return row.size; }))
      .Flags("paid", CellsOf(rows, [](auto& row) { return row.paid; }));
  LoadRows(portfolio, InputTable::kActivities, std::move(activities));

  milestones.Texts("customer_id", CellsOf(plain.milestones, customer))
      .Texts("milestone", CellsOf(plain.milestones, [](auto& row) { return Text(row.milestone); }))
      .Times("due_at", CellsOf(plain.milestones, [](auto& row) { return row.due_at; }))
      .Times("completed_at", CellsOf(plain.milestones, [](auto& row) { return row.completed_at; }))
      .Times("recorded_at", CellsOf(plain.milestones, recorded));
  LoadRows(portfolio, InputTable::kMilestones, std::move(milestones));
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_SUPPORT_LOAD_PLAIN_H_
