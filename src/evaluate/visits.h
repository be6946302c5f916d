// Goes through the customers that a question asks for, on several threads.
#ifndef KENKO_EVALUATE_VISITS_H_
#define KENKO_EVALUATE_VISITS_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/float_environment.h"
#include "kenko/evaluate.h"
#include "kenko/status.h"
#include "kenko/table.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// How many customers a thread takes at a time, and a table's chunk shows.
inline constexpr std::size_t kCustomersAPart = 2048;
inline std::size_t PartCount(const std::vector<Slot>& slots) {
  return (slots.size() + kCustomersAPart - 1) / kCustomersAPart;
}

// Does something with one customer after another. One a thread.
class CustomerVisitor {
 public:
  virtual ~CustomerVisitor() = default;
  virtual void Visit(Slot slot) = 0;
  virtual void EndPart(std::size_t part) = 0;
};

Status CheckInstant(Instant instant, const char* name);
Status CheckRunOptions(const RunOptions& options);
Status CheckPeriod(const PeriodOptions& options);

// The slots of the customers that are asked for, in the portfolio's order, each once.
Result<std::vector<Slot>> ChooseCustomers(const SnapshotData& snapshot, const RunOptions& options);

Status VisitCustomers(const SnapshotData& snapshot, const std::vector<Slot>& slots,
                      const RunOptions& options,
                      const std::function<std::unique_ptr<CustomerVisitor>()>& make_visitor);

Status NoSuchCustomer(const CustomerIdView& id);

// Runs `body`, which gives a Status, in the floating-point environment that kenko computes in; want
// of memory becomes a status.
template <typename Body>
Status RunGuarded(const Body& body) {
  const FloatEnvironment float_environment;
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return Status(StatusCode::kResourceExhausted, "out of memory");
  }
}

// The schema metadata that says what a table was made of: the model, the library, and instants.
void Describe(const ModelData& model,
              const std::vector<std::pair<std::string, std::optional<Instant>>>& instants,
              Table& table);

}  // namespace kenko

#endif  // KENKO_EVALUATE_VISITS_H_
