#include "model/name_table.h"

#include <algorithm>
#include <utility>

#include "model/expression_text.h"

namespace kenko {
namespace {

struct FixedName {
  std::string_view name;
  ValueType type;
  Step step;
  FactSlot slot;
};

constexpr FixedName kFixedNames[] = {
    {"age_days", ValueType::kNumber, Step::kCustomer, kFactAgeDays},
    {"days_to_renewal", ValueType::kNumber, Step::kCustomer, kFactDaysToRenewal},
    {"value", ValueType::kNumber, Step::kCustomer, kFactValue},
    {"tier", ValueType::kText, Step::kTier, kFactTier},
    {"onboarding.plan", ValueType::kText, Step::kOnboarding, kFactOnboardingPlan},
    {"onboarding.progress", ValueType::kNumber, Step::kOnboarding, kFactOnboardingProgress},
    {"onboarding.late", ValueType::kNumber, Step::kOnboarding, kFactOnboardingLate},
    {"onboarding.stalled_days", ValueType::kNumber, Step::kOnboarding, kFactOnboardingStalledDays},
    {"onboarding.time_to_value_days", ValueType::kNumber, Step::kOnboarding, kFactTimeToValueDays},
    {"onboarding.status", ValueType::kText, Step::kOnboarding, kFactOnboardingStatus},
    {"onboarding.next", ValueType::kText, Step::kOnboarding, kFactOnboardingNext},
    {"success.attainment", ValueType::kNumber, Step::kSuccess, kFactAttainment},
    {"success.attained", ValueType::kFlag, Step::kSuccess, kFactAttained},
    {"scorecard", ValueType::kText, Step::kScorecardChoice, kFactScorecard},
    {"score", ValueType::kNumber, Step::kScore, kFactScore},
    {"coverage", ValueType::kNumber, Step::kScore, kFactCoverage},
    {"worst", ValueType::kNumber, Step::kScore, kFactWorst},
    {"best", ValueType::kNumber, Step::kScore, kFactBest},
    {"band", ValueType::kText, Step::kBand, kFactBand},
    {"raw_band", ValueType::kText, Step::kBand, kFactRawBand},
    {"previous_band", ValueType::kText, Step::kBand, kFactPreviousBand},
    {"days_in_band", ValueType::kNumber, Step::kBand, kFactDaysInBand},
    {"trend", ValueType::kNumber, Step::kTrend, kFactTrend},
    {"direction", ValueType::kText, Step::kTrend, kFactDirection},
    {"priority", ValueType::kNumber, Step::kPriority, kFactPriority},
};

// All names that begin so are names of facts.
constexpr std::string_view kFamilies[] = {"onboarding.", "success."};

bool StartsWith(std::string_view name, std::string_view prefix) {
  return name.substr(0, prefix.size()) == prefix;
}

ValueType TypeOf(AttributeType type) {
  switch (type) {
    case AttributeType::kText:
      return ValueType::kText;
    case AttributeType::kNumber:
      return ValueType::kNumber;
    case AttributeType::kFlag:
      return ValueType::kFlag;
    case AttributeType::kTime:
      return ValueType::kTime;
  }
  return ValueType::kText;
}

}  // namespace

NameTable::NameTable(DiagnosticSink* sink) : sink_(sink) {
  for (const FixedName& fixed : kFixedNames) {
    std::string name(fixed.name);
    names_[name] = {{name, fixed.type, fixed.step, fixed.slot}, Origin::kFact};
  }
}

bool NameTable::IsFactName(std::string_view name) {
  for (const std::string_view family : kFamilies) {
    if (StartsWith(name, family)) return true;
  }
  for (const FixedName& fixed : kFixedNames) {
    if (fixed.name == name) return true;
  }
  return false;
}

void NameTable::AddAttribute(const std::string& name, AttributeType type, FactSlot slot) {
  names_[name] = {{name, TypeOf(type), Step::kCustomer, slot}, Origin::kAttribute};
}

void NameTable::AddMeasure(const std::string& name, FactSlot slot) {
  names_[name] = {{name, ValueType::kNumber, Step::kMeasures, slot}, Origin::kMeasure};
}

void NameTable::AddFact(const std::string& name, ValueType type, Step step, FactSlot slot) {
  names_[name] = {{name, type, step, slot}, Origin::kFact};
}

bool NameTable::IsMeasure(std::string_view name) const {
  const auto found = names_.find(name);
  return found != names_.end() && found->second.origin == Origin::kMeasure;
}

void NameTable::MarkBroken(const std::string& name) {
  names_[name].is_broken = true;  // also one that is not known otherwise
}

bool NameTable::IsBroken(std::string_view name) const {
  const auto found = names_.find(name);
  return found != names_.end() && found->second.is_broken;
}

void NameTable::MarkFuture(const std::string& name) {
  const auto found = names_.find(name);
  if (found != names_.end()) found->second.is_future = true;
}

std::string NameTable::TooEarly(std::string_view what, Step step, Step at) {
  Step from = static_cast<Step>(static_cast<int>(step) + 1);
  if (from == Step::kTrend) from = Step::kPriority;  // a trend names nothing
  return std::string(what) + " is used too early: it is not yet known in " +
         std::string(StepPhrase(at)) + ", only from " + std::string(StepPhrase(from)) + " on";
}

bool NameTable::MayBeUnread(std::string_view name) const {
  return std::any_of(incomplete_.begin(), incomplete_.end(),
                     [name](std::string_view prefix) { return StartsWith(name, prefix); });
}

std::vector<const Fact*> NameTable::Texts() const {
  std::vector<const Fact*> texts;
  for (const auto& [name, entry] : names_) {
    if (entry.fact.type != ValueType::kText || entry.is_broken || entry.is_future) continue;
    texts.push_back(&entry.fact);
  }
  return texts;
}

bool NameTable::IsKnownAt(const Fact& fact, Step at) {
  // Measures may use each other.
  return fact.step < at || (at == Step::kMeasures && fact.step == Step::kMeasures);
}

const Fact* NameTable::Find(std::string_view name, Step at, std::string* problem) const {
  problem->clear();
  const std::string quoted = Quoted(name);
  const auto found = names_.find(name);
  if (found == names_.end()) {
    if (MayBeUnread(name)) return nullptr;
    std::vector<std::string_view> usable;
    if (sink_->suggests()) {
      for (const auto& [known, entry] : names_) {
        if (!entry.is_broken && !entry.is_future && IsKnownAt(entry.fact, at)) {
          usable.push_back(known);
        }
      }
      sink_->CountPassedOver(names_.size() - usable.size());
    }
    *problem = "unknown name " + quoted + sink_->Suggestion(name, usable);
    return nullptr;
  }
  const Entry& entry = found->second;
  if (entry.is_broken) return nullptr;
  if (entry.is_future) {
    *problem = quoted +
               " is the attribute in the role `ended_at`, which nothing may read: it knows "
               "the future";
    return nullptr;
  }
  if (!IsKnownAt(entry.fact, at)) {
    *problem = TooEarly(quoted, entry.fact.step, at);
    return nullptr;
  }
  return &entry.fact;
}

}  // namespace kenko
