// A customer's summary cell by cell, to be compared with the tables that show the same.
#ifndef KENKO_TESTS_EVALUATE_SUMMARY_CELLS_H_
#define KENKO_TESTS_EVALUATE_SUMMARY_CELLS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/evaluate.h"
#include "kenko/evaluator.h"
#include "support/read_table.h"

namespace kenko::testing {

// By the tables' column names, as ReadColumn gives them.
using Cells = std::map<std::string, std::string>;

inline std::string CellText(std::string_view name) {
  return name.empty() ? "-" : std::string(name);
}
inline std::string CellText(const std::optional<double>& number) {
  return number ? NumberText(*number) : "-";
}
inline std::string CellText(const std::optional<bool>& flag) {
  return flag ? (*flag ? "true" : "false") : "-";
}
inline std::string CellText(const std::vector<std::string_view>& names) {
  std::string joined;
  for (const std::string_view name : names) {
    joined += (joined.empty() ? "" : "|") + std::string(name);
  }
  return joined;
}

// Nothing where the customer does not exist. `plays` is the worklist's, joined.
inline Cells CellsOf(const CustomerSummary& summary) {
  if (!summary.exists) return {};
  return {
      {"score", CellText(summary.score)},
      {"band", CellText(summary.band)},
      {"raw_band", CellText(summary.raw_band)},
      {"band_reason", CellText(summary.band_reason)},
      {"band_since", summary.band_since ? FormatInstant(*summary.band_since) : "-"},
      {"previous_band", CellText(summary.previous_band)},
      {"scorecard", CellText(summary.scorecard)},
      {"coverage", CellText(summary.coverage)},
      {"worst", CellText(summary.worst)},
      {"best", CellText(summary.best)},
      {"trend", CellText(summary.trend)},
      {"direction", CellText(summary.direction)},
      {"tier", CellText(summary.tier)},
      {"tier_reason", CellText(summary.tier_reason)},
      {"onboarding_plan", CellText(summary.onboarding_plan)},
      {"onboarding_status", CellText(summary.onboarding_status)},
      {"onboarding_progress", CellText(summary.onboarding_progress)},
      {"onboarding_late", summary.onboarding_late ? std::to_string(*summary.onboarding_late) : "-"},
      {"onboarding_stalled_days", CellText(summary.onboarding_stalled_days)},
      {"time_to_value_days", CellText(summary.time_to_value_days)},
      {"next_milestone", CellText(summary.next_milestone)},
      {"attainment", CellText(summary.attainment)},
      {"attained", CellText(summary.attained)},
      {"priority", CellText(summary.priority)},
      {"reasons", CellText(summary.reasons)},
      {"plays", CellText(summary.plays)},
  };
}

// The same of all customers that exist, by id, out of the tables "health" and "worklist".
inline std::map<std::string, Cells> CellsOf(const Evaluation& evaluation) {
  std::map<std::string, Cells> customers;
  const Table& health = *evaluation.Find("health");
  const std::vector<std::string> ids = ReadColumn(health, "customer_id");
  for (const ColumnSchema& column : health.schema()) {
    if (column.name == "customer_id") continue;
    const std::vector<std::string> cells = ReadColumn(health, column.name);
    for (std::size_t r = 0; r < ids.size(); ++r) customers[ids[r]][column.name] = cells[r];
  }
  for (auto& [id, cells] : customers) cells["plays"] = "";
  const Table& worklist = *evaluation.Find("worklist");
  const std::vector<std::string> whose = ReadColumn(worklist, "customer_id");
  const std::vector<std::string> plays = ReadColumn(worklist, "play");
  for (std::size_t r = 0; r < whose.size(); ++r) {
    std::string& joined = customers[whose[r]]["plays"];
    joined += (joined.empty() ? "" : "|") + plays[r];
  }
  return customers;
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_EVALUATE_SUMMARY_CELLS_H_
