// What is wrong with scorecards.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

TEST(ScorecardSectionTest, HoldsSomething) {
  CheckDiagnostics({
      {"scorecards: [{name: a}, {name: b, signals: [], groups: []}, {name: c, groups: [{name: g, "
       "signals: []}, {name: h}]}, 5]",
       {"1:14: error: a scorecard needs one of `signals` or `groups`",
        "1:25: error: a scorecard must hold at least one signal or group",
        "1:80: error: a group must hold at least one signal or group",
        "1:104: error: a group needs one of `signals` or `groups`",
        "1:117: error: a scorecard must be a mapping (key: value)"}},
      {"scorecards: {name: a}", {"1:13: error: `scorecards` must be a list, not a mapping"}},
      {"scorecards: [{name: a, signals: {}}, {name: a, signal: []}]",
       {"1:33: error: `signals` must be a list, not a mapping",
        "1:45: error: another scorecard is called `a` too",
        "1:48: error: a scorecard has no key `signal`; did you mean `signals`?"}},
      {"scorecards: []", {}},
  });
}

TEST(ScorecardSectionTest, NamesAreUnique) {
  CheckDiagnostics({
      {R"(
scorecards:
  - name: s
    signals:
      - {name: a, formula: 1, curve: identity}
      - {name: g/b, formula: 1, curve: identity}
      - {name: meta, formula: 1, curve: identity}
    groups:
      - {name: a, signals: [{name: a, formula: 1, curve: identity}]}
      - {name: g, signals: [{name: b, formula: 1, curve: identity}, {name: b, formula: 1, curve: identity}]}
  - {name: s, signals: [{name: a, formula: 1, curve: identity}]})",
       {"6:16: error: nothing can be called `meta`, which stands for notes that kenko leaves "
        "alone",
        "8:16: error: another signal or group here is called `a` too",
        "9:36: error: another signal or group of this scorecard has the path `g/b` too",
        "9:76: error: another signal or group here is called `b` too",
        "10:12: error: another scorecard is called `s` too"}},
  });
}

TEST(ScorecardSectionTest, ChecksCombining) {
  CheckDiagnostics({
      {R"(
scorecards:
  - {name: a, combine: avg, signals: [{name: a, weight: 5, formula: 1, curve: [[0, -5], [1, 500]]}]}
  - {name: b, base: 1, limits: [0, 1], signals: [{name: a, formula: 1, curve: identity}]}
  - {name: c, combine: sum, base: x, limits: [-1, 50], signals: [{name: a, weight: 1, formula: 1, curve: identity}]}
  - {name: d, combine: max, limits: [3], signals: [{name: a, weight: 1, formula: 1, curve: identity}]}
  - {name: e, combine: sum, limits: [50, 10], round: 1, override: tier == "x", signals: [{name: a, formula: 1, curve: identity}]}
  - name: f
    combine: sum
    groups: [{name: g, combine: sum, limits: [-50, 500], base: -7, override: 3, missing: -5, signals: [{name: a, missing: 1000, formula: 1, curve: [[0, -5], [1, 500]]}]}]
  - {name: g, weight: 1, missing: 3, applies: true, says: x, signals: [{name: a, round: true, override: 3, combine: sum, formula: 1, curve: identity}]}
  - {name: h, combine: sum, limits: [0, 100, 5], signals: [{name: a, formula: 1, curve: identity}]})",
       {"2:24: error: `combine` must be `mean`, `min`, `max` or `sum`, not `avg`",
        "3:15: error: `base` goes only with `combine: sum`",
        "3:24: error: `limits` goes only with `combine: sum`",
        "4:35: error: `base` must be a number, not `x`",
        "4:46: error: `limits` must lie within 0 to 100; only under another `combine: sum` "
        "they may be anything",
        "4:76: error: `weight` has no meaning under `combine: sum`, which adds points",
        "5:29: error: `limits` goes only with `combine: sum`",
        "5:62: error: `weight` has no meaning under `combine: min` or `max`, which choose one",
        "6:37: error: `limits` must be [lowest, highest]",
        "6:54: error: `round` must be true or false, not `1`",
        "6:67: error: `override` must give a number, but this is true or false",
        "10:15: error: a scorecard has no key `weight`",
        "10:26: error: a scorecard has no key `missing`",
        "10:38: error: a scorecard has no key `applies`",
        "10:53: error: a scorecard has no key `says`", "10:82: error: a signal has no key `round`",
        "10:95: error: a signal has no key `override`",
        "10:108: error: a signal has no key `combine`",
        "11:37: error: `limits` must be a list of two numbers, not of 3"}},
  });
}

TEST(ScorecardSectionTest, ChecksWeightsAndMissing) {
  CheckDiagnostics({
      {R"(
scorecards:
  - name: s
    signals:
      - {name: a, weight: -1, missing: 101, formula: 1, curve: identity}
      - {name: b, weight: much, missing: skipp, formula: 1, curve: identity}
      - {name: c, weight: 1, missing: -0.5, applies: 1, formula: 1, curve: identity}
      - {name: d, missing: "50", says: [], formula: 1, curve: identity}
      - {name: e, missing: fail, applies: score > 1, formula: 1, curve: identity})",
       {"4:27: error: `weight` must not be below 0",
        "4:40: error: a subscore that stands in must be from 0 to 100, not 101",
        "5:27: error: `weight` must be a number, not `much`",
        "5:42: error: `missing` must be `skip`, `fail` or a number, not `skipp`",
        "6:39: error: a subscore that stands in must be from 0 to 100, not -0.5",
        "6:54: error: `applies` must give true or false, but this is a number",
        "7:28: error: `missing` must be `skip`, `fail` or a number, not the text `50`",
        "7:40: error: `says` must be a text, not a list",
        "8:43: error: `score` is used too early: it is not yet known in the scorecard's "
        "signals and groups, only from the rules on"}},
  });
}

TEST(ScorecardSectionTest, SignalsLookAtOneThing) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {plan: text, strategic: flag, signed: time}}
scorecards:
  - name: s
    signals:
      - {name: a, curve: identity}
      - {name: b, measure: value, formula: value, curve: identity}
      - {name: c, measure: strategic, curve: identity}
      - {name: d, measure: signed, curve: identity}
      - {name: e, measure: [value], curve: identity}
      - {name: f, measure: vlaue, curve: identity}
      - {name: g, formula: strategic, curve: identity}
      - {name: h, measure: score, curve: identity}
      - {name: i, true_if: plan, points: [0, 1, 2]}
      - {name: j, true_if: strategic, points: [-1, 101], values: {}, outside: skip}
      - {name: k, measure: value, points: [0, 1], curve: identity}
      - {name: l, points: [0, 1]})",
       {"5:9: error: a signal needs one of `measure`, `formula` or `true_if`",
        "6:35: error: a signal can't have `formula` beside `measure`: it takes only one of "
        "these",
        "7:28: error: `measure` must name a number or a text, but `strategic` is a flag; "
        "write true_if: strategic",
        "8:28: error: `measure` must name a number or a text, but `signed` is a time; write "
        "formula: days_since(signed)",
        "9:28: error: `measure` must be a text, not a list",
        "10:28: error: unknown name `vlaue`; did you mean `value`?",
        "11:28: error: `formula` must give a number or a text, but this is true or false",
        "12:28: error: `score` is used too early: it is not yet known in the scorecard's "
        "signals and groups, only from the rules on",
        "13:28: error: `true_if` must give true or false, but this is a text",
        "13:42: error: `points` must be a list of two numbers, not of 3",
        "14:48: error: a subscore must be from 0 to 100, not -1; only under `combine: sum` "
        "it may be anything",
        "14:52: error: a subscore must be from 0 to 100, not 101; only under `combine: sum` "
        "it may be anything",
        "14:58: error: `values` does not go with `true_if`, which takes `points`",
        "14:70: error: `outside` does not go with `true_if`, which takes `points`",
        "15:35: error: `points` goes only with `true_if`",
        "16:9: error: a signal needs one of `measure`, `formula` or `true_if`"}},
  });
}

TEST(ScorecardSectionTest, ShapesFitWhatTheyShape) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {plan: text}}
scorecards:
  - name: s
    signals:
      - {name: a, measure: plan, curve: identity}
      - {name: b, measure: value, values: {a: 1}}
      - {name: c, formula: "plan == 'x' ? 'a' : 'b'", ranges: [{y: 1}]}
      - {name: d, measure: plan}
      - {name: e, measure: plan, values: {}, curve: identity}
      - {name: f, measure: tier, values: {high: 5, "*": 101}}
      - {name: g, measure: nothing, curve: identity})",
       {"5:34: error: `curve` takes a number, but this is a text; use `values`",
        "6:35: error: `values` takes a text, but this is a number; use `curve` or `ranges`",
        "7:55: error: `ranges` takes a number, but this is a text; use `values`",
        "8:9: error: a signal needs one of `curve`, `ranges`, `values` or `cases`",
        "9:46: error: a signal can't have `curve` beside `values`: it takes only one of these",
        "10:57: error: a subscore must be from 0 to 100, not 101; only under `combine: sum` "
        "it may be anything",
        "11:28: error: unknown name `nothing`"}},
  });
}

TEST(ScorecardSectionTest, Curves) {
  CheckDiagnostics({
      {R"(
scorecards:
  - name: s
    signals:
      - {name: a, formula: 1, curve: [[0, 0]]}
      - {name: b, formula: 1, curve: [[0, 0], [0, 1], [-1, 2]]}
      - {name: c, formula: 1, curve: [[0, -1], [1, 101]]}
      - {name: d, formula: 1, curve: [[0], [1, 2, 3], 4, [x, "5"]]}
      - {name: e, formula: 1, curve: identiy}
      - {name: f, formula: 1, curve: identity, outside: skip}
      - {name: g, formula: 1, curve: [[0, 0], [1, 1]], outside: clamp}
      - {name: h, formula: 1, curve: {a: b}}
      - {name: i, formula: 1, curve: [[0, 0], [1, .inf]]})",
       {"4:38: error: a curve needs at least two points [x, y]",
        "5:47: error: the x of a curve's points must rise: 0 does not lie above 0",
        "5:55: error: the x of a curve's points must rise: -1 does not lie above 0",
        "6:43: error: a subscore must be from 0 to 100, not -1; only under `combine: sum` it "
        "may be anything",
        "6:52: error: a subscore must be from 0 to 100, not 101; only under `combine: sum` "
        "it may be anything",
        "7:39: error: `curve` must be a list of two numbers, not of 1",
        "7:44: error: `curve` must be a list of two numbers, not of 3",
        "7:55: error: `curve` must be a list of two numbers, not `4`",
        "7:59: error: `curve` must be a number, not `x`",
        "7:62: error: `curve` must be a number, not the text `5`",
        "8:38: error: `curve` must be a list of points [x, y] or identity, not `identiy`",
        "9:48: error: `outside` goes only with a curve of points",
        "10:65: error: `outside` can only be `skip`, not `clamp`",
        "11:38: error: `curve` must be a list of points [x, y] or identity, not a mapping",
        "12:51: error: `curve` must be a number, not `.inf`"}},
  });
}

TEST(ScorecardSectionTest, Ranges) {
  CheckDiagnostics({
      {R"(
scorecards:
  - name: s
    signals:
      - {name: a, formula: 1, ranges: []}
      - {name: b, formula: 1, ranges: [{below: 1, y: 1}]}
      - {name: c, formula: 1, ranges: [{y: 1}, {y: 2}]}
      - {name: d, formula: 1, ranges: [{below: 1, y: 1}, {up_to: 1, y: 2}, {up_to: 0, y: 3}, {y: 4}]}
      - {name: e, formula: 1, ranges: [{below: 1, up_to: 1, y: 1}, {y: 200}]}
      - {name: f, formula: 1, ranges: [{below: 1}, {upto: 2, y: 5}, {y: x}], outside: skip}
      - {name: g, formula: 1, ranges: {below: 1}})",
       {"4:39: error: `ranges` needs at least one range",
        "5:41: error: the last range has no bound: it takes all that is left",
        "6:40: error: a range needs one of `below` or `up_to`",
        "7:66: error: the bounds of ranges must rise: 1 does not lie above 1",
        "7:84: error: the bounds of ranges must rise: 0 does not lie above 1",
        "8:51: error: a range can't have `up_to` beside `below`: it takes only one of these",
        "8:72: error: a subscore must be from 0 to 100, not 200; only under `combine: sum` "
        "it may be anything",
        "9:40: error: a range needs the key `y`",
        "9:53: error: a range has no key `upto`; did you mean `up_to`?",
        "9:73: error: `y` must be a number, not `x`",
        "9:78: error: `outside` goes only with `curve`",
        "10:39: error: `ranges` must be a list, not a mapping"}},
  });
}

TEST(ScorecardSectionTest, Values) {
  CheckDiagnostics({
      {R"(
scorecards:
  - name: s
    signals:
      - {name: a, measure: tier, values: {}}
      - {name: b, measure: tier, values: [a]}
      - {name: c, measure: tier, values: {a: x, b: 101, c: 5, c: 6}, outside: skip}
      - {name: d, measure: tier, values: {meta: 5}}
      - {name: e, measure: tier, values: {no: 5, on: 6, "": 7}})",
       {"4:42: error: `values` needs at least one text and its subscore",
        "5:42: error: `values` must be a mapping, not a list",
        "6:46: error: `a` must be a number, not `x`",
        "6:52: error: a subscore must be from 0 to 100, not 101; only under `combine: sum` "
        "it may be anything",
        "6:63: error: the key `c` stands here a second time; the first is on line 6",
        "6:70: error: `outside` goes only with `curve`",
        "7:42: error: `values` needs at least one text and its subscore"}},
  });
}

TEST(ScorecardSectionTest, Cases) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {plan: text}}
scorecards:
  - name: s
    signals:
      - {name: a, measure: value, cases: []}
      - {name: b, measure: value, cases: [{when: plan, curve: identity}, {ranges: [{y: 3}], curve: identity}, {when: true}]}
      - {name: c, measure: value, cases: [{values: {a: 1}}, {true_if: plan == "x"}]}
      - {name: d, measure: value, outside: skip, cases: [{curve: [[0, 0], [1, 5]], outside: skip}]}
      - {name: e, measure: value, cases: {curve: identity}}
      - {name: f, true_if: true, cases: [{curve: identity}]})",
       {"5:42: error: `cases` needs at least one case",
        "6:50: error: `when` must give true or false, but this is a text",
        "6:93: error: a case can't have `curve` beside `ranges`: it takes only one of these",
        "6:111: error: a case needs one of `curve`, `ranges` or `values`",
        "7:44: error: `values` takes a text, but this is a number; use `curve` or `ranges`",
        "7:61: error: a case needs one of `curve`, `ranges` or `values`",
        "7:62: error: a case has no key `true_if`",
        "8:35: error: `outside` goes into a case, beside its `curve`",
        "9:42: error: `cases` must be a list, not a mapping",
        "10:34: error: `cases` does not go with `true_if`, which takes `points`"}},
  });
}

// Each expression sees what is decided before it.
TEST(ScorecardSectionTest, StepsOfNames) {
  CheckDiagnostics({
      {R"(
scorecards:
  - name: s
    when: scorecard == "x"
    override: coverage
    signals: [{name: a, formula: worst + best, curve: identity}, {name: b, formula: subscore("a"), curve: identity}, {name: c, measure: scorecard, values: {s: 5}}]
rules: [{name: r, when: band == "GOOD", add: trend}, {name: q, when: raw_band == "x" || days_in_band > 1, cap: priority}, {name: p, when: direction == previous_band, cap: 3}])",
       {"3:11: error: `scorecard` is used too early: it is not yet known in the choice of a "
        "scorecard, only from the scorecard's signals and groups on",
        "4:15: error: `coverage` is used too early: it is not yet known in the scorecard's "
        "signals and groups, only from the rules on",
        "5:34: error: `worst` is used too early: it is not yet known in the scorecard's "
        "signals and groups, only from the rules on",
        "5:94: error: subscore(…) is used too early: it is not yet known in the "
        "scorecard's signals and groups, only from the rules on",
        "6:25: error: `band` is used too early: it is not yet known in the rules, only from "
        "the priority on",
        "6:46: error: `trend` is used too early: it is not yet known in the rules, only from "
        "the priority on",
        "6:70: error: `raw_band` is used too early: it is not yet known in the rules, only "
        "from the priority on",
        "6:112: error: `priority` is used too early: it is not yet known in the rules, only "
        "from the plays on",
        "6:139: error: `direction` is used too early: it is not yet known in the rules, only "
        "from the priority on"}},
  });
}

}  // namespace
}  // namespace kenko
