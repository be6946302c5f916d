// The steps from the tier to the rules (MODEL.md 3) for one customer at one instant.
#ifndef KENKO_EVALUATE_DECIDER_H_
#define KENKO_EVALUATE_DECIDER_H_

#include <cstddef>
#include <vector>

#include "evaluate/question.h"
#include "health/band.h"
#include "health/evidence.h"
#include "health/rules.h"
#include "health/score.h"
#include "measure/measure_needs.h"
#include "onboarding/onboarding_tracker.h"
#include "touch/tier.h"

namespace kenko {

struct Decision {
  TierResult tier;
  OnboardingProgress onboarding;
  std::size_t scorecard = 0;  // in force; the number of scorecards: none
  Evidence evidence;          // of the score before rules
  bool root_overridden = false;
  RulesResult rules;  // the final score with it
  BandResult plain_band;
};

// One a thread. `question` must outlive it.
class Decider {
 public:
  explicit Decider(const Question& question) : question_(question) {}

  // Decides, and writes the facts of these steps; what `steps` leaves out is left as it was.
  // REQUIRES: the measures are in `facts`; the customer was started in `onboarding`; `steps` has
  // those that decisions read.
  void Decide(Instant t, const DecisionSteps& steps, OnboardingTracker& onboarding, Value* facts,
              Value* stack, Decision& decision);

  // What came of the scorecard's nodes, of the last decision.
  const std::vector<NodeResult>& nodes() const { return nodes_; }

 private:
  std::size_t ChooseScorecard(Value* facts, Value* stack) const;

  const Question& question_;
  EvidenceFinder evidence_finder_;
  std::vector<NodeResult> nodes_;
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_DECIDER_H_
