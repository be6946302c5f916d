// The inside of a portfolio.
#ifndef KENKO_PORTFOLIO_STORE_H_
#define KENKO_PORTFOLIO_STORE_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "kenko/portfolio.h"
#include "kenko/rows.h"
#include "kenko/status.h"
#include "portfolio/activity_log.h"
#include "portfolio/column_table.h"
#include "portfolio/customer_ids.h"
#include "portfolio/customer_log.h"
#include "portfolio/feed_table.h"
#include "portfolio/milestone_log.h"
#include "portfolio/record_queue.h"
#include "portfolio/text_index.h"

namespace kenko {

// One thread at a time writes. Snapshots read meanwhile, without locks: all that they can reach is
// either replaced as a whole (what shared_ptr holds here) or only ever appended to, and they pass
// over what has a number or a sequence number beyond those of their moment.
//
// A load stages what it brings, then commits it without anything that can fail.
class Store {
 public:
  explicit Store(const CompactionPolicy& policy = {}) : activities(policy) {}

  Result<LoadReport> Load(InputTable table, RowSource& rows, const LoadOptions& options);
  Status Record(InputTable table, const std::vector<Field>& fields, const LoadOptions& options);
  Status RecordActivity(const ActivityRecord& record);
  // Whoever reads what is below calls this first: lets in what was recorded last.
  void Settle() { recorded_.Settle(*this); }
  // Asks for what tells where the customer's data is.
  void PrefetchPlaces(Slot slot) const {
    if (slot < customers.lists().size()) customers.lists().Prefetch(slot);
    activities.version()->PrefetchPlaces(slot);
  }

  CustomerIds ids;
  TextIndex kinds;
  CustomerLog customers;
  MilestoneLog milestones;
  ActivityLog activities;
  std::shared_ptr<const FeedTable> feeds = std::make_shared<FeedTable>();
  std::shared_ptr<const ColumnTable> customer_columns = std::make_shared<ColumnTable>();
  std::shared_ptr<const ColumnTable> activity_columns = std::make_shared<ColumnTable>();
  // That of the next change; a snapshot sees those below it.
  std::uint64_t sequence = 1;

 private:
  // `kind`: its number among the kinds, if it is one of them.
  bool IsPlain(const ActivityRecord& record, std::uint32_t kind,
               std::vector<Value>& attributes) const;
  // REQUIRES: IsPlain, whose attributes are in attribute_values_.
  ActivityFields FieldsOf(const ActivityRecord& record, std::uint32_t kind);
  void TakeIn(const ActivityRecord& record, ActivityFields& fields);

  RecordQueue recorded_;
  std::vector<Value> attribute_values_;
  std::vector<ColumnView::Type> attribute_types_;
};

// Takes back what a change added to the store, unless it was kept.
class Undo {
 public:
  explicit Undo(Store& store)
      : store_(store),
        ids_(store.ids.mark()),
        kinds_(store.kinds.mark()),
        customers_(store.customers.mark()),
        milestones_(store.milestones.mark()) {}
  ~Undo() {
    if (kept_) return;
    store_.milestones.Rewind(milestones_);
    store_.customers.Rewind(customers_);
    store_.kinds.Rewind(kinds_);
    store_.ids.Rewind(ids_);
  }
  Undo(const Undo&) = delete;
  Undo& operator=(const Undo&) = delete;

  void Keep() { kept_ = true; }

 private:
  Store& store_;
  CustomerIds::Mark ids_;
  TextIndex::Mark kinds_;
  CustomerLog::Mark customers_;
  MilestoneLog::Mark milestones_;
  bool kept_ = false;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_STORE_H_
