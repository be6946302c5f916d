// Onboarding (MODEL.md 7) as compiled: plans of milestones.
#ifndef KENKO_MODEL_ONBOARDING_DATA_H_
#define KENKO_MODEL_ONBOARDING_DATA_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kenko/time.h"
#include "model/expression.h"
#include "model/fact.h"
#include "model/kind_pattern.h"

namespace kenko {

struct Milestone {
  std::string name;
  std::uint32_t name_number = 0;    // index into OnboardingSection::milestone_names
  KindPattern done_by;              // empty: completes only through the milestones table
  std::uint32_t times = 1;          // which matching activity completes it
  std::optional<Expression> where;  // over an activity's frame (ActivityFact)
  std::optional<Duration> due;      // after the start; absent: never, but for the milestones table
  double weight = 1;
  bool is_first_value = false;
  std::vector<std::uint32_t> after;  // indices into the plan's milestones
};

struct OnboardingPlan {
  std::string name;
  std::optional<Expression> when;  // absent: always
  std::vector<Milestone> milestones;
};

struct OnboardingSection {
  std::optional<FactSlot> start;  // a time attribute's slot; absent: no customer ever starts
  Duration stalled_after = 14 * kDay;
  std::optional<Duration> closes_after;
  std::vector<OnboardingPlan> plans;
  // The milestones of all plans by name, each once, in file order, and the slot of done("…") for
  // those that some expression asks for.
  std::vector<std::string> milestone_names;
  std::vector<std::optional<FactSlot>> done_slots;
};

}  // namespace kenko

#endif  // KENKO_MODEL_ONBOARDING_DATA_H_
