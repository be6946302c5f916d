// What is legal but surely a mistake.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

TEST(ModelWarningsTest, WeightsThatLookLikePercentages) {
  CheckDiagnostics({
      {"scorecards: [{name: s, signals: [{name: a, weight: 50, formula: 1, curve: identity}, "
       "{name: b, weight: 45, formula: 1, curve: identity}]}]",
       {"1:52: warning: these weights look like percentages, but they add up to 95, not 100"}},
      {"scorecards: [{name: s, signals: [{name: a, weight: 60, formula: 1, curve: identity}], "
       "groups: [{name: b, weight: 50, signals: [{name: c, formula: 1, curve: identity}]}]}]",
       {"1:52: warning: these weights look like percentages, but they add up to 110, not 100"}},
      {"scorecards: [{name: s, signals: [{name: a, weight: 50, formula: 1, curve: identity}, "
       "{name: b, weight: 50, formula: 1, curve: identity}, {name: c, formula: 1, curve: "
       "identity}]}]",
       {}},
      {"scorecards: [{name: s, signals: [{name: a, weight: 89.9, formula: 1, curve: identity}]}, "
       "{name: t, signals: [{name: a, weight: 80, formula: 1, curve: identity}, {name: b, weight: "
       "31, formula: 1, curve: identity}]}]",
       {}},
      {"scorecards: [{name: s, signals: [{name: a, weight: 33.3, formula: 1, curve: identity}, "
       "{name: b, weight: 33.3, formula: 1, curve: identity}, {name: c, weight: 33.3, formula: 1, "
       "curve: identity}]}]",
       {"1:52: warning: these weights look like percentages, but they add up to 99.9, not 100"}},
  });
}

TEST(ModelWarningsTest, MeasuresThatNothingUses) {
  CheckDiagnostics({
      {R"(
measures: {a: {count: x}, b: {count: x}, c: {change: a, over: 1d}, d: {formula: b + 1}, e: {count: x}, f: {count: x}, g: {count: x}}
tiers: {by: e, levels: [{name: x}]}
scorecards: [{name: s, signals: [{name: f, measure: f, curve: identity}]}]
rules: [{name: r, when: g > 1, add: 1}])",
       {"1:42: warning: nothing uses the measure `c`",
        "1:68: warning: nothing uses the measure `d`"}},
      {R"(
measures: {a: {count: x}, b: {count: x}, c: {count: x}, d: {count: x}, e: {count: x}, f: {count: x}, g: {count: x}}
tiers: {levels: [{name: l}], rank_by: a}
success: [{name: s, measure: b, target: c}]
priority: d
plays: [{name: p, when: e > 1, done_by: x, quiet: 1d}]
customer: {started_at: t, attributes: {t: time}}
onboarding: {plans: [{name: q, when: f > 1, milestones: [{name: m, done_by: x}]}]})",
       {"1:102: warning: nothing uses the measure `g`"}},
      {R"(
measures: {a: {count: x}}
rules: [{name: r, when: b > 1, add: 1}])",
       {"2:25: error: unknown name `b`"}},
  });
}

TEST(ModelWarningsTest, FlatCurvesAndRanges) {
  CheckDiagnostics({
      {R"(
scorecards:
  - name: s
    signals:
      - {name: a, formula: 1, curve: [[0, 5], [1, 5]]}
      - {name: b, formula: 1, curve: [[0, 5], [1, 6], [2, 5]]}
      - {name: c, formula: 1, ranges: [{below: 1, y: 5}, {below: 2, y: 5}, {y: 6}]}
      - {name: d, formula: 1, cases: [{ranges: [{below: 1, y: 5}, {below: 2, y: 6}, {y: 6}]}]})",
       {"4:38: warning: this curve is flat: it gives the same subscore for any value",
        "6:58: warning: this range gives the same subscore as the one before it; they could "
        "be one",
        "7:85: warning: this range gives the same subscore as the one before it; they could "
        "be one"}},
  });
}

TEST(ModelWarningsTest, BandsOutOfReach) {
  CheckDiagnostics({
      {"bands: [{name: A, from: 101}, {name: B, above: 100}, {name: C, from: 99}, {name: D, from: "
       "0}, {name: E}]",
       {"1:9: warning: no score can reach the band `A`: scores are from 0 to 100",
        "1:31: warning: no score can reach the band `B`: scores are from 0 to 100",
        "1:95: warning: no score can reach the band `E`: scores are from 0 to 100"}},
      {"bands: [{name: A, above: 0}, {name: B, from: -1}, {name: C}]",
       {"1:51: warning: no score can reach the band `C`: scores are from 0 to 100"}},
      {R"(
bands: [{name: A, from: 101}, {name: B, from: 0}, {name: C}]
rules: [{name: r, when: age_days > 1, band: A}, {name: q, when: true, band: C}])",
       {}},
  });
}

TEST(ModelWarningsTest, SignalsOfWeightZero) {
  CheckDiagnostics({
      {"scorecards: [{name: s, signals: [{name: a, weight: 0, formula: 1, curve: identity}, {name: "
       "b, formula: 1, curve: identity}], groups: [{name: g, weight: 0, signals: [{name: c, "
       "formula: 1, curve: identity}]}]}]",
       {"1:52: warning: a signal of weight 0 has no part in the score"}},
  });
}

TEST(ModelWarningsTest, RecencyAndDistinctOverEveryKind) {
  CheckDiagnostics({
      {R"(
kinds: {all: [x, "*"]}
measures:
  a: {days_since_last: "*"}
  b: {distinct: actor, of: ["*"]}
  c: {distinct: kind, of: "@all", window: 28d}
  d: {count: "*"}
  e: {days_since_last: "*", except: invoice.*}
  f: {distinct: actor, of: "*", where: actor != "us"}
  g: {days_since_last: "a.*"}
  h: {active_days: "*"}
scorecards: [{name: s, signals: [{name: a, measure: {days_since_last: "*"}, curve: identity}]}]
rules: [{name: r, when: a + b + c + d + e + f + g + h > 1, add: 1}])",
       {"3:7: warning: `days_since_last` over `*` counts the company's own doings too; name "
        "the kinds that the customer does",
        "4:7: warning: `distinct` over `*` counts the company's own doings too; name the "
        "kinds that the customer does",
        "5:7: warning: `distinct` over `*` counts the company's own doings too; name the "
        "kinds that the customer does",
        "11:54: warning: `days_since_last` over `*` counts the company's own doings too; "
        "name the kinds that the customer does"}},
  });
}

}  // namespace
}  // namespace kenko
