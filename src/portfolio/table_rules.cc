#include "portfolio/table_rules.h"

namespace kenko {

using Cells = ColumnRule::Cells;

TableRules RulesOf(InputTable table, const LoadOptions& options) {
  switch (table) {
    case InputTable::kCustomers:
      return {table,
              {{options.id_column, Cells::kCustomerId, true, "every customer needs an id"},
               {options.valid_from_column, Cells::kTime},
               {"recorded_at", Cells::kTime}},
              true};
    case InputTable::kActivities:
      return {table,
              {{"customer_id", Cells::kCustomerId, true, "every activity needs its customer's id"},
               {"at", Cells::kTime, true, "every activity needs an instant"},
               {"kind", Cells::kName, true, "every activity needs a kind"},
               {"value", Cells::kNumber},
               {"actor", Cells::kText},
               {"id", Cells::kText},
               {"valid_until", Cells::kTime},
               {"recorded_at", Cells::kTime},
               {"retracted", Cells::kFlag}},
              true};
    case InputTable::kMilestones:
      return {table,
              {{"customer_id", Cells::kCustomerId, true, "every milestone needs its customer's id"},
               {"milestone", Cells::kName, true, "every milestone needs its name"},
               {"due_at", Cells::kTime},
               {"completed_at", Cells::kTime},
               {"recorded_at", Cells::kTime}},
              false};
    case InputTable::kFeeds:
      return {table,
              {{"kind", Cells::kPattern, true, "every feed needs the kinds that it brings"},
               {"complete_from", Cells::kTime},
               {"complete_until", Cells::kTime}},
              false};
  }
  return {table, {}, false};
}

bool IsKindPattern(std::string_view text) {
  if (text.empty() || text[0] == '@') return false;  // `@name` is a model's set of kinds
  const std::size_t star = text.find('*');
  if (star == std::string_view::npos) return true;
  return star + 1 == text.size() && (star == 0 || text[star - 1] == '.');
}

}  // namespace kenko
