#include "onboarding/plain_onboarding.h"

#include <algorithm>
#include <cstdio>

namespace kenko::testing {
namespace {

bool Matches(const std::string& pattern, const std::string& kind) {
  if (pattern == "*" || pattern == kind) return true;
  return pattern == "use.*" && kind.rfind("use.", 0) == 0;
}

// When each step was completed, as far as one sees at t.
std::map<std::string, Instant> Replay(const std::vector<PlainStep>& steps, Instant t, Instant start,
                                      std::vector<PlainActivity> activities,
                                      const std::map<std::string, PlainMilestone>& records) {
  std::map<std::string, Instant> completed;
  for (const auto& [name, record] : records) {
    if (record.completed_at && *record.completed_at <= t) completed[name] = *record.completed_at;
  }
  std::stable_sort(activities.begin(), activities.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  std::map<std::string, int> seen;
  for (const PlainActivity& row : activities) {
    const bool is_visible = row.at <= t && (!row.valid_until || t < *row.valid_until);
    if (!is_visible || row.at < start) continue;
    for (const PlainStep& step : steps) {
      if (step.done_by.empty() || !Matches(step.done_by, row.kind)) continue;
      if (step.only_positive && row.value.value_or(0) <= 0) continue;
      if (++seen[step.name] != step.times) continue;
      const auto [found, is_new] = completed.emplace(step.name, row.at);
      if (!is_new) found->second = std::min(found->second, row.at);
    }
  }
  return completed;
}

}  // namespace

std::string DaysText(double days) {
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.9f", days);
  return digits;
}

std::string TimeText(std::optional<Instant> at) { return at ? std::to_string(*at) : "-"; }

std::string PlainOnboarding::Yaml() const {
  std::string text =
      "onboarding:\n  start: signed_on\n  stalled_after: " + std::to_string(stalled_after) + "d\n";
  if (closes_after) text += "  closes_after: " + std::to_string(*closes_after) + "d\n";
  text += "  plans:\n    - name: plan\n      milestones:\n";
  for (const PlainStep& step : steps) {
    text += "        - {name: " + step.name;
    if (!step.done_by.empty()) text += ", done_by: \"" + step.done_by + '"';
    if (step.times != 1) text += ", times: " + std::to_string(step.times);
    if (step.only_positive) text += ", where: value > 0";
    if (step.due) text += ", due: " + std::to_string(*step.due) + "d";
    if (step.weight != 1) text += ", weight: " + std::to_string(step.weight);
    if (step.is_first_value) text += ", first_value: true";
    if (!step.after.empty()) {
      std::string names;
      for (const std::string& name : step.after) names += (names.empty() ? "" : ", ") + name;
      text += ", after: [" + names + "]";
    }
    text += "}\n";
  }
  return text;
}

std::map<std::string, std::string> PlainOnboarding::At(
    Instant t, Instant known, std::optional<Instant> start,
    const std::vector<PlainActivity>& activities,
    const std::vector<PlainMilestone>& records) const {
  std::map<std::string, std::string> facts;
  facts["status"] = "none";
  if (!start || *start > t) return facts;

  std::map<std::string, PlainMilestone> latest;
  for (const PlainMilestone& record : records) {
    if (record.recorded_at && *record.recorded_at > known) continue;
    const auto [found, is_new] = latest.emplace(record.milestone, record);
    if (!is_new && record.recorded_at > found->second.recorded_at) found->second = record;
  }
  const std::map<std::string, Instant> completed = Replay(steps, t, *start, activities, latest);
  double weight = 0, completed_weight = 0;
  int late = 0;
  std::optional<Instant> latest_completion, first_value;
  for (const PlainStep& step : steps) {
    std::optional<Instant> due_at, done_at;
    if (const auto record = latest.find(step.name); record != latest.end()) {
      due_at = record->second.due_at;
    }
    if (!due_at && step.due) due_at = *start + *step.due * kDay;
    if (const auto found = completed.find(step.name); found != completed.end()) {
      done_at = found->second;
      latest_completion = std::max(latest_completion, done_at);
      completed_weight += step.weight;
      if (step.is_first_value) first_value = std::min(first_value.value_or(*done_at), *done_at);
    }
    weight += step.weight;
    bool is_blocked = false;
    for (const std::string& before : step.after) is_blocked |= completed.count(before) == 0;
    const bool is_overdue = due_at && done_at.value_or(t) > *due_at;
    late += is_overdue && !done_at ? 1 : 0;
    if (!done_at && !is_blocked && facts.count("next") == 0) facts["next"] = step.name;
    facts["done " + step.name] = done_at ? "true" : "false";
    facts[step.name] = std::string(done_at      ? is_overdue ? "done_late" : "done"
                                   : is_overdue ? "late"
                                   : is_blocked ? "blocked"
                                                : "open") +
                       " " + TimeText(due_at) + " " + TimeText(done_at) + " " +
                       DaysText(is_overdue ? InDays(done_at.value_or(t) - *due_at) : 0);
  }
  bool is_complete = true;
  for (const PlainStep& step : steps) is_complete &= completed.count(step.name) > 0;
  const double stalled = is_complete ? 0 : InDays(t - latest_completion.value_or(*start));
  facts["plan"] = "plan";
  if (weight != 0) facts["progress"] = DaysText(completed_weight / weight);
  facts["late"] = DaysText(late);
  facts["stalled_days"] = DaysText(stalled);
  if (first_value) facts["time_to_value_days"] = DaysText(InDays(*first_value - *start));
  if (is_complete) {
    facts["status"] = "complete";
  } else if (closes_after && t - *start > *closes_after * kDay) {
    facts["status"] = "lapsed";
  } else if (stalled > stalled_after + 1e-9) {
    facts["status"] = "stalled";
  } else {
    facts["status"] = late > 0 ? "late" : "on_track";
  }
  return facts;
}

PlainOnboarding MakeRandomOnboarding(RandomRows& random) {
  static constexpr const char* kPatterns[] = {"use.a", "use.*", "talk", "*", "ticket"};
  PlainOnboarding onboarding;
  onboarding.stalled_after = random.Pick(15);
  if (random.Chance(40)) onboarding.closes_after = 5 + random.Pick(40);
  const int count = 1 + random.Pick(5);
  for (int m = 0; m < count; ++m) {
    PlainStep step;
    step.name = "m" + std::to_string(m);
    if (random.Chance(75)) {
      step.done_by = kPatterns[random.Pick(5)];
      step.times = random.Chance(50) ? 1 : 1 + random.Pick(5);
      step.only_positive = random.Chance(30);
    }
    if (random.Chance(60)) step.due = random.Pick(30);
    if (random.Chance(40)) step.weight = random.Pick(3);
    step.is_first_value = random.Chance(30);
    // In either direction, but without a circle: even ones after later ones, odd ones not at all.
    for (int other = 0; other < count; ++other) {
      const bool may = m % 2 == 0 ? other > m || other % 2 == 1 : false;
      if (may && random.Chance(30)) step.after.push_back("m" + std::to_string(other));
    }
    onboarding.steps.push_back(step);
  }
  return onboarding;
}

}  // namespace kenko::testing
