// A customer's facts at each of the clocks that a question needs.
#ifndef KENKO_MEASURE_CUSTOMER_FRAMES_H_
#define KENKO_MEASURE_CUSTOMER_FRAMES_H_

#include <cstddef>
#include <cstdint>
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

// Whether a customer exists at an instant, and if not, why.
enum class Existence : std::uint8_t { kExists, kNotStarted, kEnded };

// One a thread; reused from customer to customer.
class CustomerFrames {
 public:
  CustomerFrames(const ModelData& model, const SnapshotData& snapshot, const MeasureNeeds& needs,
                 const std::vector<std::size_t>& attribute_columns, Instant t, Instant known);

  // Fills what is known at the step `customer` at every clock that is needed, and clears the rest.
  // Returns whether the customer exists at t; where it does not, the frames are left as they were.
  Existence Start(Slot slot);

  // Whether the customer existed at that clock.
  bool ExistsAt(std::size_t clock) const { return exists_[clock] != 0; }
  Value* Frame(std::size_t clock) { return frames_.data() + clock * model_.frame_size; }
  const Value* Frame(std::size_t clock) const { return frames_.data() + clock * model_.frame_size; }
  Value* stack() { return stack_.data(); }

 private:
  Existence ExistenceOf(const CustomerRow* row, Instant t) const;
  void FillAttributes(const CustomerRow& row, Value* frame) const;
  // What follows from the attributes and the clock.
  void FillRoles(Instant t, Value* frame) const;

  const ModelData& model_;
  const SnapshotData& snapshot_;
  const std::vector<std::size_t>& attribute_columns_;
  Instant t_, known_;
  // Clocks that are needed beside t itself, in the model's order.
  struct EarlierClock {
    std::size_t clock;
    Instant instant;
  };
  std::vector<EarlierClock> earlier_;
  std::vector<Value> frames_;
  std::vector<std::uint8_t> exists_;  // by clock
  std::vector<Value> stack_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_CUSTOMER_FRAMES_H_
