// Reads a snapshot into the plain forms of the tests.
#ifndef KENKO_TESTS_PORTFOLIO_PORTFOLIO_READER_H_
#define KENKO_TESTS_PORTFOLIO_PORTFOLIO_READER_H_

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "portfolio/activity_scratch.h"
#include "portfolio/customer_log.h"
#include "portfolio/plain_portfolio.h"
#include "portfolio/snapshot_data.h"

namespace kenko::testing {

inline std::string IdText(const SnapshotData& data, Slot slot) {
  return data.ids_are_integers() ? std::to_string(data.integer_id(slot))
                                 : std::string(data.text_id(slot));
}

inline Value CellOf(const SnapshotData& data, const CustomerRow& row, std::string_view name) {
  for (std::size_t i = 0; i < data.customer_columns().size(); ++i) {
    const AttributeColumn& column = data.customer_columns()[i];
    if (column.name == name) return row.Cell(i, column.type);
  }
  return Value::Missing();
}

// One activity column's attribute of a view; null where there is none.
inline const ActivityAttribute* AttributeOf(const SnapshotData& data, const ActivityView& view,
                                            std::string_view name) {
  for (std::size_t i = 0; i < data.activity_columns().size(); ++i) {
    if (data.activity_columns()[i].name == name) return &view.attributes[i];
  }
  return nullptr;
}

inline std::optional<std::string> TextAt(const ActivityView& view, const CodeCells& codes,
                                         std::size_t i) {
  if (!codes || codes[i] == 0) return std::nullopt;
  return std::string(view.Text(codes[i]));
}

// Those that count, as the plain portfolio gives them, but in the order of the view.
inline std::vector<SeenActivity> ReadActivities(const SnapshotData& data, Slot slot, Instant known,
                                                ActivityScratch& scratch) {
  const ActivityView view = data.Activities(slot, known, scratch);
  std::vector<SeenActivity> seen;
  for (std::size_t i = 0; i < view.size; ++i) {
    PlainActivity row;
    row.at = view.at[i];
    row.kind = data.kind(view.kind[i]);
    if (view.value && !std::isnan(view.value[i])) row.value = view.value[i];
    row.actor = TextAt(view, view.actor, i);
    if (view.valid_until != nullptr && view.valid_until[i] != kForever) {
      row.valid_until = view.valid_until[i];
    }
    if (const auto* severity = AttributeOf(data, view, "severity")) {
      row.severity = TextAt(view, CodeCells(severity->texts), i);
    }
    if (const auto* size = AttributeOf(data, view, "size"); size && size->numbers) {
      if (!std::isnan(size->numbers[i])) row.size = size->numbers[i];
    }
    if (const auto* paid = AttributeOf(data, view, "paid"); paid && paid->flags) {
      if (paid->flags[i] != 2) row.paid = paid->flags[i] == 1;
    }
    seen.push_back(row.Seen());
  }
  return seen;
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_PORTFOLIO_PORTFOLIO_READER_H_
