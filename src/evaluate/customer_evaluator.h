// Runs the steps in order (MODEL.md 3) for one customer after another, at the moments of a
// timeline.
#ifndef KENKO_EVALUATE_CUSTOMER_EVALUATOR_H_
#define KENKO_EVALUATE_CUSTOMER_EVALUATOR_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "evaluate/decider.h"
#include "evaluate/question.h"
#include "evaluate/timeline.h"
#include "health/explanation.h"
#include "health/levers.h"
#include "health/stability.h"
#include "health/trend.h"
#include "measure/customer_frames.h"
#include "measure/measure_evaluator.h"
#include "onboarding/onboarding_tracker.h"
#include "portfolio/activity_scratch.h"

namespace kenko {

// How one customer is doing at one moment, as far as the timeline wants to know.
struct CustomerHealth {
  Decision decision;
  std::vector<ExplanationRow> rows;
  Reasons reasons;
  StableBand band;
  TrendResult trend;
  Value priority;
  std::vector<std::uint32_t> plays;  // indices into the model's: those to be done
};

// One a thread; nothing is allocated once it is warm.
class CustomerEvaluator {
 public:
  // Both must outlive it.
  CustomerEvaluator(const Question& question, const Timeline& timeline);

  // Takes up a customer: its facts at all instants of the timeline. False where it exists at none
  // of the moments.
  bool Start(Slot slot);
  // Evaluates what the timeline wants of it at that moment; false where it does not exist there.
  bool Evaluate(std::size_t moment);

  const Question& question() const { return question_; }
  // Of the customer and moment evaluated last. REQUIRES: decisions are wanted.
  const CustomerHealth& health() const { return health_; }
  const Value* facts() const { return frames_.Frame(frame_); }
  Instant moment() const { return moment_; }
  void FindLevers(Levers& levers);

 private:
  // What the rest of the model looks back to at an instant.
  struct Past {
    bool is_known = false;
    std::size_t scorecard = 0;
    Value score;
    PlainBandPoint point;
  };
  const Past& PastAt(std::size_t frame);
  static Past PastOf(const Decision& decision);
  void LookOut();
  void FindBand();
  void FindTrend();
  void FindPriority();
  void FindPlays();
  const Scorecard* ScorecardInForce() const;

  const Question& question_;
  const Timeline& timeline_;
  std::vector<std::size_t> moment_frames_;
  std::vector<Value> band_names_;  // that of UNKNOWN last
  CustomerFrames frames_;
  MeasureEvaluator measures_;
  OnboardingTracker onboarding_;
  Decider decider_, past_decider_;  // two, as explaining needs the nodes of the moment itself
  Explainer explainer_;
  ActivityScratch scratch_;
  Decision past_decision_;
  std::vector<Past> past_;  // by frame
  std::size_t frame_ = 0;
  Instant moment_ = 0;
  CustomerHealth health_;
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_CUSTOMER_EVALUATOR_H_
