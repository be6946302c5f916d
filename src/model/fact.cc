#include "model/fact.h"

namespace kenko {

std::string_view AttributeTypeName(AttributeType type) {
  switch (type) {
    case AttributeType::kText:
      return "text";
    case AttributeType::kNumber:
      return "number";
    case AttributeType::kFlag:
      return "flag";
    case AttributeType::kTime:
      return "time";
  }
  return "";
}

std::string_view ValueTypePhrase(ValueType type) {
  switch (type) {
    case ValueType::kNumber:
      return "a number";
    case ValueType::kText:
      return "a text";
    case ValueType::kFlag:
      return "a flag";
    case ValueType::kTime:
      return "a time";
  }
  return "";
}

std::string_view StepPhrase(Step step) {
  switch (step) {
    case Step::kCustomer:
      return "the customer's facts";
    case Step::kMeasures:
      return "the measures";
    case Step::kTier:
      return "the tiers";
    case Step::kOnboarding:
      return "onboarding";
    case Step::kSuccess:
      return "success";
    case Step::kScorecardChoice:
      return "the choice of a scorecard";
    case Step::kScore:
      return "the scorecard's signals and groups";
    case Step::kRules:
      return "the rules";
    case Step::kBand:
      return "the band";
    case Step::kTrend:
      return "the trend";
    case Step::kPriority:
      return "the priority";
    case Step::kPlays:
      return "the plays";
  }
  return "";
}

}  // namespace kenko
