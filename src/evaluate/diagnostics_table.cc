#include "evaluate/diagnostics_table.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "evaluate/row_writer.h"
#include "measure/customer_frames.h"
#include "measure/measure_needs.h"
#include "portfolio/activity_scratch.h"

namespace kenko {
namespace {

struct Counts {
  std::int64_t superseded = 0, of_unknown_customers = 0;
  std::int64_t milestones = 0, milestones_of_unknown_customers = 0, unknown_milestones = 0;
  std::int64_t not_started = 0, ended = 0;
};

// Each row counts under the first heading that fits it.
void CountRows(const ModelData& model, const SnapshotData& snapshot, Instant known,
               Counts& counts) {
  const std::vector<std::string>& names = model.onboarding.milestone_names;
  const std::unordered_set<std::string_view> known_names(names.begin(), names.end());
  ActivityScratch scratch;
  for (Slot slot = 0; slot < snapshot.slot_count(); ++slot) {
    const bool is_customer = snapshot.HasCustomerRow(slot);
    const ActivityCounts activities = snapshot.CountActivities(slot, known, scratch);
    counts.superseded += activities.superseded;
    if (!is_customer) counts.of_unknown_customers += activities.held - activities.superseded;

    snapshot.Milestones(slot, scratch.milestones);
    for (const MilestoneRow& row : scratch.milestones) {
      ++counts.milestones;
      if (!is_customer) {
        ++counts.milestones_of_unknown_customers;
      } else if (known_names.count(row.milestone) == 0) {
        ++counts.unknown_milestones;
      }
    }
  }
}

void CountCustomers(const ModelData& model, const SnapshotData& snapshot,
                    const std::vector<std::size_t>& attribute_columns, Instant t, Instant known,
                    Counts& counts) {
  MeasureNeeds nothing(model);
  nothing.Finish();
  const DataCut cut(known);
  const CustomerFrames frames(model, snapshot, nothing, attribute_columns, cut);
  for (std::size_t position = 0; position < snapshot.customer_count(); ++position) {
    const Existence existence = frames.ExistenceAt(snapshot.customer_slot(position), t);
    counts.not_started += existence == Existence::kNotStarted;
    counts.ended += existence == Existence::kEnded;
  }
}

}  // namespace

std::shared_ptr<Table> MakeDiagnosticsTable(const ModelData& model, const SnapshotData& snapshot,
                                            const std::vector<std::size_t>& attribute_columns,
                                            Instant t, Instant known) {
  Counts counts;
  CountRows(model, snapshot, known, counts);
  CountCustomers(model, snapshot, attribute_columns, t, known, counts);
  const std::vector<std::pair<std::string, std::int64_t>> lines = {
      {"activities read", snapshot.activity_row_count()},
      {"activities superseded", counts.superseded},
      {"activities of unknown customers", counts.of_unknown_customers},
      {"milestones read", counts.milestones},
      {"milestones of unknown customers", counts.milestones_of_unknown_customers},
      {"milestones of unknown name", counts.unknown_milestones},
      {"customers read", snapshot.customer_row_count()},
      {"customers not started", counts.not_started},
      {"customers ended", counts.ended},
  };
  auto table = std::make_shared<Table>(
      "diagnostics", std::vector<ColumnSchema>{{"what", ColumnType::kText, nullptr},
                                               {"count", ColumnType::kCount, nullptr}});
  RowWriter writer(table->schema());
  for (const auto& [what, count] : lines) {
    writer.Text(what);
    writer.Count(count);
  }
  table->AddChunk(writer.Finish());
  return table;
}

}  // namespace kenko
