// What is wrong with the attributes of customers and activities, and with roles.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

// And is silent of uses of an attribute whose type is wrong.
TEST(CustomerSectionTest, KnowsTheTypes) {
  CheckDiagnostics({
      {R"(
customer: {attributes: {a: txt, b: [text], c: , d: time}}
rules: [{name: r, when: a == "x" && has(d), add: 1}])",
       {"1:28: error: unknown type `txt` of `a`; a type is `text`, `number`, `flag` or "
        "`time`; did you mean `text`?",
        "1:36: error: `b` must be a text, not a list",
        "1:44: error: `c` must be a text, not empty"}},
      {R"(
customer: {attributes: [a]}
rules: [{name: r, when: a == "x", add: 1}])",
       {"1:24: error: `attributes` must be a mapping, not a list"}},
      {"customer: 5", {"1:11: error: `customer` must be a mapping (key: value)"}},
      {R"(
activity: {attributes: {a: time, b: nmuber}}
measures: {x: {count: k, where: a == b}}
rules: [{name: r, when: x > 1, add: 1}])",
       {"1:28: error: an activity's attribute can't be a time, only `text`, `number` or "
        "`flag`",
        "1:37: error: unknown type `nmuber` of `b`; a type is `text`, `number` or `flag`; "
        "did you mean `number`?"}},
      {"activity: {attributes: {kind: text, id: text, role: text}, role: x}",
       {"1:25: error: `kind` is a column that every activity has; it can't be declared as an "
        "attribute",
        "1:37: error: `id` is a column that every activity has; it can't be declared as an "
        "attribute",
        "1:60: error: `activity` has no key `role`"}},
  });
}

TEST(CustomerSectionTest, RefusesNamesOfFacts) {
  CheckDiagnostics({
      {"customer: {attributes: {score: number, onboarding.plan: text, success.x: number, "
       "onboarding: text, value: number}}",
       {"1:25: error: an attribute can't be called `score`: a fact is",
        "1:40: error: an attribute can't be called `onboarding.plan`: a fact is",
        "1:63: error: an attribute can't be called `success.x`: a fact is",
        "1:100: error: an attribute can't be called `value`: a fact is; it may be called so "
        "only in the role `value` (value: value)"}},
      {R"(
customer: {value: value, attributes: {value: number}}
rules: [{name: r, when: value > 1, add: 1}])",
       {}},
      {"customer: {value: mrr, attributes: {mrr: number, value: number}}",
       {"1:50: error: an attribute can't be called `value`: a fact is; it may be called so "
        "only in the role `value` (value: value)"}},
      {"customer: {value: value, attributes: {value: text}}",
       {"1:19: error: the role `value` takes a number attribute, but `value` is declared as "
        "text"}},
  });
}

TEST(CustomerSectionTest, ChecksRoles) {
  CheckDiagnostics({
      {"customer: {started_at: sign, ended_at: plan, value: start, attributes: {start: time, plan: "
       "text, signed: time}}",
       {"1:24: error: `sign` is not declared under customer: attributes: (as time)",
        "1:40: error: the role `ended_at` takes a time attribute, but `plan` is declared as "
        "text",
        "1:53: error: the role `value` takes a number attribute, but `start` is declared as "
        "time"}},
      {"customer: {renews_at: [a], value: mrr, strated_at: a}",
       {"1:23: error: `renews_at` must be a text, not a list",
        "1:35: error: `mrr` is not declared under customer: attributes: (as number)",
        "1:40: error: `customer` has no key `strated_at`; did you mean `started_at`?"}},
      {R"(
customer: {id: "", valid_from: {}})",
       {"1:16: error: `id` must not be empty",
        "1:32: error: `valid_from` must be a text, not a mapping"}},
      {"customer: {started_at: a, attributes: {a: tim}}",
       {"1:43: error: unknown type `tim` of `a`; a type is `text`, `number`, `flag` or "
        "`time`; did you mean `time`?"}},
  });
}

// It knows the future.
TEST(CustomerSectionTest, LetsNobodyReadTheEnd) {
  CheckDiagnostics({
      {"customer: {started_at: gone, ended_at: gone, attributes: {gone: time}}",
       {"1:24: error: the attribute in the role `ended_at` can't have the role `started_at` "
        "too: it knows the future"}},
      {R"(
customer: {ended_at: gone, renews_at: gone, attributes: {gone: time}}
measures: {a: {days_since: gone}, b: {formula: days_until(gone)}, c: {formula: "has(gone) ? 1 : 0"}}
rules: [{name: r, when: a + b + c > 0, add: 1}])",
       {"1:39: error: the attribute in the role `ended_at` can't have the role `renews_at` "
        "too: it knows the future",
        "2:28: error: `gone` is the attribute in the role `ended_at`, which nothing may "
        "read: it knows the future",
        "2:59: error: `gone` is the attribute in the role `ended_at`, which nothing may "
        "read: it knows the future",
        "2:85: error: `gone` is the attribute in the role `ended_at`, which nothing may "
        "read: it knows the future"}},
  });
}

}  // namespace
}  // namespace kenko
