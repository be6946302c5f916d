// Onboarding (MODEL.md 7): how far a customer has come on its plan, and what comes next.
#ifndef KENKO_ONBOARDING_ONBOARDING_H_
#define KENKO_ONBOARDING_ONBOARDING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/value.h"
#include "model/model_data.h"

namespace kenko {

enum class MilestoneState : std::uint8_t { kDone, kDoneLate, kLate, kBlocked, kOpen };
// By MilestoneState, as the tables show them.
const std::vector<std::string>& MilestoneStateNames();

enum class OnboardingStatus : std::uint8_t { kNone, kComplete, kLapsed, kStalled, kLate, kOnTrack };
// By OnboardingStatus: "none", "complete", ….
const std::vector<std::string>& OnboardingStatusNames();

// What is known of one milestone.
struct MilestoneProgress {
  MilestoneState state = MilestoneState::kOpen;
  std::optional<Instant> due_at;
  std::optional<Instant> completed_at;
  double days_late = 0;

  bool IsCompleted() const { return completed_at.has_value(); }
};

inline constexpr std::uint32_t kNoMilestone = 0xFFFFFFFF;

struct OnboardingProgress {
  const OnboardingPlan* plan = nullptr;       // null: none applies
  std::vector<MilestoneProgress> milestones;  // the plan's
  OnboardingStatus status = OnboardingStatus::kNone;
  Value progress;
  std::int64_t late = 0;
  double stalled_days = 0;
  Value time_to_value_days;
  std::uint32_t next = kNoMilestone;  // index into the plan's milestones
};

// Fills everything but `plan` and each milestone's due and completion, which are given, from these.
// `start` is at or before `t`.
void AssessOnboarding(const OnboardingSection& onboarding, Instant start, Instant t,
                      OnboardingProgress& progress);

// Writes the facts `onboarding.…` and done("…") into a frame.
void WriteOnboardingFacts(const OnboardingSection& onboarding, const OnboardingProgress& progress,
                          Value* facts);

}  // namespace kenko

#endif  // KENKO_ONBOARDING_ONBOARDING_H_
