// Stability: what becomes of it, and what is wrong with it.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"
#include "tests/model/parse_data.h"

namespace kenko {
namespace {

TEST(StabilitySectionTest, ReadsTheGrid) {
  const auto m =
      ParseData("stability: {every: 12h, look_back: 200d, margin: 2.5, confirm: 400, at_once: []}");
  ASSERT_TRUE(m->stability);
  EXPECT_EQ(m->stability->every, kDay / 2);
  EXPECT_EQ(m->stability->look_back, 200 * kDay);
  EXPECT_EQ(m->stability->margin, 2.5);
  EXPECT_EQ(m->stability->confirm, 400u);

  const auto defaults = ParseData("stability: {every: 36500d}");
  EXPECT_EQ(defaults->stability->look_back, 180 * kDay);
  EXPECT_EQ(defaults->stability->margin, 0);
  EXPECT_EQ(defaults->stability->confirm, 1u);
  EXPECT_EQ(defaults->clocks.size(), 2u);  // the grid's are none of these
  EXPECT_FALSE(ParseData("")->stability);
}

TEST(StabilitySectionTest, MarksTheRulesThatCountAtOnceInEveryList) {
  const auto m = ParseData(R"(
stability: {every: 7d, at_once: [r, t, r]}
scorecards:
  - {name: a, signals: [{name: x, formula: 1, curve: identity}], rules: [{name: r, when: true, add: 1}, {name: s, when: true, add: 1}]}
  - {name: b, signals: [{name: x, formula: 1, curve: identity}], rules: [{name: r, when: true, add: 1}]}
rules: [{name: t, when: true, add: 1}, {name: u, when: true, add: 1}])");
  EXPECT_TRUE(m->scorecards[0].rules[0].at_once);
  EXPECT_FALSE(m->scorecards[0].rules[1].at_once);
  EXPECT_TRUE(m->scorecards[1].rules[0].at_once);
  EXPECT_TRUE(m->rules[0].at_once);
  EXPECT_FALSE(m->rules[1].at_once);
}

TEST(StabilitySectionTest, LimitsTheGrid) {
  CheckDiagnostics({
      {"stability: 7d", {"1:12: error: `stability` must be a mapping (key: value)"}},
      {"stability: {}", {"1:12: error: `stability` needs the key `every`"}},
      {"stability: {evry: 7d}",
       {"1:13: error: `stability` has no key `evry`; did you mean `every`?"}},
      {"stability: {every: 1d, look_back: 400d}", {}},
      {"stability: {every: 1d, look_back: 400.000001d}",
       {"1:35: error: `look_back` must be at most 400 times as long as `every`"}},
      {"stability: {every: 10.8h}", {}},
      {"stability: {every: 10.79h}",
       {"1:20: error: `look_back`, which is 180d by default, must be at most 400 times as long as "
        "`every`"}},
      {"stability: {every: 1s, look_back: 180}",
       {"1:35: error: `look_back` can't be `180`: a duration is digits and a unit (s, m, h, d or "
        "w), such as 28d or 1.5h"}},
      {"stability: {every: 0d, look_back: 0d}",
       {"1:20: error: `every` must be longer than 0",
        "1:35: error: `look_back` must be longer than 0"}},
  });
}

TEST(StabilitySectionTest, ChecksItsNumbers) {
  CheckDiagnostics({
      {"stability: {every: 7d, margin: -0.1, confirm: 0}",
       {"1:32: error: `margin` must not be below 0",
        "1:47: error: `confirm` must be a whole number from 1 to 400, not 0"}},
      {"stability: {every: 7d, margin: 3 points, confirm: 401}",
       {"1:32: error: `margin` must be a number, not `3 points`",
        "1:51: error: `confirm` must be a whole number from 1 to 400, not 401"}},
      {"stability: {every: 7d, confirm: 1.5, at_once: x}",
       {"1:33: error: `confirm` must be a whole number from 1 to 400, not 1.5",
        "1:47: error: `at_once` must be a list, not `x`"}},
  });
}

TEST(StabilitySectionTest, AtOnceNamesRules) {
  CheckDiagnostics({
      {R"(
stability: {every: 7d, at_once: [left champion, [x], champion lef, r]}
scorecards: [{name: s, signals: [{name: x, formula: 1, curve: identity}], rules: [{name: r, when: true, add: 1}]}]
rules: [{name: champion left, when: true, add: 1}])",
       {"1:34: error: no rule is called `left champion`",
        "1:49: error: `at_once` must be a text, not a list",
        "1:54: error: no rule is called `champion lef`; did you mean `champion left`?"}},
      {"stability: {every: 7d, at_once: [x]}", {"1:34: error: no rule is called `x`"}},
      // Where some could not be read, it may be one of these.
      {"stability: {every: 7d, at_once: [x]}\nrules: [{nmae: x, when: true, add: 1}]",
       {"2:10: error: a rule has no key `nmae`; did you mean `name`?"}},
      {"stability: {every: 7d, at_once: [x]}\nrules: {x: 1}",
       {"2:8: error: `rules` must be a list, not a mapping"}},
      {"stability: {every: 7d, at_once: [x]}\nscorecards: {x: 1}",
       {"2:13: error: `scorecards` must be a list, not a mapping"}},
      {"stability: {every: 7d, at_once: [x]}\nscorecards: [x]",
       {"2:14: error: a scorecard must be a mapping (key: value)"}},
  });
}

}  // namespace
}  // namespace kenko
