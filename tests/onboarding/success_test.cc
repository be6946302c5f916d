#include "onboarding/success.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "support/random_rows.h"
#include "tests/model/parse_data.h"

namespace kenko {
namespace {

using Number = std::optional<double>;
using Flag = std::optional<bool>;

struct Goal {
  bool lower_is_better = false;
  Number measure, target;
  bool target_is_fact = true;
};

Number Attainment(const Goal& goal) {
  if (!goal.measure || !goal.target) return std::nullopt;
  const double over = goal.lower_is_better ? *goal.target : *goal.measure;
  const double under = goal.lower_is_better ? *goal.measure : *goal.target;
  return std::fabs(under) < 1e-10 ? Number() : Number(over / under);  // it snaps to 0
}

Flag Attained(const Goal& goal) {
  if (!goal.measure || !goal.target) return std::nullopt;
  const double beyond =
      goal.lower_is_better ? *goal.target - *goal.measure : *goal.measure - *goal.target;
  return beyond >= -1e-10;  // smaller differences snap away
}

// To a millionth.
std::string Text(const Number& number) {
  return number ? std::to_string(std::round(*number * 1e6) / 1e6 + 0.0) : "missing";
}
std::string Text(const Value& value) {
  return Text(value.present ? Number(value.number) : Number());
}
std::string FlagText(const Value& value) {
  return !value.present ? "missing" : value.flag ? "true" : "false";
}
std::string FlagText(const Flag& flag) { return !flag ? "missing" : *flag ? "true" : "false"; }

TEST(SuccessFacts, AreWhatThePlainDefinitionsSay) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    testing::RandomRows random(seed);
    const auto pick = [&] {
      if (random.Chance(20)) return Number();
      const double number = random.Pick(5) - 1;
      return Number(random.Chance(20) ? number + 1e-11 : number);
    };
    std::vector<Goal> goals(static_cast<std::size_t>(1 + random.Pick(3)));
    std::string text = "customer: {attributes: {", goals_text = "success:\n";
    for (std::size_t g = 0; g < goals.size(); ++g) {
      Goal& goal = goals[g];
      goal = {random.Chance(50), pick(), pick(), random.Chance(60)};
      if (!goal.target) goal.target_is_fact = true;
      const std::string n = std::to_string(g);
      char written[40];
      std::snprintf(written, sizeof written, "%.17g", goal.target.value_or(0));
      text += (g > 0 ? ", x" : "x") + n + ": number, y" + n + ": number";
      goals_text += "  - {name: goal" + n + ", measure: x" + n +
                    ", target: " + (goal.target_is_fact ? "y" + n : written) +
                    (goal.lower_is_better ? ", better: lower}\n" : "}\n");
    }
    const auto model = ParseData(text + "}}\n" + goals_text);
    std::vector<Value> facts(model->frame_size);
    for (std::size_t g = 0; g < goals.size(); ++g) {
      const auto set = [&](std::size_t attribute, const Number& number) {
        if (number) facts[model->customer.attributes[attribute].slot] = Value::Number(*number);
      };
      set(2 * g, goals[g].measure);
      set(2 * g + 1, goals[g].target);
    }
    WriteSuccessFacts(model->success, facts.data());

    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + goals_text);
    Number least;
    bool all = true, any_failed = false;
    for (std::size_t g = 0; g < goals.size(); ++g) {
      const Number attainment = Attainment(goals[g]);
      const Flag attained = Attained(goals[g]);
      ASSERT_EQ(Text(facts[model->success[g].attainment_slot]), Text(attainment));
      ASSERT_EQ(FlagText(facts[model->success[g].attained_slot]), FlagText(attained));
      if (attainment) least = std::min(least.value_or(*attainment), *attainment);
      all &= attained == Flag(true);
      any_failed |= attained == Flag(false);
    }
    ASSERT_EQ(Text(facts[kFactAttainment]), Text(least));
    ASSERT_EQ(FlagText(facts[kFactAttained]), FlagText(all          ? Flag(true)
                                                       : any_failed ? Flag(false)
                                                                    : Flag()));
  }
}

}  // namespace
}  // namespace kenko
