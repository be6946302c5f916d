// What is wrong with a model file as YAML.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

TEST(YamlErrorTest, TellsOfEmptyFiles) {
  CheckDiagnostics(
      {
          {"", {"1:1: error: the file is empty; a model begins with `kenko: 1`"}},
          {"# only a comment", {"1:1: error: the file is empty; a model begins with `kenko: 1`"}},
          {"---", {"1:1: error: the file is empty; a model begins with `kenko: 1`"}},
          {"~", {"1:1: error: the file is empty; a model begins with `kenko: 1`"}},
          {"- a", {"1:1: error: a model must be a mapping (key: value)"}},
          {"text", {"1:1: error: a model must be a mapping (key: value)"}},
      },
      Snippets::kWholeFiles);
}

TEST(YamlErrorTest, TakesExactlyOneDocument) {
  CheckDiagnostics(
      {
          {R"(
kenko: 1
name: m
---
kenko: 1)",
           {"3:1: error: a second YAML document begins here; a model is exactly one"}},
          {R"(
---
kenko: 1
name: m
...)",
           {}},
      },
      Snippets::kWholeFiles);
}

TEST(YamlErrorTest, RefusesAKeyTwice) {
  CheckDiagnostics({
      {R"(
meta: 1
"meta": 2)",
       {"2:1: error: the key `meta` stands here a second time; the first is on line 1"}},
      {R"(
measures:
  a: {formula: 1}
  b: {formula: 1, formula: 2}
  a: {formula: 3}
rules: [{name: r, when: a > b, add: 1}])",
       {"3:19: error: the key `formula` stands here a second time; the first is on line 3",
        "4:3: error: the key `a` stands here a second time; the first is on line 2"}},
  });
}

TEST(YamlErrorTest, RefusesKeysThatAreNoTexts) {
  CheckDiagnostics({
      {R"(
? [a]
: 1)",
       {"1:3: error: a key must be a text"}},
      {"~: 1", {"1:1: error: a key must be a text"}},
      {R"(
? {a: b}
: 1)",
       {"1:3: error: a key must be a text"}},
  });
}

// But not a key that is called so.
TEST(YamlErrorTest, RefusesMergeKeys) {
  CheckDiagnostics({
      {R"(
customer: &c {id: x}
activity:
  <<: *c)",
       {"3:3: error: merge keys (<<) are not allowed; write the keys out"}},
      {R"(
kinds: {"<<": a})",
       {}},
  });
}

// Among them what was meant as an expression that begins with `!`.
TEST(YamlErrorTest, RefusesTagsOfNoCoreType) {
  CheckDiagnostics({
      {"rules: [{name: r, when: !churned, add: 1}]",
       {"1:25: error: the tag `!churned` is not one of YAML's core schema; a text that "
        "begins with `!` must be quoted"}},
      {"rules: !!set {a, b}",
       {"1:8: error: the tag `tag:yaml.org,2002:set` is not one of YAML's core schema for a "
        "mapping"}},
      {"timezone: !!binary x",
       {"1:11: error: the tag `tag:yaml.org,2002:binary` is not one of YAML's core schema; a "
        "text that begins with `!` must be quoted"}},
      {"trend: {steady_within: !!int five}",
       {"1:24: error: `five` is not what its tag `!!int` says"}},
      {"trend: {steady_within: !!float 5, over: !!str 28d}", {}},
      {"unknown_below_coverage: !!bool 1", {"1:25: error: `1` is not what its tag `!!bool` says"}},
      {"rules: !!map []",
       {"1:8: error: the tag `tag:yaml.org,2002:map` is not one of YAML's core schema for a "
        "list"}},
  });
}

TEST(YamlErrorTest, RefusesAliasesOfWhatTheyStandIn) {
  CheckDiagnostics({
      {"meta: &a [1, *a]", {"1:14: error: this alias stands inside of what it is an alias of"}},
      {"meta: &a {b: {c: *a}}",
       {"1:18: error: this alias stands inside of what it is an alias of"}},
      {"meta: *a", {"1:7: error: this is not YAML: the referenced anchor is not defined"}},
  });
}

// What mostly is behind these two.
const std::string kQuotes =
    "; a text or an expression that holds `: `, or in { } or [ ] one of , ? [ ] { }, must be in "
    "quotes";

TEST(YamlErrorTest, TellsWhereTheYamlEnds) {
  CheckDiagnostics({
      {"customer: {id: a", {"2:6: error: this is not YAML: end of map flow not found"}},
      {"measures: [", {"3:5: error: this is not YAML: end of sequence flow not found"}},
      {"	name: m", {"1:6: error: this is not YAML: illegal map value" + kQuotes}},
      {"a: b: c", {"1:5: error: this is not YAML: illegal map value" + kQuotes}},
      {"plays: [{name: p, says: What now?}]",
       {"1:33: error: this is not YAML: unknown token" + kQuotes}},
      {R"(
name: "m)",
       {"1:7: error: the text that begins here has no closing quote"}},
      {"customer: {id: 'it''s", {"1:16: error: the text that begins here has no closing quote"}},
  });
}

}  // namespace
}  // namespace kenko
