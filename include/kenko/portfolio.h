// A portfolio: the customers, activities and milestones that models are evaluated on. It knows no
// model.
#ifndef KENKO_PORTFOLIO_H_
#define KENKO_PORTFOLIO_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kenko/rows.h"
#include "kenko/status.h"
#include "kenko/time.h"

namespace kenko {

class Store;
class SnapshotData;

enum class InputTable : std::int32_t {
  kCustomers = 0,
  kActivities = 1,
  kMilestones = 2,
  kFeeds = 3
};
// "customers", "activities", "milestones", "feeds".
std::string_view InputTableName(InputTable table);

// A customer's id as the host knows it: an integer or a text, the same kind throughout a portfolio.
using CustomerId = std::variant<std::int64_t, std::string>;
// The same, its text borrowed.
using CustomerIdView = std::variant<std::int64_t, std::string_view>;

struct LoadOptions {
  std::string id_column = "customer_id";         // of the customers table
  std::string valid_from_column = "valid_from";  // of the customers table
  // Bad rows are left out, counted and listed instead of failing the load.
  bool set_aside = false;
  // How many threads large loads of activities may use, the calling one among them. The portfolio
  // is the same for any number; `rows` is asked for blocks on the calling thread only.
  int threads = 1;
};

struct LoadReport {
  struct BadRow {
    std::int64_t row = 0;
    std::string column;
    std::string message;  // table, row and column included
  };
  std::int64_t rows_loaded = 0;
  std::int64_t rows_set_aside = 0;
  std::vector<BadRow> first_bad_rows;  // at most 100, in row order
};

// One cell of a record.
using Cell = std::variant<std::monostate, std::int64_t, double, bool, std::string_view>;
struct Field {
  std::string_view column;
  Cell cell;  // an instant is an int64_t of microseconds together with is_time
  bool is_time = false;
};

// One activity on its way in by itself: the fast road for what just happened.
struct ActivityRecord {
  CustomerIdView customer_id;
  Instant at = 0;
  std::string_view kind;
  std::optional<double> value;
  std::string_view actor;  // data() == nullptr: missing
  std::string_view id;     // empty: missing
  std::optional<Instant> valid_until;
  std::optional<Instant> recorded_at;
  bool retracted = false;
  const Field* attributes = nullptr;
  std::size_t attribute_count = 0;
};

// What a portfolio held at one moment; immutable, reference-counted, cheap to take and to copy.
// Any number of threads may evaluate one while its portfolio goes on recording.
class Snapshot {
 public:
  explicit Snapshot(std::shared_ptr<const SnapshotData> data) : data_(std::move(data)) {}
  const SnapshotData& data() const { return *data_; }

 private:
  std::shared_ptr<const SnapshotData> data_;
};

// One thread at a time may use a portfolio. Snapshots taken of it are free of that.
class Portfolio {
 public:
  Portfolio();
  ~Portfolio();
  Portfolio(Portfolio&&) noexcept;
  Portfolio& operator=(Portfolio&&) noexcept;

  // Takes in all rows of `rows`, or on failure none: then the portfolio is as it was. A row of the
  // same key as one of an earlier load (customers: id, valid_from, recorded_at; milestones:
  // customer_id, milestone, recorded_at) replaces it whole. Errors name table, row and column.
  Result<LoadReport> Load(InputTable table, RowSource& rows, const LoadOptions& options = {});

  // One row by itself; the same as a load of one row.
  Status Record(InputTable table, const std::vector<Field>& fields,
                const LoadOptions& options = {});
  // Checks the activity at once, but may let it in with the next few, so as not to wait for memory
  // each time; loads and snapshots see it. What was accepted is kept: where memory runs out later,
  // that later call fails, and the next one lets it in.
  Status RecordActivity(const ActivityRecord& activity);

  Snapshot TakeSnapshot() const;

 private:
  std::shared_ptr<Store> store_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_H_
