// Facts: everything that an expression may name about one customer at one instant. Each has a slot
// in a frame of values and the step (MODEL.md 3, "order of decision") from which on it is known.
#ifndef KENKO_MODEL_FACT_H_
#define KENKO_MODEL_FACT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "kenko/model.h"

namespace kenko {

// The types of the expression language, and instants, which only days_since, days_until and has
// take.
enum class ValueType : std::uint8_t { kNumber, kText, kFlag, kTime };

// "a number", "a text", "a flag", "a time".
std::string_view ValueTypePhrase(ValueType type);

// In the order of decision.
enum class Step : std::uint8_t {
  kCustomer,
  kMeasures,
  kTier,
  kOnboarding,
  kSuccess,
  kScorecardChoice,
  kScore,
  kRules,
  kBand,
  kTrend,
  kPriority,
  kPlays,
};

// "the rules", … : for "score is not yet known in the rules".
std::string_view StepPhrase(Step step);

// An index into a frame.
using FactSlot = std::uint32_t;

// The slots that every model has; attributes, measures and subscores follow.
enum FixedFact : FactSlot {
  kFactNow,  // t itself, for days_since and days_until; has no name
  kFactAgeDays,
  kFactDaysToRenewal,
  kFactValue,
  kFactTier,
  kFactOnboardingPlan,
  kFactOnboardingProgress,
  kFactOnboardingLate,
  kFactOnboardingStalledDays,
  kFactTimeToValueDays,
  kFactOnboardingStatus,
  kFactOnboardingNext,
  kFactAttainment,  // success.attainment
  kFactAttained,    // success.attained
  kFactScorecard,
  kFactScore,
  kFactCoverage,
  kFactWorst,
  kFactBest,
  kFactBand,
  kFactRawBand,
  kFactPreviousBand,
  kFactDaysInBand,
  kFactTrend,
  kFactDirection,
  kFactPriority,
  kFixedFactCount,
};

struct Fact {
  std::string name;
  ValueType type = ValueType::kNumber;
  Step step = Step::kCustomer;  // known after this step
  FactSlot slot = 0;
};

}  // namespace kenko

#endif  // KENKO_MODEL_FACT_H_
