// A model and a snapshot → tables: how customers are at an instant, at many instants, and what
// happened between two.
#ifndef KENKO_EVALUATE_H_
#define KENKO_EVALUATE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/model.h"
#include "kenko/portfolio.h"
#include "kenko/status.h"
#include "kenko/table.h"
#include "kenko/time.h"

namespace kenko {

// What all questions take.
struct RunOptions {
  // Only these, in the portfolio's order; an id that the portfolio has no customer row of is
  // kNotFound. Default: all.
  std::optional<std::vector<CustomerId>> customers;
  int threads = 1;  // the answer is the same to the last bit for any number
  // Called now and then on the calling thread with the share done, 0..1; false cancels.
  std::function<bool(double)> progress;
};

struct EvaluateOptions : RunOptions {
  Instant as_of = 0;             // t
  std::optional<Instant> known;  // default: t
  // Of OutputTableNames(); one that is not asked for costs nothing. The worklist and the summary
  // are about the customers that are asked for; capacity planning (tier_plan, tier_load) is asked
  // of a whole portfolio, and with `customers` it is kInvalidArgument.
  std::vector<std::string> tables = {"health"};
  // Names of columns of the table health: it has these only, in its own order, and its id; what no
  // column shows is not computed. Empty: all.
  std::vector<std::string> health_columns;
  // The text attribute or text fact (by its full name: "tier", "onboarding.plan", an attribute)
  // that the summary groups by. Empty: all customers are one group, whose name is missing.
  std::string group_by;
};

class Evaluation {
 public:
  explicit Evaluation(std::vector<std::shared_ptr<const Table>> tables)
      : tables_(std::move(tables)) {}
  // In the order in which they were asked for.
  const std::vector<std::shared_ptr<const Table>>& tables() const { return tables_; }
  // Null where that table was not asked for.
  std::shared_ptr<const Table> Find(std::string_view name) const;

 private:
  std::vector<std::shared_ptr<const Table>> tables_;
};

// May be called by many threads at once with the same model and snapshot.
Result<Evaluation> Evaluate(const Model& model, const Snapshot& snapshot,
                            const EvaluateOptions& options);

// The table "series": the health of customers at many instants. Its columns are those of "health"
// and, behind customer_id, as_of; its rows come by customer, then by instant. One walk over a
// customer's activities serves all instants, so that many cost little more than one.
struct SeriesOptions : RunOptions {
  std::vector<Instant> instants;  // at least one, rising
  std::optional<Instant> known;   // what was known at one instant; default: at each its own
  // Likewise as EvaluateOptions::health_columns; as_of is always there, too.
  std::vector<std::string> columns;
};
Result<std::shared_ptr<const Table>> EvaluateSeries(const Model& model, const Snapshot& snapshot,
                                                    const SeriesOptions& options);

// Two instants to compare; each is seen as it was known then. REQUIRES: from ≤ to.
struct PeriodOptions : RunOptions {
  Instant from = 0;
  Instant to = 0;
};
// The table "changes": why the scores of the customers that have one at both instants moved, in
// points that add up to the difference. With `to_model`, the score at `to` is that model's.
Result<std::shared_ptr<const Table>> ExplainChanges(const Model& model, const Model* to_model,
                                                    const Snapshot& snapshot,
                                                    const PeriodOptions& options);
// The table "retention": what became of the customers of `from` until `to`, by a group as of
// EvaluateOptions, taken at `from`.
Result<std::shared_ptr<const Table>> MeasureRetention(const Model& model, const Snapshot& snapshot,
                                                      const PeriodOptions& options,
                                                      const std::string& group_by);

// The names that EvaluateOptions::tables may hold.
const std::vector<std::string>& OutputTableNames();

}  // namespace kenko

#endif  // KENKO_EVALUATE_H_
