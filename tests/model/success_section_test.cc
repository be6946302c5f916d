// Customers' own goals: what becomes of them, and what is wrong with them.
#include <gtest/gtest.h>

#include <vector>

#include "tests/model/diagnose.h"
#include "tests/model/parse_data.h"

namespace kenko {
namespace {

TEST(SuccessSectionTest, ReadsGoals) {
  const auto m = ParseData(R"(
customer: {attributes: {goal: number}}
measures: {a: {count: x}}
success:
  - {name: reporting, measure: a, target: goal}
  - {name: 平穏, measure: onboarding.late, target: 0, better: lower}
  - {name: big, measure: value, target: -1.5e3, better: higher}
rules: [{name: r, when: success.reporting.attained && success.平穏.attainment > 1 && success.attained, add: success.attainment}]
)");
  ASSERT_EQ(m->success.size(), 3u);
  const SuccessGoal& reporting = m->success[0];
  EXPECT_EQ(reporting.name, "reporting");
  EXPECT_EQ(reporting.measure, m->measures[0].slot);
  EXPECT_EQ(reporting.target_fact, m->customer.attributes[0].slot);
  EXPECT_FALSE(reporting.lower_is_better);
  const SuccessGoal& calm = m->success[1];
  EXPECT_EQ(calm.measure, kFactOnboardingLate);
  EXPECT_FALSE(calm.target_fact);
  EXPECT_EQ(calm.target, 0);
  EXPECT_TRUE(calm.lower_is_better);
  EXPECT_EQ(m->success[2].measure, kFactValue);
  EXPECT_EQ(m->success[2].target, -1500);
  EXPECT_FALSE(m->success[2].lower_is_better);
  EXPECT_EQ(m->rules[0].when.reads,
            (std::vector<FactSlot>{kFactAttained, reporting.attained_slot, calm.attainment_slot}));
  EXPECT_EQ(m->rules[0].amount.reads, (std::vector<FactSlot>{kFactAttainment}));
  // Neither is a text that customers could be grouped by.
  for (const TextFact& text : m->text_facts) EXPECT_NE(text.slot, reporting.attained_slot);
}

TEST(SuccessSectionTest, ChecksNames) {
  CheckDiagnostics({
      {"success: []", {}},
      {"success: {a: b}", {"1:10: error: `success` must be a list, not a mapping"}},
      {R"(
success:
  - {name: a.b, measure: value, target: 1}
  - {name: a b, measure: value, target: 1}
  - {name: 1a, measure: value, target: 1}
  - {name: meta, measure: value, target: 1}
  - {name: a, measure: value, target: 1}
  - {name: a, measure: value, target: 1}
  - {measure: value, target: 1}
  - a)",
       {"2:12: error: a goal's name is letters, digits (not first) and `_`, as it is part of names "
        "such as success.reporting.attained; not `a.b`",
        "3:12: error: a goal's name is letters, digits (not first) and `_`, as it is part of names "
        "such as success.reporting.attained; not `a b`",
        "4:12: error: a goal's name is letters, digits (not first) and `_`, as it is part of names "
        "such as success.reporting.attained; not `1a`",
        "5:12: error: nothing can be called `meta`, which stands for notes that kenko leaves alone",
        "7:12: error: another goal is called `a` too",
        "8:5: error: a success goal needs the key `name`",
        "9:5: error: a success goal must be a mapping (key: value)"}},
  });
}

TEST(SuccessSectionTest, ComparesNumbersKnownByThen) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {plan: text, goal: number}}
success:
  - {name: a, measure: plan, target: goals}
  - {name: b, measure: score, target: success.c.attainment}
  - {name: c, measure: [value], target: [1]}
  - {name: d, measure: {count: x}, target: .nan}
  - {name: e, measure: tier, target: plan}
  - {name: f, measure: success.attainment, target: }
  - {name: g, mesure: value, traget: 5}
  - {name: h}
  - {name: i, measure: 5, target: "5"})",
       {"3:24: error: `measure` must name a number, but `plan` is a text",
        "3:38: error: unknown name `goals`; did you mean `goal`?",
        "4:24: error: `score` is used too early: it is not yet known in success, only from the "
        "rules on",
        "4:39: error: `success.c.attainment` is used too early: it is not yet known in success, "
        "only from the choice of a scorecard on",
        "5:24: error: `measure` must be a text, not a list",
        "5:41: error: `target` must be a number or the name of one, not a list",
        "6:24: error: `measure` must be a text, not a mapping", "6:44: error: unknown name `.nan`",
        "7:24: error: `measure` must name a number, but `tier` is a text",
        "7:38: error: `target` must name a number, but `plan` is a text",
        "8:24: error: `success.attainment` is used too early: it is not yet known in success, only "
        "from the choice of a scorecard on",
        "8:44: error: `target` must be a number or the name of one, not empty",
        "9:15: error: a success goal has no key `mesure`; did you mean `measure`?",
        "9:30: error: a success goal has no key `traget`; did you mean `target`?",
        "10:5: error: a success goal needs the key `measure`",
        "10:5: error: a success goal needs the key `target`", "11:24: error: unknown name `5`",
        "11:35: error: unknown name `5`"}},
      {"success: [{name: a, measure: value, target: 1, better: lowr}, {name: b, measure: value, "
       "target: 1, better: [lower]}]",
       {"1:56: error: `better` must be `lower` or `higher`, not `lowr`; did you mean `lower`?",
        "1:108: error: `better` must be a text, not a list"}},
  });
}

TEST(SuccessSectionTest, ItsFactsAreKnownFromTheScorecardsOn) {
  CheckDiagnostics({
      {R"(
success: [{name: calm, measure: value, target: 1}]
onboarding: {plans: [{name: p, when: success.calm.attained, milestones: [{name: a}]}]}
scorecards: [{name: s, when: success.clam.attained, signals: [{name: a, measure: success.calm.attained, curve: identity}]}]
rules: [{name: r, when: success.attained, add: success.calm}]
measures: {a: {formula: success.calm.attainment}}
tiers: {levels: [{name: a}], by: success.attainment})",
       {"2:38: error: `success.calm.attained` is used too early: it is not yet known in "
        "onboarding, "
        "only from the choice of a scorecard on",
        "3:30: error: unknown name `success.clam.attained`; did you mean `success.calm.attained`?",
        "3:82: error: `measure` must name a number or a text, but `success.calm.attained` is a "
        "flag; write true_if: success.calm.attained",
        "4:48: error: unknown name `success.calm`",
        "5:25: error: `success.calm.attainment` is used too early: it is not yet known in the "
        "measures, only from the choice of a scorecard on",
        "6:34: error: `success.attainment` is used too early: it is not yet known in the tiers, "
        "only from the choice of a scorecard on"}},
      // Where some could not be read, it may be one of these; but only of these.
      {R"(
success: [{nam: calm, measure: value, target: 1}]
rules: [{name: r, when: success.calm.attained && nothing, add: 1}, {name: q, when: nothing, add: 1}])",
       {"1:12: error: a success goal has no key `nam`; did you mean `name`?",
        "2:84: error: unknown name `nothing`"}},
      {R"(
success: x
rules: [{name: r, when: success.calm.attained, add: 1}])",
       {"1:10: error: `success` must be a list, not `x`"}},
  });
}

}  // namespace
}  // namespace kenko
