// One customer at a time, right after something happened: Evaluate for hosts that ask again and
// again, and can't wait.
#ifndef KENKO_EVALUATOR_H_
#define KENKO_EVALUATOR_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "kenko/model.h"
#include "kenko/portfolio.h"
#include "kenko/status.h"
#include "kenko/time.h"

namespace kenko {

// A customer's row of the table "health", and what is to be done. Names are empty, and the rest has
// no value, where the table's cell is missing.
struct CustomerSummary {
  bool exists = false;  // at that instant; where it does not, everything else is missing
  std::optional<double> score;
  std::string_view band;
  std::string_view raw_band;
  std::string_view band_reason;
  std::optional<Instant> band_since;
  std::optional<double> days_in_band;
  std::string_view previous_band;
  std::string_view scorecard;
  std::optional<double> coverage;
  std::optional<double> worst;
  std::optional<double> best;
  std::optional<double> trend;
  std::string_view direction;
  std::string_view tier;
  std::string_view tier_reason;
  std::string_view onboarding_plan;
  std::string_view onboarding_status;
  std::optional<double> onboarding_progress;
  std::optional<std::int64_t> onboarding_late;
  std::optional<double> onboarding_stalled_days;
  std::optional<double> time_to_value_days;
  std::string_view next_milestone;
  std::optional<double> attainment;
  std::optional<bool> attained;
  std::optional<double> priority;
  std::vector<std::string_view> reasons;  // the rows that lost most points, at most 3, most first
  std::vector<std::string_view> plays;    // those to be done, in the order of the model
};

// Tells how a customer is, as Evaluate does for the same snapshot, instants and id, but keeps what
// it prepared: from the second question on it is a matter of microseconds, and nothing is
// allocated, as long as the snapshots are of one portfolio whose columns, kinds and feeds stay the
// same. Where they do not, the next question is as slow as the first.
//
// One thread at a time may use an evaluator; make one a thread. It holds on to the model, and to
// the snapshot of its last question.
class Evaluator {
 public:
  explicit Evaluator(Model model);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  // How the customer is at `as_of`, by what is known at `known` (default: `as_of`). The summary is
  // the evaluator's own, and holds until its next question. An id that the portfolio has no
  // customer row of is kNotFound; an attribute of another type than the model's is
  // kInvalidArgument.
  Result<const CustomerSummary*> Assess(const Snapshot& snapshot, const CustomerIdView& customer,
                                        Instant as_of, std::optional<Instant> known = {});

 private:
  class Prepared;
  std::unique_ptr<Prepared> prepared_;
};

}  // namespace kenko

#endif  // KENKO_EVALUATOR_H_
