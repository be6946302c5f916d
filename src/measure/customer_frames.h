// A customer's facts at each of the instants that a question looks at.
#ifndef KENKO_MEASURE_CUSTOMER_FRAMES_H_
#define KENKO_MEASURE_CUSTOMER_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/value.h"
#include "kenko/status.h"
#include "measure/measure_needs.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// The columns in which a portfolio holds the attributes that a model declares; kNotThere where it
// has none. An attribute whose column is of another type than the declared one is an error that
// names the table and the column; a column without a type yet fits any.
inline constexpr std::size_t kNotThere = static_cast<std::size_t>(-1);
Result<std::vector<std::size_t>> BindCustomerAttributes(const ModelData& model,
                                                        const SnapshotData& snapshot);
Status CheckActivityAttributes(const ModelData& model, const SnapshotData& snapshot);

// What of a portfolio facts are drawn from, whatever instant they are asked for. As a rule all that
// is known; to tell what moved a score (MODEL.md 13), the clock also goes on alone, the data
// staying behind.
struct DataCut {
  explicit DataCut(Instant all_known) : known(all_known), attributes_known(all_known) {}

  Instant known;  // of activities and milestones
  Instant activities_until =
      kForever;  // what was later, completions of milestones too, is not seen
  Instant attributes_known;
  Instant attributes_until = kForever;  // at a later clock, attributes are those of then
  Instant existing_at = kForever;       // whether the customer exists there is not asked
};

// Whether a customer exists at an instant, and if not, why.
enum class Existence : std::uint8_t { kExists, kNotStarted, kEnded };

// One a thread; reused from customer to customer. What it is made of must outlive it.
class CustomerFrames {
 public:
  CustomerFrames(const ModelData& model, const SnapshotData& snapshot, const MeasureNeeds& needs,
                 const std::vector<std::size_t>& attribute_columns, const DataCut& cut);

  Existence ExistenceAt(Slot slot, Instant at) const;

  // Takes up a customer: finds at which frames' instants it exists.
  void Start(Slot slot);
  // Fills what is known at the step `customer` into every frame at which the customer exists, and
  // clears the rest of it. Frames that are needed for aggregates alone stay as they are.
  void Fill();

  // Whether the customer existed at that frame's instant.
  bool ExistsAt(std::size_t frame) const { return rows_[frame] != nullptr; }
  Value* Frame(std::size_t frame) { return values_.data() + frame * model_.frame_size; }
  const Value* Frame(std::size_t frame) const { return values_.data() + frame * model_.frame_size; }
  Value* stack() { return stack_.data(); }

 private:
  const CustomerRow* RowAt(Slot slot, Instant at) const;
  // From when until when a row lets its customer exist.
  struct Lifetime {
    Value started_at, ended_at;
    Existence At(Instant t) const;
  };
  // Where a customer's row has an attribute.
  struct AttributeCell {
    FactSlot slot;
    std::size_t column;
    ColumnView::Type type;
  };
  static Value Read(const CustomerRow& row, const AttributeCell& cell);
  std::optional<AttributeCell> CellOf(const std::optional<std::size_t>& attribute) const;
  Lifetime LifetimeOf(const CustomerRow& row) const;
  // What follows from the attributes and the clock.
  void FillRoles(Instant t, Value* frame) const;

  const ModelData& model_;
  const SnapshotData& snapshot_;
  const MeasureNeeds& needs_;
  const std::vector<std::size_t>& attribute_columns_;
  const DataCut& cut_;
  std::vector<AttributeCell> attributes_;
  std::optional<AttributeCell> started_at_, ended_at_;
  std::vector<Value> values_;  // frame by frame
  // By frame: the customer's row in force if it exists there, or null.
  std::vector<const CustomerRow*> rows_;
  std::vector<Value> stack_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_CUSTOMER_FRAMES_H_
