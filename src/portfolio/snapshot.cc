#include <algorithm>
#include <utility>

#include "base/prefetch.h"
#include "portfolio/activity_log.h"
#include "portfolio/activity_scratch.h"
#include "portfolio/column_table.h"
#include "portfolio/customer_ids.h"
#include "portfolio/customer_log.h"
#include "portfolio/feed_table.h"
#include "portfolio/milestone_log.h"
#include "portfolio/snapshot_data.h"
#include "portfolio/store.h"

namespace kenko {
// Counts and sequence numbers of a moment, and what was in force then.
struct SnapshotData::Limits {
  explicit Limits(std::shared_ptr<const Store> of)
      : sequence(of->sequence),
        ids(of->ids.view()),
        kind_count(of->kinds.size()),
        customer_count(of->customers.customer_count()),
        customer_slots(of->customers.lists().size()),
        milestone_slots(of->milestones.lists().size()),
        customer_columns(of->customer_columns),
        activity_columns(of->activity_columns),
        activities(of->activities.version()),
        feeds(of->feeds),
        customer_rows(of->customers.held()),
        activity_rows(of->activities.held()),
        milestone_rows(of->milestones.held()),
        store(std::move(of)) {}

  std::uint64_t sequence;
  CustomerIds::View ids;
  std::size_t kind_count;
  std::size_t customer_count;
  std::size_t customer_slots;   // with a list of rows
  std::size_t milestone_slots;  // likewise
  std::shared_ptr<const ColumnTable> customer_columns;
  std::shared_ptr<const ColumnTable> activity_columns;
  std::shared_ptr<const ActivityVersion> activities;
  std::shared_ptr<const FeedTable> feeds;
  std::int64_t customer_rows;
  std::int64_t activity_rows;
  std::int64_t milestone_rows;
  std::shared_ptr<const Store> store;
};

std::shared_ptr<const SnapshotData> SnapshotData::Take(std::shared_ptr<Store> store) {
  store->Settle();
  return std::make_shared<const SnapshotData>(std::make_shared<const Limits>(std::move(store)));
}

SnapshotData::SnapshotData(std::shared_ptr<const Limits> limits) : limits_(std::move(limits)) {}
SnapshotData::~SnapshotData() = default;

bool SnapshotData::HasSameSchema(const SnapshotData& other) const {
  return limits_->store == other.limits_->store &&
         limits_->kind_count == other.limits_->kind_count &&
         limits_->customer_columns == other.limits_->customer_columns &&
         limits_->activity_columns == other.limits_->activity_columns &&
         limits_->feeds == other.limits_->feeds;
}

std::size_t SnapshotData::customer_count() const { return limits_->customer_count; }

Slot SnapshotData::customer_slot(std::size_t position) const {
  return limits_->store->customers.slot(position);
}

Slot SnapshotData::FindSlot(const CustomerIdView& id) const {
  return limits_->store->ids.Find(limits_->ids, id);
}

std::optional<std::size_t> SnapshotData::FindCustomer(const CustomerId& id) const {
  const Slot slot =
      std::visit([this](const auto& own) { return FindSlot(CustomerIdView(own)); }, id);
  if (slot == kNoSlot || !HasCustomerRow(slot)) return std::nullopt;
  return limits_->store->customers.position(slot);
}

bool SnapshotData::ids_are_integers() const { return limits_->ids.integers; }

std::int64_t SnapshotData::integer_id(Slot slot) const { return limits_->store->ids.integer(slot); }

std::string_view SnapshotData::text_id(Slot slot) const { return limits_->store->ids.text(slot); }

Slot SnapshotData::slot_count() const { return limits_->ids.count; }

bool SnapshotData::HasCustomerRow(Slot slot) const {
  return slot < limits_->customer_slots &&
         limits_->store->customers.position(slot) < limits_->customer_count;
}

const std::vector<AttributeColumn>& SnapshotData::customer_columns() const {
  return limits_->customer_columns->columns();
}

const std::vector<AttributeColumn>& SnapshotData::activity_columns() const {
  return limits_->activity_columns->columns();
}

const CustomerRow* SnapshotData::FindRow(Slot slot, Instant t, Instant known) const {
  if (slot >= limits_->customer_slots) return nullptr;
  const CustomerRow* row = limits_->store->customers.lists().First(slot);
  while (row != nullptr &&
         (row->sequence >= limits_->sequence || row->valid_from > t || row->recorded_at > known)) {
    row = row->next.load(std::memory_order_acquire);
  }
  return row;
}

bool SnapshotData::AllCustomerRows(
    Slot slot, const std::function<bool(Instant valid_from, Instant recorded_at)>& holds) const {
  if (slot >= limits_->customer_slots) return true;
  for (const CustomerRow* row = limits_->store->customers.lists().First(slot); row != nullptr;
       row = row->next.load(std::memory_order_acquire)) {
    if (row->sequence < limits_->sequence && !holds(row->valid_from, row->recorded_at)) {
      return false;
    }
  }
  return true;
}

std::size_t SnapshotData::kind_count() const { return limits_->kind_count; }

std::string_view SnapshotData::kind(std::uint32_t code) const {
  return limits_->store->kinds.text(code);
}

// One `rows` is returned everywhere, so that nothing is copied.
ActivityRows SnapshotData::HeldActivities(Slot slot, ActivityScratch& scratch) const {
  ActivityRows rows;
  const ActivityPartition* const partition = limits_->activities->Find(slot);
  if (partition == nullptr) return rows;
  const std::uint32_t place = PlaceOf(slot);
  if (partition->part != nullptr) rows = partition->part->Rows(place);
  const TailRow* const newest = partition->tail.Newest(place);
  if (newest == nullptr) return rows;
  // What merging reads, while the tail is.
  rows.value.PrefetchNumbers(rows.size);
  rows.texts.Prefetch();
  const ActivityRows tail = scratch.tail.Read(newest, limits_->sequence, activity_columns());
  if (tail.size > 0) rows = rows.size == 0 ? tail : scratch.merger.Merge(rows, tail);
  return rows;
}

ActivityView SnapshotData::Activities(Slot slot, Instant known, ActivityScratch& scratch) const {
  const ActivityPartition* const partition = limits_->activities->Find(slot);
  if (partition == nullptr) return {};
  // Mostly all there is lies in the part as it is.
  if (partition->HasPlainPartOnly(PlaceOf(slot)) && activity_columns().empty()) {
    return partition->part->View(PlaceOf(slot));
  }
  ActivityRows rows = HeldActivities(slot, scratch);
  if (rows.size == 0) return {};
  if (rows.corrected || rows.latest_recorded_at > known) {
    rows = scratch.chooser.Choose(rows, known, limits_->store->kinds);
  }
  ActivityView view;
  view.size = rows.size;
  view.at = rows.at;
  view.kind = rows.kind;
  view.value = rows.value;
  view.actor = rows.actor;
  view.valid_until = rows.valid_until;
  view.text_count = rows.texts.count;
  view.text_begin = rows.texts.begin;
  view.text_bytes = rows.texts.bytes;
  const std::size_t columns = activity_columns().size();
  if (columns == 0) return view;
  scratch.attributes.assign(columns, ActivityAttribute());
  const std::size_t present = rows.attributes ? std::min(columns, rows.attributes->size()) : 0;
  for (std::size_t i = 0; i < present; ++i) {
    const AttributeCells& cells = (*rows.attributes)[i];
    const auto from = [&rows](const auto& column) {
      return column.empty() ? nullptr : column.data() + rows.offset;
    };
    scratch.attributes[i] = {cells.type, from(cells.numbers), from(cells.texts), from(cells.flags),
                             from(cells.times)};
  }
  view.attributes = scratch.attributes.data();
  return view;
}

void SnapshotData::PrefetchPlaces(Slot slot) const {
  if (slot < limits_->customer_slots) limits_->store->customers.lists().Prefetch(slot);
  limits_->activities->PrefetchPlaces(slot);
}

void SnapshotData::Prefetch(Slot slot) const {
  if (slot < limits_->customer_slots) {
    // The row itself and, behind it, the first of its cells.
    PrefetchItems(limits_->store->customers.lists().First(slot), 2);
  }
  const ActivityPartition* const partition = limits_->activities->Find(slot);
  if (partition == nullptr) return;
  const TailRow* const newest = partition->tail.Newest(PlaceOf(slot));
  if (newest != nullptr) PrefetchBytes(newest, 2 * kCacheLine);  // with its texts
  if (partition->part != nullptr) partition->part->PrefetchRows(PlaceOf(slot), newest != nullptr);
}

ActivityCounts SnapshotData::CountActivities(Slot slot, Instant known,
                                             ActivityScratch& scratch) const {
  const ActivityRows rows = HeldActivities(slot, scratch);
  ActivityCounts counts;
  counts.held = static_cast<std::int64_t>(rows.size);
  if (rows.corrected) {
    counts.superseded = scratch.chooser.CountSuperseded(rows, known, limits_->store->kinds);
  }
  return counts;
}

const std::vector<FeedRow>& SnapshotData::feeds() const { return limits_->feeds->rows(); }

std::int64_t SnapshotData::customer_row_count() const { return limits_->customer_rows; }

std::int64_t SnapshotData::activity_row_count() const { return limits_->activity_rows; }

std::int64_t SnapshotData::milestone_row_count() const { return limits_->milestone_rows; }

void SnapshotData::Milestones(Slot slot, std::vector<MilestoneRow>& rows) const {
  rows.clear();
  if (slot >= limits_->milestone_slots) return;
  const MilestoneNode* shown = nullptr;
  for (const MilestoneNode* node = limits_->store->milestones.lists().First(slot); node != nullptr;
       node = node->next.load(std::memory_order_acquire)) {
    if (node->sequence >= limits_->sequence) continue;
    if (shown != nullptr && shown->CompareKey(*node) == 0) continue;  // replaced
    shown = node;
    MilestoneRow row;
    row.milestone = limits_->store->milestones.names().text(node->name);
    if (node->due_at != kForever) row.due_at = node->due_at;
    if (node->completed_at != kForever) row.completed_at = node->completed_at;
    row.recorded_at = node->recorded_at;
    rows.push_back(row);
  }
}

}  // namespace kenko
