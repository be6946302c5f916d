#include <algorithm>

#include "portfolio/activity_columns.h"
#include "portfolio/activity_scratch.h"
#include "portfolio/snapshot_data.h"

namespace kenko {
namespace {

// Of one row that is seen from an instant on and was recorded at another.
class InTime {
 public:
  explicit InTime(const std::vector<Instant>& instants) : instants_(instants) {}

  bool operator()(Instant seen_from, Instant recorded_at) const {
    if (recorded_at <= instants_.front() || recorded_at > instants_.back()) return true;
    const auto first = std::lower_bound(instants_.begin(), instants_.end(), seen_from);
    return first == instants_.end() || recorded_at <= *first;
  }
  bool FromTheBeginning(Instant recorded_at) const {
    return (*this)(kBeginningOfTime, recorded_at);
  }

 private:
  const std::vector<Instant>& instants_;
};

bool AreInTime(const ActivityRows& rows, const InTime& in_time) {
  if (rows.recorded_at == nullptr) return true;
  for (std::size_t i = 0; i < rows.size; ++i) {
    // Of a row that may replace another one, its own instant does not tell from when on it matters.
    if (rows.corrected ? !in_time.FromTheBeginning(rows.recorded_at[i])
                       : !in_time(rows.at[i], rows.recorded_at[i])) {
      return false;
    }
  }
  return true;
}

bool AreInTime(const std::vector<MilestoneRow>& rows, const InTime& in_time) {
  for (const MilestoneRow& row : rows) {
    const bool is_only = std::count_if(rows.begin(), rows.end(), [&](const MilestoneRow& other) {
                           return other.milestone == row.milestone;
                         }) == 1;
    // A due instant matters as soon as it is known.
    const bool only_completes = is_only && !row.due_at && row.completed_at;
    if (!in_time(only_completes ? *row.completed_at : kBeginningOfTime, row.recorded_at)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool SnapshotData::IsRecordedInTime(Slot slot, const std::vector<Instant>& instants,
                                    ActivityScratch& scratch) const {
  const InTime in_time(instants);
  const bool customers_are_in_time = AllCustomerRows(
      slot,
      [&](Instant valid_from, Instant recorded_at) { return in_time(valid_from, recorded_at); });
  if (!customers_are_in_time || !AreInTime(HeldActivities(slot, scratch), in_time)) return false;
  Milestones(slot, scratch.milestones);
  return AreInTime(scratch.milestones, in_time);
}

}  // namespace kenko
