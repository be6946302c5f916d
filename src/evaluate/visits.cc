#include "evaluate/visits.h"

#include <algorithm>
#include <utility>

#include "evaluate/parallel.h"
#include "kenko/version.h"

namespace kenko {
namespace {

class VisitingWorker : public PartWorker {
 public:
  VisitingWorker(const SnapshotData& snapshot, const std::vector<Slot>& slots,
                 std::unique_ptr<CustomerVisitor> visitor)
      : snapshot_(snapshot), slots_(slots), visitor_(std::move(visitor)) {}

  void Do(std::size_t part) override {
    const std::size_t end = std::min(slots_.size(), (part + 1) * kCustomersAPart);
    for (std::size_t i = part * kCustomersAPart; i < end; ++i) {
      if (i + kCustomersAhead < end) snapshot_.Prefetch(slots_[i + kCustomersAhead]);
      visitor_->Visit(slots_[i]);
    }
    visitor_->EndPart(part);
  }

 private:
  // So far ahead, that memory answers before the customer's turn comes.
  static constexpr std::size_t kCustomersAhead = 2;

  const SnapshotData& snapshot_;
  const std::vector<Slot>& slots_;
  std::unique_ptr<CustomerVisitor> visitor_;
};

}  // namespace

Status CheckInstant(Instant instant, const char* name) {
  if (instant >= kMinInstant && instant <= kMaxInstant) return {};
  return InvalidArgument(std::string(name) + " lies outside the years 0001 to 9999");
}

Status CheckRunOptions(const RunOptions& options) {
  if (options.threads >= 1) return {};
  return InvalidArgument("threads is " + std::to_string(options.threads) +
                         "; at least 1 is needed");
}

Status CheckPeriod(const PeriodOptions& options) {
  if (Status status = CheckInstant(options.from, "from"); !status.ok()) return status;
  if (Status status = CheckInstant(options.to, "to"); !status.ok()) return status;
  if (options.from > options.to) {
    return InvalidArgument("the period ends before it begins: from " + FormatInstant(options.from) +
                           " to " + FormatInstant(options.to));
  }
  return CheckRunOptions(options);
}

Status NoSuchCustomer(const CustomerIdView& id) {
  const auto* const integer = std::get_if<std::int64_t>(&id);
  return NotFound("the portfolio has no customer " +
                  (integer != nullptr ? std::to_string(*integer)
                                      : "'" + std::string(std::get<std::string_view>(id)) + "'"));
}

Result<std::vector<Slot>> ChooseCustomers(const SnapshotData& snapshot, const RunOptions& options) {
  std::vector<Slot> slots;
  if (!options.customers) {
    slots.reserve(snapshot.customer_count());
    for (std::size_t p = 0; p < snapshot.customer_count(); ++p) {
      slots.push_back(snapshot.customer_slot(p));
    }
    return slots;
  }
  std::vector<std::size_t> positions;
  for (const CustomerId& id : *options.customers) {
    const std::optional<std::size_t> position = snapshot.FindCustomer(id);
    if (!position) {
      return NoSuchCustomer(std::visit([](const auto& own) { return CustomerIdView(own); }, id));
    }
    positions.push_back(*position);
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  for (const std::size_t position : positions) slots.push_back(snapshot.customer_slot(position));
  return slots;
}

Status VisitCustomers(const SnapshotData& snapshot, const std::vector<Slot>& slots,
                      const RunOptions& options,
                      const std::function<std::unique_ptr<CustomerVisitor>()>& make_visitor) {
  return DoInParallel(
      PartCount(slots), options.threads,
      [&] { return std::make_unique<VisitingWorker>(snapshot, slots, make_visitor()); },
      options.progress);
}

void Describe(const ModelData& model,
              const std::vector<std::pair<std::string, std::optional<Instant>>>& instants,
              Table& table) {
  std::vector<std::pair<std::string, std::string>> metadata = {{"kenko.model", model.name},
                                                               {"kenko.model_hash", model.hash},
                                                               {"kenko.version", VersionText()}};
  for (const auto& [name, instant] : instants) {
    if (instant) metadata.emplace_back("kenko." + name, FormatInstant(*instant));
  }
  table.SetMetadata(std::move(metadata));
}

}  // namespace kenko
