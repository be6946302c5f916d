// Runs the steps in order (MODEL.md 3) for one customer after another.
#ifndef KENKO_EVALUATE_CUSTOMER_EVALUATOR_H_
#define KENKO_EVALUATE_CUSTOMER_EVALUATOR_H_

#include <cstdint>
#include <vector>

#include "evaluate/question.h"
#include "health/band.h"
#include "health/evidence.h"
#include "health/explanation.h"
#include "health/rules.h"
#include "health/score.h"
#include "health/trend.h"
#include "measure/customer_frames.h"
#include "measure/measure_evaluator.h"
#include "touch/tier.h"

namespace kenko {

// How one customer is doing.
struct CustomerHealth {
  TierResult tier;
  std::size_t scorecard = 0;  // in force; the number of scorecards: none
  Evidence evidence;          // of the score before rules
  RulesResult rules;          // the final score with it
  BandResult band;
  TrendResult trend;
  Value priority;
  std::vector<ExplanationRow> rows;
  std::vector<std::uint32_t> reasons;  // indices into rows
};

// One a thread; nothing is allocated once it is warm.
class CustomerEvaluator {
 public:
  explicit CustomerEvaluator(const Question& question);

  // Evaluates what the question wants of a customer; false where it does not exist at t.
  bool Run(Slot slot);

  // Of the last customer that was run. REQUIRES: the question wants decisions.
  const CustomerHealth& health() const { return health_; }
  // Its facts at t.
  const Value* facts() const { return frames_.Frame(0); }

 private:
  // The steps from the tier to the rules at one clock.
  struct Decision {
    TierResult tier;
    std::size_t scorecard = 0;
    Evidence evidence;
    bool root_overridden = false;
  };
  Decision Decide(std::size_t clock, bool with_evidence, RulesResult& rules);
  void ChooseScorecard(Value* facts, Decision& decision);
  void Finish(const Decision& decision);
  TrendResult FindTrend();

  const Question& question_;
  CustomerFrames frames_;
  MeasureEvaluator measures_;
  EvidenceFinder evidence_finder_;
  Explainer explainer_;
  std::vector<NodeResult> nodes_;
  RulesResult earlier_rules_;
  CustomerHealth health_;
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_CUSTOMER_EVALUATOR_H_
