// What is wrong at the top of a model, and what this version does not read yet.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

TEST(HeadSectionTest, NeedsVersionAndName) {
  CheckDiagnostics(
      {
          {"meta: {}",
           {"1:1: error: a model needs the key `kenko`",
            "1:1: error: a model needs the key `name`"}},
          {R"(
kenko: 2
name: m)",
           {"1:8: error: version `2` of the language is not known; this library reads `kenko: 1`"}},
          {R"(
kenko: "1"
name: m)",
           {"1:8: error: `kenko` must be 1, the version of this language, not the text `1`"}},
          {R"(
kenko: [1]
name: "")",
           {"1:8: error: `kenko` must be 1, the version of this language, not a list",
            "2:7: error: `name` must not be empty"}},
          {R"(
kenko:
name:)",
           {"1:1: error: `kenko` must be 1, the version of this language, not empty",
            "2:1: error: `name` must be a text, not empty"}},
          {R"(
kenko: 1.0
name: {a: b})",
           {"1:8: error: version `1.0` of the language is not known; this library reads `kenko: "
            "1`",
            "2:7: error: `name` must be a text, not a mapping"}},
          {R"(
kenko: 1
name: meta)",
           {"2:7: error: nothing can be called `meta`, which stands for notes that kenko leaves "
            "alone"}},
      },
      Snippets::kWholeFiles);
}

// And no missing key besides, where the unknown one is it, mistyped.
TEST(HeadSectionTest, NamesUnknownKeysAndTheNearestKnown) {
  CheckDiagnostics(
      {
          {R"(
kenko: 1
nmae: m
scorecard: []
xyzzy: 1)",
           {"2:1: error: a model has no key `nmae`; did you mean `name`?",
            "3:1: error: a model has no key `scorecard`; did you mean `scorecards`?",
            "4:1: error: a model has no key `xyzzy`"}},
          {R"(
Kenko: 1
name: m)",
           {"1:1: error: a model has no key `Kenko`; did you mean `kenko`?"}},
      },
      Snippets::kWholeFiles);
}

TEST(HeadSectionTest, TakesZonesByTheirIanaNames) {
  CheckDiagnostics({
      {"timezone: Asia/Tokyo", {}},
      {"timezone: UTC", {}},
      {"timezone: Mars/Phobos",
       {"1:11: error: the time zone `Mars/Phobos` can't be loaded; a zone has an IANA name "
        "such as Asia/Tokyo, and this machine must have its data (tzdata)"}},
      {"timezone: localtime",
       {"1:11: error: the time zone `localtime` can't be loaded; a zone has an IANA name "
        "such as Asia/Tokyo, and this machine must have its data (tzdata)"}},
      {"timezone: /etc/localtime",
       {"1:11: error: the time zone `/etc/localtime` can't be loaded; a zone has an IANA "
        "name such as Asia/Tokyo, and this machine must have its data (tzdata)"}},
      {"timezone: ../../etc/passwd",
       {"1:11: error: the time zone `../../etc/passwd` can't be loaded; a zone has an IANA "
        "name such as Asia/Tokyo, and this machine must have its data (tzdata)"}},
      {"timezone: 9",
       {"1:11: error: the time zone `9` can't be loaded; a zone has an IANA name such as "
        "Asia/Tokyo, and this machine must have its data (tzdata)"}},
  });
}

TEST(HeadSectionTest, TakesDurations) {
  CheckDiagnostics({
      {"late_by: 0s", {}},
      {"late_by: 36500d", {}},
      {"late_by: 36501d",
       {"1:10: error: `late_by` can't be `36501d`: a duration is at most 36500d"}},
      {"late_by: 1.5 d",
       {"1:10: error: `late_by` can't be `1.5 d`: a duration is digits and a unit (s, m, h, "
        "d or w), such as 28d or 1.5h"}},
      {"late_by: -1d",
       {"1:10: error: `late_by` can't be `-1d`: a duration is digits and a unit (s, m, h, d "
        "or w), such as 28d or 1.5h"}},
      {"late_by: 5",
       {"1:10: error: `late_by` can't be `5`: a duration is digits and a unit (s, m, h, d or "
        "w), such as 28d or 1.5h"}},
      {"late_by: 0.0000001s",
       {"1:10: error: `late_by` can't be `0.0000001s`: a duration is a whole number of "
        "microseconds"}},
      {"late_by: [1d]", {"1:10: error: `late_by` must be a duration such as 28d, not a list"}},
      {"late_by:", {"1:1: error: `late_by` must be a duration such as 28d, not empty"}},
      {"trend: {over: 0d}", {"1:15: error: `over` must be longer than 0"}},
  });
}

TEST(HeadSectionTest, RefusesWhatIsReserved) {
  CheckDiagnostics({
      {"customer: {parent: x}",
       {"1:12: error: the role `parent` is reserved; it is not yet supported"}},
      {"measures: {a: {children_sum: x}, b: {peers_rank: y, over: 1d}}",
       {"1:16: error: measure keys that begin with `children_` or `peers_` are reserved; "
        "`children_sum` is not yet supported",
        "1:38: error: measure keys that begin with `children_` or `peers_` are reserved; "
        "`peers_rank` is not yet supported"}},
  });
}

TEST(HeadSectionTest, LeavesMetaAlone) {
  CheckDiagnostics({
      {R"(
meta: [anything]
customer: {meta: 1, attributes: {meta: {a: b}}}
kinds: {meta: 5}
measures: {meta: 3}
rules: [{name: a, when: true, add: 1, meta: {}}]
trend: {meta: x})",
       {}},
  });
}

TEST(HeadSectionTest, LimitsTheCoverage) {
  CheckDiagnostics({
      {"unknown_below_coverage: 1", {}},
      {"unknown_below_coverage: 1.01",
       {"1:25: error: `unknown_below_coverage` must be from 0 to 1, not 1.01"}},
      {"unknown_below_coverage: -0.1",
       {"1:25: error: `unknown_below_coverage` must be from 0 to 1, not -0.1"}},
      {R"(
unknown_below_coverage: "0.5")",
       {"1:25: error: `unknown_below_coverage` must be a number, not the text `0.5`"}},
      {"unknown_below_coverage: .nan",
       {"1:25: error: `unknown_below_coverage` must be a number, not `.nan`"}},
      {"unknown_below_coverage: half",
       {"1:25: error: `unknown_below_coverage` must be a number, not `half`"}},
  });
}

}  // namespace
}  // namespace kenko
