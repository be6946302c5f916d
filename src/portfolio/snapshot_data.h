// What the evaluator reads of a portfolio: a frozen view of its store.
#ifndef KENKO_PORTFOLIO_SNAPSHOT_DATA_H_
#define KENKO_PORTFOLIO_SNAPSHOT_DATA_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/value.h"
#include "kenko/portfolio.h"
#include "portfolio/activity_view.h"

namespace kenko {

// A customer's number within a portfolio: given to each id when it is first seen, in any table.
using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = 0xFFFFFFFF;

struct AttributeColumn {
  std::string_view name;
  ColumnView::Type type = ColumnView::Type::kNull;  // never kInteger
};

struct FeedRow {
  std::string_view pattern;
  Instant complete_from = kBeginningOfTime;
  Instant complete_until = kForever;
};

struct ActivityRows;

// One row of a customer's history.
class CustomerRow;

// One row of the milestones table; kept for onboarding.
struct MilestoneRow {
  std::string_view milestone;
  std::optional<Instant> due_at;
  std::optional<Instant> completed_at;
  Instant recorded_at = kBeginningOfTime;
};

struct ActivityCounts {
  std::int64_t held = 0;        // rows of this customer, known or not
  std::int64_t superseded = 0;  // known rows whose id another row has that counts, or retracted
};

// Any number of threads may read one at once. Nothing here locks; nothing allocates but where said.
// A copy shares what was frozen; assigning points whoever refers to the object at another moment.
class SnapshotData {
  struct Limits;

 public:
  // Of the store as it is now, by the thread that may use the portfolio.
  static std::shared_ptr<const SnapshotData> Take(std::shared_ptr<Store> store);
  explicit SnapshotData(std::shared_ptr<const Limits> limits);
  ~SnapshotData();
  SnapshotData(const SnapshotData&) = default;
  SnapshotData& operator=(const SnapshotData&) = default;

  // Whether what a model is bound to (columns, kinds, feeds) is the very same as in `other`, which
  // then is of the same portfolio.
  bool HasSameSchema(const SnapshotData& other) const;

  // Customers that have a row, in the order in which their first row was loaded.
  std::size_t customer_count() const;
  Slot customer_slot(std::size_t position) const;
  // The position of a customer, or nothing where no customer row has that id.
  std::optional<std::size_t> FindCustomer(const CustomerId& id) const;
  // kNoSlot where no table has that id.
  Slot FindSlot(const CustomerIdView& id) const;
  bool ids_are_integers() const;
  std::int64_t integer_id(Slot slot) const;   // REQUIRES: ids_are_integers()
  std::string_view text_id(Slot slot) const;  // REQUIRES: !ids_are_integers()
  // All ids ever seen, those of activities and milestones without a customer row too.
  Slot slot_count() const;
  bool HasCustomerRow(Slot slot) const;

  // Attribute columns by number, in the order in which they were first seen.
  const std::vector<AttributeColumn>& customer_columns() const;
  const std::vector<AttributeColumn>& activity_columns() const;

  // The row that counts at (t, known) (MODEL.md 2), or null.
  const CustomerRow* FindRow(Slot slot, Instant t, Instant known) const;

  // Kinds by code, in the order in which they were first seen.
  std::size_t kind_count() const;
  std::string_view kind(std::uint32_t code) const;

  // The activities of a customer that count when known, in order of (at, value), missing values
  // first; retracted ones left out. Borrows from the snapshot or, where rows of several sources
  // must be merged or corrected, from `scratch`, which is reused from customer to customer and
  // allocates only while it grows.
  ActivityView Activities(Slot slot, Instant known, ActivityScratch& scratch) const;
  ActivityCounts CountActivities(Slot slot, Instant known, ActivityScratch& scratch) const;

  // Whether all that is known of a customer at the last of `instants` (rising, at least one) and
  // could be seen at one of them was already known there: then what is known at the last serves
  // for all. False, too, where corrections make that hard to tell.
  bool IsRecordedInTime(Slot slot, const std::vector<Instant>& instants,
                        ActivityScratch& scratch) const;

  // Asks the processor for what it will need of a customer who is soon looked at: changes nothing,
  // but saves waiting for memory. First for what tells where the customer's data is, which Prefetch
  // waits for; then, best some time later, for the data.
  void PrefetchPlaces(Slot slot) const;
  void Prefetch(Slot slot) const;

  const std::vector<FeedRow>& feeds() const;
  std::int64_t customer_row_count() const;   // rows held
  std::int64_t activity_row_count() const;   // rows held
  std::int64_t milestone_row_count() const;  // rows held
  // All milestone rows held of a customer, replaced ones left out, in no particular order.
  void Milestones(Slot slot, std::vector<MilestoneRow>& rows) const;

 private:
  // Whether `holds` is true of valid_from and recorded_at of every row of a customer.
  bool AllCustomerRows(
      Slot slot, const std::function<bool(Instant valid_from, Instant recorded_at)>& holds) const;
  // In order; corrections not yet made.
  ActivityRows HeldActivities(Slot slot, ActivityScratch& scratch) const;

  std::shared_ptr<const Limits> limits_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_SNAPSHOT_DATA_H_
