// Plans and their milestones: what becomes of them, and what is wrong with them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/model/diagnose.h"
#include "tests/model/parse_data.h"

namespace kenko {
namespace {

using Indices = std::vector<std::uint32_t>;

TEST(OnboardingSectionTest, ReadsPlans) {
  const auto m = ParseData(R"(
customer: {started_at: made, attributes: {made: time, signed: time}}
activity: {attributes: {role: text}}
kinds: {talk: [call.*, mail]}
onboarding:
  start: signed
  stalled_after: 0d
  closes_after: 1h
  plans:
    - name: 導入
      when: age_days > 5
      milestones:
        - {name: a, due: 0s, weight: 0, after: [c, b, c]}
        - {name: b, done_by: ["@talk", meeting], times: 1000000000, where: role == "cto" && value > 1, due: 1.5d, first_value: true}
        - {name: c, done_by: x, times: 3.0, weight: 2.5, after: []}
    - name: rest
      milestones: [{name: d}, {name: b, first_value: false}])");
  const OnboardingSection& onboarding = m->onboarding;
  EXPECT_EQ(onboarding.start, m->customer.attributes[1].slot);
  EXPECT_EQ(onboarding.stalled_after, 0);
  EXPECT_EQ(onboarding.closes_after, kDay / 24);
  ASSERT_EQ(onboarding.plans.size(), 2u);
  EXPECT_EQ(onboarding.plans[0].name, "導入");
  EXPECT_EQ(onboarding.plans[0].when->reads, (std::vector<FactSlot>{kFactAgeDays}));
  EXPECT_FALSE(onboarding.plans[1].when);

  const std::vector<Milestone>& guided = onboarding.plans[0].milestones;
  ASSERT_EQ(guided.size(), 3u);
  EXPECT_EQ(guided[0].due, 0);
  EXPECT_EQ(guided[0].weight, 0);
  EXPECT_TRUE(guided[0].done_by.empty());
  EXPECT_EQ(guided[0].times, 1u);
  EXPECT_EQ(guided[0].after, (Indices{1, 2}));
  EXPECT_FALSE(guided[0].is_first_value);
  EXPECT_TRUE(guided[1].done_by.Matches("call.kickoff"));
  EXPECT_TRUE(guided[1].done_by.Matches("meeting"));
  EXPECT_EQ(guided[1].times, 1'000'000'000u);
  EXPECT_EQ(guided[1].where->reads,
            (std::vector<FactSlot>{kActivityValue, kFirstActivityAttribute}));
  EXPECT_EQ(guided[1].due, kDay * 3 / 2);
  EXPECT_EQ(guided[1].weight, 1);
  EXPECT_TRUE(guided[1].is_first_value);
  EXPECT_EQ(guided[2].times, 3u);
  EXPECT_FALSE(guided[2].due);
  EXPECT_EQ(guided[2].weight, 2.5);
  EXPECT_TRUE(guided[2].after.empty());

  // A name is one milestone to done("…") and to the milestones table, whatever the plan.
  EXPECT_EQ(onboarding.milestone_names, (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_EQ(onboarding.plans[1].milestones[0].name_number, 3u);
  EXPECT_EQ(onboarding.plans[1].milestones[1].name_number, 1u);
}

TEST(OnboardingSectionTest, HasDefaults) {
  const auto m = ParseData(R"(
customer: {started_at: made, attributes: {made: time}}
onboarding: {plans: [{name: p, milestones: [{name: a}]}]})");
  EXPECT_EQ(m->onboarding.start, m->customer.attributes[0].slot);
  EXPECT_EQ(m->onboarding.stalled_after, 14 * kDay);
  EXPECT_FALSE(m->onboarding.closes_after);
  // Without the section nobody starts.
  const auto none = ParseData("customer: {started_at: made, attributes: {made: time}}");
  EXPECT_FALSE(none->onboarding.start);
  EXPECT_TRUE(none->onboarding.plans.empty());
}

TEST(OnboardingSectionTest, GivesSlotsToTheMilestonesThatExpressionsAskFor) {
  const auto m = ParseData(R"(
customer: {started_at: made, attributes: {made: time}}
onboarding: {plans: [{name: p, milestones: [{name: a}, {name: b}, {name: c d}]}]}
scorecards: [{name: s, when: done("c d"), signals: [{name: x, true_if: done("a") || done('c d')}]}]
plays: [{name: x, when: '!done("a")'}])");
  const auto& slots = m->onboarding.done_slots;
  ASSERT_EQ(slots.size(), 3u);
  ASSERT_TRUE(slots[0] && slots[2]);
  EXPECT_FALSE(slots[1]);
  EXPECT_EQ(m->scorecards[0].when->reads, (std::vector<FactSlot>{*slots[2]}));
  EXPECT_EQ(m->plays[0].when.reads, (std::vector<FactSlot>{*slots[0]}));
  EXPECT_LT(*slots[0], m->frame_size);
}

TEST(OnboardingSectionTest, ItsFactsAreKnownFromSuccessOn) {
  CheckDiagnostics({
      {R"(
customer: {started_at: made, attributes: {made: time}}
onboarding: {plans: [{name: p, milestones: [{name: a}]}]}
success: [{name: quick, measure: onboarding.time_to_value_days, target: 30, better: lower}]
scorecards: [{name: s, when: onboarding.status == "late", signals: [{name: a, measure: onboarding.progress, curve: identity}, {name: b, measure: onboarding.plan, values: {p: 5}}]}]
rules: [{name: r, when: onboarding.late > 1 && onboarding.stalled_days > 3 && onboarding.next == "a", add: 1}])",
       {}},
      {R"(
tiers: {levels: [{name: a}], exceptions: [{name: e, when: onboarding.status == "late" || done("a"), tier: a}, {name: f, when: done("b"), tier: a}]}
onboarding: {start: onboarding.plan, plans: [{name: p, when: onboarding.late > 1, milestones: [{name: a}]}, {name: q, when: done("a"), milestones: [{name: a}]}]}
measures: {x: {formula: 'done("a") ? 1 : 0'}}
rules: [{name: r, when: onboarding.plam == "p" && x > 1, add: 1}])",
       {"1:59: error: `onboarding.status` is used too early: it is not yet known in the tiers, "
        "only "
        "from success on",
        "1:132: error: done(…) is used too early: it is not yet known in the tiers, only from the "
        "choice of a scorecard on",
        "2:21: error: `onboarding.plan` is used too early: it is not yet known in onboarding, only "
        "from success on",
        "2:62: error: `onboarding.late` is used too early: it is not yet known in onboarding, only "
        "from success on",
        "2:130: error: done(…) is used too early: it is not yet known in onboarding, only from the "
        "choice of a scorecard on",
        "3:31: error: done(…) is used too early: it is not yet known in the measures, only from "
        "the choice of a scorecard on",
        "4:25: error: unknown name `onboarding.plam`; did you mean `onboarding.plan`?"}},
  });
}

TEST(OnboardingSectionTest, StartsAtATime) {
  const std::string plans = "plans: [{name: p, milestones: [{name: a}]}]}";
  CheckDiagnostics({
      {"onboarding: {" + plans,
       {"1:13: warning: no customer ever has a plan: `onboarding` has no `start`, and no attribute "
        "has the role `started_at`"}},
      {R"(
customer: {ended_at: gone, attributes: {gone: time, plan: text, made: time}}
onboarding: {start: gone, )" +
           plans,
       {"2:21: error: `gone` is the attribute in the role `ended_at`, which nothing may read: it "
        "knows the future"}},
      {R"(
customer: {attributes: {plan: text, made: time}}
onboarding: {start: plan, )" +
           plans,
       {"2:21: error: `start` must name a time, but `plan` is a text"}},
      {R"(
customer: {attributes: {plan: text, made: time}}
onboarding: {start: mad, )" +
           plans,
       {"2:21: error: unknown name `mad`; did you mean `made`?"}},
      // A role that is wrong is no role that is missing.
      {"customer: {started_at: made}\nonboarding: {" + plans,
       {"1:24: error: `made` is not declared under customer: attributes: (as time)"}},
  });
}

TEST(OnboardingSectionTest, ChecksPlans) {
  CheckDiagnostics({
      {"onboarding: [a]", {"1:13: error: `onboarding` must be a mapping (key: value)"}},
      {"onboarding: {plan: []}",
       {"1:14: error: `onboarding` has no key `plan`; did you mean `plans`?"}},
      {"onboarding: {plans: []}", {"1:21: error: `plans` needs at least one plan"}},
      {"onboarding: {plans: {a: b}}", {"1:21: error: `plans` must be a list, not a mapping"}},
      {R"(
onboarding:
  stalled_after: 14
  closes_after: 0d
  plans:
    - {name: p, milestones: []}
    - {name: p, when: age_days, milestones: {a: b}}
    - {when: true}
    - {name: meta, milestones: [{name: a}], wehn: true}
    - q)",
       {"2:18: error: `stalled_after` can't be `14`: a duration is digits and a unit (s, m, h, d "
        "or "
        "w), such as 28d or 1.5h",
        "3:17: error: `closes_after` must be longer than 0",
        "5:29: error: `milestones` needs at least one milestone",
        "6:14: error: another plan is called `p` too",
        "6:23: error: `when` must give true or false, but this is a number",
        "6:45: error: `milestones` must be a list, not a mapping",
        "7:7: error: a plan needs the key `name`", "7:7: error: a plan needs the key `milestones`",
        "8:14: error: nothing can be called `meta`, which stands for notes that kenko leaves alone",
        "8:45: error: a plan has no key `wehn`; did you mean `when`?",
        "9:7: error: a plan must be a mapping (key: value)"}},
  });
}

TEST(OnboardingSectionTest, ChecksMilestones) {
  CheckDiagnostics({
      {R"(
onboarding:
  start: x
  plans:
    - name: p
      milestones:
        - {name: a, done_by: "@talk", times: 0, due: -1d, weight: -1, first_value: yes}
        - {name: a, done_by: [], times: 1.5, where: age_days > 1, due: 1}
        - {name: b, times: 1000000001, where: value > 1}
        - {name: c, done_bu: x, times: 2, weight: .nan}
        - {name: d, done_by: a*b, times: "2", where: value}
        - {due: 0d, after: a}
        - e)",
       {"2:10: error: unknown name `x`",
        "6:30: error: no set `talk` under kinds:",
        "6:46: error: `times` must be a whole number from 1 to 1000000000, not 0",
        "6:54: error: `due` can't be `-1d`: a duration is digits and a unit (s, m, h, d or w), "
        "such "
        "as 28d or 1.5h",
        "6:67: error: `weight` must not be below 0",
        "6:84: error: `first_value` must be true or false, not `yes`",
        "7:18: error: another milestone of this plan is called `a` too",
        "7:30: error: `done_by` must not be an empty list",
        "7:41: error: `times` must be a whole number from 1 to 1000000000, not 1.5",
        "7:53: error: unknown name `age_days`: this expression sees only value, actor, kind and "
        "the "
        "declared attributes of one activity",
        "7:72: error: `due` can't be `1`: a duration is digits and a unit (s, m, h, d or w), such "
        "as "
        "28d or 1.5h",
        "8:11: error: a milestone with `times` needs the key `done_by`",
        "8:11: error: a milestone with `where` needs the key `done_by`",
        "8:28: error: `times` must be a whole number from 1 to 1000000000, not 1000000001",
        "9:21: error: a milestone has no key `done_bu`; did you mean `done_by`?",
        "9:51: error: `weight` must be a number, not `.nan`",
        "10:30: error: `a*b` is no kind pattern: `*` stands alone or after the last dot, as in "
        "`session.*`",
        "10:42: error: `times` must be a number, not the text `2`",
        "10:54: error: `where` must give true or false, but this is a number",
        "11:11: error: a milestone needs the key `name`",
        "11:28: error: `after` must be a list, not `a`",
        "12:11: error: a milestone must be a mapping (key: value)"}},
  });
}

TEST(OnboardingSectionTest, MilestonesComeAfterOthersOfTheirPlan) {
  const std::string head =
      "customer: {started_at: t, attributes: {t: time}}\nonboarding:\n  plans:\n";
  CheckDiagnostics({
      {head + "    - {name: p, milestones: [{name: kickoff, after: [kickof, report]}]}\n"
              "    - {name: q, milestones: [{name: report, after: [[a], kickoff]}]}",
       {"4:54: error: this plan has no milestone `kickof`; did you mean `kickoff`?",
        "4:62: error: this plan has no milestone `report`",
        "5:53: error: `after` must be a text, not a list",
        "5:58: error: this plan has no milestone `kickoff`"}},
      // One whose name is wrong may be meant.
      {head + "    - {name: p, milestones: [{name: a, after: [b]}, {nmae: b}]}",
       {"4:54: error: a milestone has no key `nmae`; did you mean `name`?"}},
      {head +
           "    - {name: p, milestones: [{name: a, after: [a]}, {name: b, after: [c]}, {name: c, "
           "after: [d, b]}, {name: d, after: [b]}, {name: e, after: [f]}, {name: f}]}\n"
           "    - {name: q, milestones: [{name: a, after: [b]}, {name: b, after: [a]}]}",
       {"4:47: error: these milestones come after each other in a circle: a → a",
        "4:70: error: these milestones come after each other in a circle: b → c → b",
        "5:47: error: these milestones come after each other in a circle: a → b → a"}},
  });
}

TEST(OnboardingSectionTest, DoneNamesAMilestoneOfSomePlan) {
  const std::string head = "customer: {started_at: t, attributes: {t: time}}\nonboarding: {plans: ";
  const auto rule = [](const std::string& when) {
    return "}\nrules: [{name: r, when: '" + when + "', add: 1}]";
  };
  CheckDiagnostics({
      {head + "[{name: p, milestones: [{name: kickoff}]}, {name: q, milestones: [{name: x y}]}]" +
           rule("done(\"x y\") && done(\"kickof\")"),
       {"3:46: error: no plan has a milestone `kickof`; did you mean `kickoff`?"}},
      {head + "[{name: p, milestones: [{name: kickoff}]}]" +
           rule("done(\"a\") > 1 && done(kickoff)"),
       {"3:31: error: no plan has a milestone `a`"}},
      {head + "[{name: p, milestones: [{name: kickoff}]}]" + rule("done(kickoff)"),
       {"3:31: error: done takes a milestone's name in quotes"}},
      {head + "[{name: p, milestones: [{name: kickoff}]}]" + rule("done(\"kickoff\") > 1"),
       {"3:42: error: > takes two numbers or two texts, not a flag and a number"}},
      {"rules: [{name: r, when: 'done(\"kickoff\")', add: 1}]",
       {"1:31: error: no plan has a milestone `kickoff`"}},
      // Where some could not be read, it may be one of these.
      {head + "[{name: p, milestones: [{nam: kickoff}]}]" + rule("done(\"kickoff\")"),
       {"2:46: error: a milestone has no key `nam`; did you mean `name`?"}},
      {head + "[{name: p, milestone: [{name: kickoff}]}]" + rule("done(\"kickoff\")"),
       {"2:32: error: a plan has no key `milestone`; did you mean `milestones`?"}},
      {head + "[p]" + rule("done(\"kickoff\")"),
       {"2:22: error: a plan must be a mapping (key: value)"}},
      {"onboarding: x\nrules: [{name: r, when: 'done(\"kickoff\")', add: 1}]",
       {"1:13: error: `onboarding` must be a mapping (key: value)"}},
  });
}

}  // namespace
}  // namespace kenko
