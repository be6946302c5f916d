#include "evaluate/diagnostics_table.h"

#include <string>
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
void CountRows(const SnapshotData& snapshot, Instant known, Counts& counts) {
  ActivityScratch scratch;
  std::vector<MilestoneRow> milestones;
  for (Slot slot = 0; slot < snapshot.slot_count(); ++slot) {
    const bool is_customer = snapshot.HasCustomerRow(slot);
    const ActivityCounts activities = snapshot.CountActivities(slot, known, scratch);
    counts.superseded += activities.superseded;
    if (!is_customer) counts.of_unknown_customers += activities.held - activities.superseded;

    milestones.clear();
    snapshot.Milestones(slot, milestones);
    const auto held = static_cast<std::int64_t>(milestones.size());
    counts.milestones += held;
    // As long as models have no onboarding plans, no plan has any milestone.
    (is_customer ? counts.unknown_milestones : counts.milestones_of_unknown_customers) += held;
  }
}

void CountCustomers(const ModelData& model, const SnapshotData& snapshot,
                    const std::vector<std::size_t>& attribute_columns, Instant t, Instant known,
                    Counts& counts) {
  const MeasureNeeds nothing(model);
  CustomerFrames frames(model, snapshot, nothing, attribute_columns, t, known);
  for (std::size_t position = 0; position < snapshot.customer_count(); ++position) {
    const Existence existence = frames.Start(snapshot.customer_slot(position));
    counts.not_started += existence == Existence::kNotStarted;
    counts.ended += existence == Existence::kEnded;
  }
}

}  // namespace

std::shared_ptr<Table> MakeDiagnosticsTable(const ModelData& model, const SnapshotData& snapshot,
                                            const std::vector<std::size_t>& attribute_columns,
                                            Instant t, Instant known) {
  Counts counts;
  CountRows(snapshot, known, counts);
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
