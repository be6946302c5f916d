// What is wrong with tiers, bands and the trend.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

TEST(TierBandTest, TiersHaveFallingEdges) {
  CheckDiagnostics({
      {"tiers: {levels: []}", {"1:17: error: `levels` needs at least one level"}},
      {"tiers: {}", {"1:8: error: `tiers` needs the key `levels`"}},
      {"tiers: {levels: {a: 1}}", {"1:17: error: `levels` must be a list, not a mapping"}},
      {"tiers: {levels: [{name: a, from: 1}, {name: b, from: 1}, {name: a, from: 0.5}, {name: c, "
       "from: 0}]}",
       {"1:54: error: edges must fall from tier to tier (best first): 1 is not below 1",
        "1:65: error: another tier is called `a` too",
        "1:90: error: the last tier has no edge: it takes all that is left"}},
      {"tiers: {levels: [{name: a}, {from: x, name: b}, {nam: c}]}",
       {"1:18: error: a tier needs the key `from`", "1:36: error: `from` must be a number, not `x`",
        "1:50: error: a tier has no key `nam`; did you mean `name`?"}},
      {"tiers: [a]", {"1:8: error: `tiers` must be a mapping (key: value)"}},
  });
}

TEST(TierBandTest, TiersGoByANumberKnownByThen) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {plan: text, seats: number}}
measures: {m: {count: x}}
tiers: {by: m, levels: [{name: a}]})",
       {}},
      {R"(
customer: {attributes: {plan: text, seats: number}}
tiers: {by: plan, levels: [{name: a}]})",
       {"2:13: error: `by` must name a number, but `plan` is a text"}},
      {R"(
customer: {attributes: {seats: number}}
tiers: {by: seat, levels: [{name: a}]})",
       {"2:13: error: unknown name `seat`; did you mean `seats`?"}},
      {"tiers: {by: score, levels: [{name: a}]}",
       {"1:13: error: `score` is used too early: it is not yet known in the tiers, only from "
        "the rules on"}},
  });
}

TEST(TierBandTest, TierExceptions) {
  CheckDiagnostics({
      {R"(
tiers:
  levels: [{name: high, from: 1}, {name: low}]
  exceptions:
    - {name: a, when: true, tier: hihg}
    - {name: a, when: value > 1, tier: low, at_most: low}
    - {when: value}
    - {name: c, at_least: low, when: tier == "low"}
    - x)",
       {"4:35: error: no tier is called `hihg`; did you mean `high`?",
        "5:14: error: another exception is called `a` too",
        "5:45: error: a tier's exception can't have `at_most` beside `tier`: it takes only "
        "one of these",
        "6:7: error: a tier's exception needs the key `name`",
        "6:7: error: a tier's exception needs one of `tier`, `at_least` or `at_most`",
        "6:14: error: `when` must give true or false, but this is a number",
        "7:38: error: `tier` is used too early: it is not yet known in the tiers, only from "
        "onboarding on",
        "8:7: error: a tier's exception must be a mapping (key: value)"}},
      {"tiers: {levels: [{name: a, from: 1}, {nme: b}], exceptions: [{name: e, when: true, tier: "
       "b}]}",
       {"1:39: error: a tier has no key `nme`; did you mean `name`?"}},
      {"tiers: {levels: x, exceptions: {a: b}}",
       {"1:17: error: `levels` must be a list, not `x`",
        "1:32: error: `exceptions` must be a list, not a mapping"}},
  });
}

TEST(TierBandTest, BandsHaveFallingEdges) {
  CheckDiagnostics({
      {"bands: []", {"1:8: error: `bands` needs at least one band"}},
      {"bands: {GOOD: 70}", {"1:8: error: `bands` must be a list, not a mapping"}},
      {"bands: [{name: A, from: 70}, {name: B, above: 70}, {name: C, above: 80}, {name: D}]",
       {"1:47: error: edges must fall from band to band (best first): 70 is not below 70",
        "1:69: error: edges must fall from band to band (best first): 80 is not below 70"}},
      {"bands: [{name: A, from: 70, above: 60}, {name: UNKNOWN}]",
       {"1:29: error: a band can't have `above` beside `from`: it takes only one of these",
        "1:48: error: no band can be called `UNKNOWN`, which is the band of a customer "
        "without a score"}},
      {"bands: [{name: A}, {name: A, from: 1}]",
       {"1:9: error: a band needs one of `from` or `above`",
        "1:27: error: another band is called `A` too",
        "1:30: error: the last band has no edge: it takes all that is left"}},
      {"bands: [{from: 50}, {name: B, fron: 3}, {name: C, says: x}]",
       {"1:9: error: a band needs the key `name`",
        "1:31: error: a band has no key `fron`; did you mean `from`?",
        "1:51: error: a band has no key `says`"}},
  });
}

TEST(TierBandTest, Trend) {
  CheckDiagnostics({
      {"trend: {over: 28, steady_within: -1}",
       {"1:15: error: `over` can't be `28`: a duration is digits and a unit (s, m, h, d or "
        "w), such as 28d or 1.5h",
        "1:34: error: `steady_within` must not be below 0"}},
      {"trend: 28d", {"1:8: error: `trend` must be a mapping (key: value)"}},
      {"trend: {over: 28d, steady: 5}", {"1:20: error: `trend` has no key `steady`"}},
  });
}

}  // namespace
}  // namespace kenko
