// Onboarding as the model reference tells it: what happened is replayed in time order.
#ifndef KENKO_TESTS_ONBOARDING_PLAIN_ONBOARDING_H_
#define KENKO_TESTS_ONBOARDING_PLAIN_ONBOARDING_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "portfolio/plain_portfolio.h"
#include "support/random_rows.h"

namespace kenko::testing {

struct PlainStep {
  std::string name;
  std::string done_by;  // a kind, "use.*" or "*"; empty: the table alone
  int times = 1;
  bool only_positive = false;  // where: value > 0
  std::optional<int> due;      // days
  double weight = 1;
  bool is_first_value = false;
  std::vector<std::string> after;
};

struct PlainOnboarding {
  std::vector<PlainStep> steps;
  int stalled_after = 14;  // days
  std::optional<int> closes_after;

  std::string Yaml() const;
  // "name state due completed days_late" of each step and then, by name, all facts, as texts: what
  // is known of these rows when `known`.
  std::map<std::string, std::string> At(Instant t, Instant known, std::optional<Instant> start,
                                        const std::vector<PlainActivity>& activities,
                                        const std::vector<PlainMilestone>& records) const;
};

PlainOnboarding MakeRandomOnboarding(RandomRows& random);

std::string DaysText(double days);
std::string TimeText(std::optional<Instant> at);

}  // namespace kenko::testing

#endif  // KENKO_TESTS_ONBOARDING_PLAIN_ONBOARDING_H_
