// evaluate(model, snapshot, options) → tables: the one way to every answer.
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

struct EvaluateOptions {
  Instant as_of = 0;             // t
  std::optional<Instant> known;  // default: t
  // Of "health", "measures", "explain", "diagnostics"; one that is not asked for costs nothing.
  std::vector<std::string> tables = {"health"};
  // Only these, in the portfolio's order; an id that the portfolio has no customer row of is
  // kNotFound. Default: all.
  std::optional<std::vector<CustomerId>> customers;
  int threads = 1;  // the answer is the same to the last bit for any number
  // Called now and then on the calling thread with the share done, 0..1; false cancels.
  std::function<bool(double)> progress;
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

// The names that EvaluateOptions::tables may hold.
const std::vector<std::string>& OutputTableNames();

}  // namespace kenko

#endif  // KENKO_EVALUATE_H_
