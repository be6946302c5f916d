#include "kenko/portfolio.h"

#include <utility>

#include "base/float_environment.h"
#include "portfolio/snapshot_data.h"
#include "portfolio/store.h"

namespace kenko {

std::string_view InputTableName(InputTable table) {
  switch (table) {
    case InputTable::kCustomers:
      return "customers";
    case InputTable::kActivities:
      return "activities";
    case InputTable::kMilestones:
      return "milestones";
    case InputTable::kFeeds:
      return "feeds";
  }
  return "";
}

Portfolio::Portfolio() : store_(std::make_shared<Store>()) {}
Portfolio::~Portfolio() = default;
Portfolio::Portfolio(Portfolio&&) noexcept = default;
Portfolio& Portfolio::operator=(Portfolio&&) noexcept = default;

Result<LoadReport> Portfolio::Load(InputTable table, RowSource& rows, const LoadOptions& options) {
  const FloatEnvironment environment;
  return store_->Load(table, rows, options);
}

Status Portfolio::Record(InputTable table, const std::vector<Field>& fields,
                         const LoadOptions& options) {
  const FloatEnvironment environment;
  return store_->Record(table, fields, options);
}

Status Portfolio::RecordActivity(const ActivityRecord& activity) {
  return store_->RecordActivity(activity);
}

Snapshot Portfolio::TakeSnapshot() const { return Snapshot(SnapshotData::Take(store_)); }

}  // namespace kenko
