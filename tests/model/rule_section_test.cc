// What is wrong with rules.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

TEST(RuleSectionTest, HaveANameAConditionAndOneEffect) {
  CheckDiagnostics({
      {"rules: [{when: true}, {name: a, add: 1}, {name: a, when: 1, add: 1, cap: 2}, {name: b, "
       "when: true, ad: 1}, 5]",
       {"1:9: error: a rule needs the key `name`",
        "1:9: error: a rule needs one of `add`, `cap`, `floor`, `score` or `band`",
        "1:23: error: a rule needs the key `when`", "1:49: error: another rule is called `a` too",
        "1:58: error: `when` must give true or false, but this is a number",
        "1:69: error: a rule can't have `cap` beside `add`: it takes only one of these",
        "1:100: error: a rule has no key `ad`; did you mean `add`?",
        "1:108: error: a rule must be a mapping (key: value)"}},
      {"rules: {a: b}", {"1:8: error: `rules` must be a list, not a mapping"}},
      {"rules:", {"1:1: error: `rules` must be a list, not empty"}},
  });
}

TEST(RuleSectionTest, ChecksEffects) {
  CheckDiagnostics({
      {R"(
rules:
  - {name: a, when: true, add: true}
  - {name: b, when: true, cap: [30]}
  - {name: c, when: true, band: GODO}
  - {name: d, when: true, band: GOOD, decides: yes, says: {}}
  - {name: e, when: true, score: nothing}
  - {name: f, when: true, floor: .inf}
  - {name: g, when: true, floor: }
  - {name: h, when: true, add: +5, decides: True}
  - {name: i, when: true, add: 0x1F}
  - {name: j, when: true, add: 1e3}
  - {name: k, when: true, add: "score - 5"})",
       {"2:32: error: `add` must give a number, but this is true or false",
        "3:32: error: `cap` must be an expression (in quotes if it begins with `[`, `{` or "
        "`!`), not a list",
        "4:33: error: no band is called `GODO`; did you mean `GOOD`?",
        "5:48: error: `decides` must be true or false, not `yes`",
        "5:59: error: `says` must be a text, not a mapping", "6:34: error: unknown name `nothing`",
        "7:34: error: expected a value, found `.`",
        "8:27: error: `floor` must be an expression (in quotes if it begins with `[`, `{` or "
        "`!`), not empty"}},
  });
}

// Two scorecards may have rules of the same name.
TEST(RuleSectionTest, NamesAreUniqueInEachListAndAgainstTheTop) {
  CheckDiagnostics({
      {R"(
scorecards:
  - {name: s, signals: [{name: a, formula: 1, curve: identity}], rules: [{name: r, when: true, add: 1}]}
  - {name: t, signals: [{name: a, formula: 1, curve: identity}], rules: [{name: r, when: true, add: 1}, {name: q, when: true, add: 1}, {name: q, when: true, add: 1}]}
rules: [{name: r, when: true, add: 1}])",
       {"3:143: error: another rule is called `q` too",
        "4:16: error: a rule of the scorecard `s` is called `r` too"}},
  });
}

TEST(RuleSectionTest, SubscoresAreOfSomeScorecard) {
  CheckDiagnostics({
      {R"(
scorecards:
  - {name: s, signals: [{name: a, formula: 1, curve: identity}], rules: [{name: q, when: subscore("g/b") > 1, add: 1}]}
  - {name: t, groups: [{name: g, signals: [{name: b, formula: 1, curve: identity}]}]}
rules: [{name: r, when: subscore("g") > subscore("g/c"), add: 1}])",
       {"4:50: error: no scorecard has a signal or group `g/c`; did you mean `g/b`?"}},
      {R"(
scorecards: [{name: s, signals: [{nam: a, formula: 1, curve: identity}]}]
rules: [{name: r, when: subscore("b") > 1, add: 1}])",
       {"1:35: error: a signal has no key `nam`; did you mean `name`?"}},
  });
}

TEST(RuleSectionTest, BandsThatAreWrongAreNotUnknownToo) {
  CheckDiagnostics({
      {R"(
bands: [{name: A, from: 5}, {nmae: B}]
rules: [{name: r, when: true, band: B}])",
       {"1:30: error: a band has no key `nmae`; did you mean `name`?"}},
      {R"(
bands: x
rules: [{name: r, when: true, band: B}])",
       {"1:8: error: `bands` must be a list, not `x`"}},
  });
}

}  // namespace
}  // namespace kenko
