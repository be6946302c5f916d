// What is wrong with measures and named kinds.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

TEST(MeasureSectionTest, ReadsKindPatterns) {
  CheckDiagnostics({
      {R"(
kinds: {a: "@b", b: [x.*, "y*", ""], c: [], d: {e: f}, e: , "": x}
measures: {m: {count: ["@a", "@b"]}}
rules: [{name: r, when: m > 1, add: 1}])",
       {"1:12: error: a set of kinds can't hold another set (`@b`)",
        "1:27: error: `y*` is no kind pattern: `*` stands alone or after the last dot, as in "
        "`session.*`",
        "1:33: error: `b` must not be empty", "1:41: error: `c` must not be an empty list",
        "1:48: error: `d` must be a kind or a list of kinds, not a mapping",
        "1:56: error: `e` must be a text, not empty",
        "1:61: error: a set's name must not be empty"}},
      {R"(
kinds: {usage: [session.*]}
measures: {m: {count: "@usge"}, n: {count: "@usage", except: ["@x", "*.y"]}, o: {count: [[a]]}}
rules: [{name: r, when: m + n + o > 1, add: 1}])",
       {"2:23: error: no set `usge` under kinds:; did you mean `usage`?",
        "2:63: error: no set `x` under kinds:",
        "2:69: error: `*.y` is no kind pattern: `*` stands alone or after the last dot, as "
        "in `session.*`",
        "2:90: error: `count` must be a text, not a list"}},
      {R"(
kinds: [a]
measures: {m: {count: "@a"}}
rules: [{name: r, when: m > 1, add: 1}])",
       {"1:8: error: `kinds` must be a mapping, not a list"}},
  });
}

// Of measure: and names the one that a mistyped key stands for.
TEST(MeasureSectionTest, TakesOneKind) {
  CheckDiagnostics({
      {R"(
measures: {a: {cuont: x}, b: {}, c: {window: 28d}, d: {count: x, sum: x}, e: 5, f: [count]}
rules: [{name: r, when: a + b + c + d + e + f > 1, add: 1}])",
       {"1:16: error: measure `a` has no key `cuont`; did you mean `count`?",
        "1:30: error: measure `b` needs one of `count`, `sum`, `mean`, `min`, `max`, `last`, "
        "`distinct`, `active_days`, `days_since_last`, `days_since_first`, `days_since`, "
        "`days_until`, `formula`, `change` or `difference`",
        "1:37: error: measure `c` needs one of `count`, `sum`, `mean`, `min`, `max`, `last`, "
        "`distinct`, `active_days`, `days_since_last`, `days_since_first`, `days_since`, "
        "`days_until`, `formula`, `change` or `difference`",
        "1:66: error: measure `d` can't have `sum` beside `count`: it takes only one of these",
        "1:78: error: measure `e` must be a mapping (key: value)",
        "1:84: error: measure `f` must be a mapping (key: value)"}},
  });
}

TEST(MeasureSectionTest, RefusesKeysOfOtherMeasures) {
  CheckDiagnostics({
      {R"(
measures:
  a: {count: x, of: y, over: 1d, base_at_least: 1}
  b: {formula: 1, window: 1d, except: x, where: y, decay: z, of: x}
  c: {difference: a, over: 1d, base_at_least: 1, window: 1d}
  d: {mean: x, decay: {linear: 1d}}
  e: {distinct: actor}
  f: {distinct: session.*, of: x, windw: 1d}
  g: {change: a}
rules: [{name: r, when: a + b + c + d + e + f + g > 1, add: 1}])",
       {"2:17: error: `of` goes only with `distinct`; here `count` itself names the "
        "activities",
        "2:24: error: `over` goes only with `change` and `difference`, not with `count`",
        "2:34: error: `base_at_least` goes only with `change`, not with `count`",
        "3:19: error: `window` goes only with measures that look at activities, not with "
        "`formula`",
        "3:31: error: `except` goes only with measures that look at activities, not with "
        "`formula`",
        "3:42: error: `where` goes only with measures that look at activities, not with "
        "`formula`",
        "3:52: error: `decay` goes only with measures that look at activities, not with "
        "`formula`",
        "3:62: error: `of` goes only with measures that look at activities, not with "
        "`formula`",
        "4:32: error: `base_at_least` goes only with `change`",
        "4:50: error: `window` goes only with measures that look at activities, not with "
        "`difference`",
        "5:16: error: `decay` goes only with `count` and `sum`",
        "6:6: error: measure `e` needs the key `of`",
        "7:17: error: `distinct` must be `actor` or `kind`, not `session.*`; the activities "
        "go under `of`",
        "7:35: error: measure `f` has no key `windw`; did you mean `window`?",
        "8:6: error: measure `g` needs the key `over`"}},
  });
}

TEST(MeasureSectionTest, ChecksOptions) {
  CheckDiagnostics({
      {R"(
measures:
  a: {count: x, window: 0d, needs_history: 0d}
  b: {count: x, decay: {half_life: 1d, linear: 1d}}
  c: {count: x, decay: {half_life: 0d}}
  d: {count: x, decay: 5d}
  e: {count: x, where: valu > 1}
  f: {count: x, where: value}
  g: {count: x, where: days_since(at) > 1}
  h: {change: a, over: 0d, base_at_least: few}
  i: {count: x, needs_history: -1d}
rules: [{name: r, when: a + b + c + d + e + f + g + h + i > 1, add: 1}])",
       {"2:25: error: `window` must be longer than 0",
        "3:40: error: `decay` can't have `linear` beside `half_life`: it takes only one of "
        "these",
        "4:36: error: `half_life` must be longer than 0",
        "5:24: error: `decay` must be a mapping (key: value)",
        "6:24: error: unknown name `valu`: this expression sees only value, actor, kind and "
        "the declared attributes of one activity; did you mean `value`?",
        "7:24: error: `where` must give true or false, but this is a number",
        "8:35: error: unknown name `at`: this expression sees only value, actor, kind and "
        "the declared attributes of one activity",
        "9:24: error: `over` must be longer than 0",
        "9:43: error: `base_at_least` must be a number, not `few`",
        "10:32: error: `needs_history` can't be `-1d`: a duration is digits and a unit (s, "
        "m, h, d or w), such as 28d or 1.5h"}},
  });
}

TEST(MeasureSectionTest, LooksAtTimesByAttributes) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {signed: time, mrr: number}}
measures: {a: {days_since: signde}, b: {days_until: mrr}, c: {days_since: age_days}, d: {days_since: signed, window: 1d}}
rules: [{name: r, when: a + b + c + d > 1, add: 1}])",
       {"2:28: error: unknown name `signde`; did you mean `signed`?",
        "2:53: error: `days_until` must name a time, but `mrr` is a number",
        "2:75: error: `days_since` must name a time, but `age_days` is a number",
        "2:110: error: `window` goes only with measures that look at activities, not with "
        "`days_since`"}},
  });
}

TEST(MeasureSectionTest, ComparesMeasuresOnly) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {mrr: number}}
measures: {a: {change: mrr, over: 1d}, b: {difference: mesure, over: 1d}, c: {change: tier, over: 1d}, measure: {count: x}}
rules: [{name: r, when: a + b + c > 1, add: 1}])",
       {"2:24: error: `change` takes a measure, which `mrr` is not; {formula: mrr} would "
        "make it one",
        "2:56: error: unknown name `mesure`; did you mean `measure`?",
        "2:87: error: `change` takes a measure, which `tier` is not; {formula: tier} would "
        "make it one"}},
  });
}

// With the place of the error within the text, where the file holds it as it is.
TEST(MeasureSectionTest, ChecksFormulas) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {plan: text}}
measures:
  a: {formula: plan == "x"}
  b: {formula: 1 + nothing}
  c: {formula: "1 + nothing"}
  d: {formula: '1 + nothing'}
  e: {formula: "1 \u002B nothing"}
  f:
    formula: 1 +
      nothing
  g: {formula: [1]}
  h: {formula: ""}
  i: {formula: 'tier == "x" ? 1 : 0'}
  j: {formula: subscore("x")}
  é: {formula: é + nothing}
rules: [{name: r, when: a + b + c + d + e + f + g + h + i + j + é > 1, add: 1}])",
       {"3:16: error: `formula` must give a number, but this is true or false",
        "4:20: error: unknown name `nothing`", "5:21: error: unknown name `nothing`",
        "6:21: error: unknown name `nothing`", "7:16: error: unknown name `nothing`",
        "9:14: error: unknown name `nothing`",
        "11:16: error: `formula` must be an expression (in quotes if it begins with `[`, `{` "
        "or `!`), not a list",
        "12:16: error: expected a value, found the end",
        "13:17: error: `tier` is used too early: it is not yet known in the measures, only "
        "from onboarding on",
        "14:25: error: subscore(…) is used too early: it is not yet known in the measures, "
        "only from the rules on",
        "15:20: error: unknown name `nothing`"}},
  });
}

TEST(MeasureSectionTest, RefusesNamesOfFactsAndAttributes) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {mrr: number}}
measures: {mrr: {count: x}, band: {count: x}, onboarding.days: {count: x}, "": {count: x}, meta: 5, a-b: {count: x}}
scorecards: [{name: s, signals: [{name: a, measure: a-b, curve: identity}]}])",
       {"2:12: error: a measure can't be called `mrr`: an attribute is",
        "2:29: error: a measure can't be called `band`: a fact is",
        "2:47: error: a measure can't be called `onboarding.days`: a fact is",
        "2:76: error: a measure's name must not be empty"}},
  });
}

// Each once.
TEST(MeasureSectionTest, FindsCircles) {
  CheckDiagnostics({
      {R"(
measures:
  a: {formula: b + 1}
  b: {formula: c + a}
  c: {change: a, over: 28d}
  d: {difference: d, over: 1d}
  e: {formula: f + c}
  f: {count: x}
rules: [{name: r, when: d + e > 1, add: 1}])",
       {"2:3: error: these measures use each other in a circle: a → b → a",
        "5:3: error: these measures use each other in a circle: d → d"}},
      {"measures: {a: {formula: nothing}, b: {formula: a + b}}",
       {"1:25: error: unknown name `nothing`",
        "1:35: error: these measures use each other in a circle: b → b"}},
  });
}

TEST(MeasureSectionTest, SaysNothingOfUsesOfWhatIsWrong) {
  CheckDiagnostics({
      {R"(
measures: [a]
rules: [{name: r, when: a > 1, add: b}]
tiers: {by: c, levels: [{name: x}]})",
       {"1:11: error: `measures` must be a mapping, not a list"}},
      {R"(
measures: {a: {count: }, b: {formula: a + 1}, c: {change: b, over: 1d}}
rules: [{name: r, when: c > 1, add: b}])",
       {"1:16: error: `count` must be a text, not empty"}},
  });
}

TEST(MeasureSectionTest, WrittenInSignals) {
  CheckDiagnostics({
      {R"(
scorecards:
  - name: s
    signals:
      - {name: a, measure: {count: x, over: 1d}, curve: identity}
      - {name: b, measure: {formula: 1}, curve: identity}
      - {name: c, measure: {cout: x, window: 1d}, curve: identity}
      - {name: d, measure: {count: x, needs_history: 5d, where: nothing}, curve: identity}
      - {name: e, measure: {count: x}, values: {a: 1}}
      - {name: f, measure: {days_since: x}, curve: identity})",
       {"4:39: error: a measure written in a signal has no key `over`",
        "5:29: error: `formula` can't be written in a signal; give the measure a name under "
        "measures:",
        "6:29: error: a measure written in a signal has no key `cout`; did you mean `count`?",
        "7:65: error: unknown name `nothing`: this expression sees only value, actor, kind "
        "and the declared attributes of one activity",
        "8:40: error: `values` takes a text, but this is a number; use `curve` or `ranges`",
        "9:29: error: `days_since` can't be written in a signal; give the measure a name "
        "under measures:"}},
  });
}

}  // namespace
}  // namespace kenko
