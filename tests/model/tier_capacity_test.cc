// The capacity of tiers and what they are filled by.
#include <gtest/gtest.h>

#include "tests/model/diagnose.h"
#include "tests/model/parse_data.h"

namespace kenko {
namespace {

TEST(TierCapacityTest, ReadsHours) {
  const auto m = ParseData(R"(
tiers:
  levels: [{name: high, from: 9}, {name: low, from: 5}, {name: tech}]
  capacity: {meta: x, tech: {hours_per_customer: 0.5, hours: 0}, high: {hours_per_customer: 6, hours: 320}}
  rank_by: priority)");
  const TierSection& tiers = m->tiers;
  EXPECT_TRUE(tiers.has_capacity);
  EXPECT_EQ(tiers.rank_by, kFactPriority);
  ASSERT_TRUE(tiers.levels[0].capacity && tiers.levels[2].capacity);
  EXPECT_EQ(tiers.levels[0].capacity->hours_per_customer, 6);
  EXPECT_EQ(tiers.levels[0].capacity->hours, 320);
  EXPECT_FALSE(tiers.levels[1].capacity);
  EXPECT_EQ(tiers.levels[2].capacity->hours_per_customer, 0.5);
  EXPECT_EQ(tiers.levels[2].capacity->hours, 0);

  const auto without = ParseData("tiers: {levels: [{name: a}]}");
  EXPECT_FALSE(without->tiers.has_capacity);
  EXPECT_EQ(without->tiers.rank_by, kFactValue);
}

TEST(TierCapacityTest, IsOfLevels) {
  CheckDiagnostics({
      {"tiers: {levels: [{name: high, from: 1}, {name: low}], capacity: {hihg: "
       "{hours_per_customer: "
       "1, hours: 1}, other: {hours_per_customer: 1, hours: 1}}}",
       {"1:66: error: no tier is called `hihg`; did you mean `high`?",
        "1:107: error: no tier is called `other`"}},
      {"tiers: {levels: [{name: a}], capacity: [a]}",
       {"1:40: error: `capacity` must be a mapping, not a list"}},
      // One whose name is wrong may be meant.
      {"tiers: {levels: [{name: a, from: 1}, {nmae: b}], capacity: {b: {hours_per_customer: 1, "
       "hours: 1}}}",
       {"1:39: error: a tier has no key `nmae`; did you mean `name`?"}},
      {"tiers: {levels: x, capacity: {b: {hours_per_customer: 1, hours: 1}}}",
       {"1:17: error: `levels` must be a list, not `x`"}},
  });
}

TEST(TierCapacityTest, NeedsBothNumbers) {
  CheckDiagnostics({
      {R"(
tiers:
  levels: [{name: a, from: 5}, {name: b, from: 4}, {name: c, from: 3}, {name: d, from: 2}, {name: e}]
  capacity:
    a: {hours_per_customer: 0, hours: -1}
    b: {hours_per_customer: -2, hours: many}
    c: {}
    d: {hours_per_cutomer: 1, hours: 3h}
    e: 5)",
       {"4:29: error: `hours_per_customer` must be above 0",
        "4:39: error: `hours` must not be below 0",
        "5:29: error: `hours_per_customer` must be above 0",
        "5:40: error: `hours` must be a number, not `many`",
        "6:8: error: a level's capacity needs the key `hours_per_customer`",
        "6:8: error: a level's capacity needs the key `hours`",
        "7:9: error: a level's capacity has no key `hours_per_cutomer`; did you mean "
        "`hours_per_customer`?",
        "7:38: error: `hours` must be a number, not `3h`",
        "8:8: error: a level's capacity must be a mapping (key: value)"}},
  });
}

TEST(TierCapacityTest, RanksByANumberOfAnyStep) {
  CheckDiagnostics({
      {R"(
measures: {a: {count: x}}
tiers: {levels: [{name: l}], rank_by: a})",
       {}},
      {R"(
success: [{name: calm, measure: value, target: 1}]
tiers: {levels: [{name: l}], rank_by: success.calm.attainment})",
       {}},
      {"tiers: {levels: [{name: l}], rank_by: trend}", {}},
      {"tiers: {levels: [{name: l}], rank_by: band}",
       {"1:39: error: `rank_by` must name a number, but `band` is a text"}},
      {"tiers: {levels: [{name: l}], rank_by: priorty}",
       {"1:39: error: unknown name `priorty`; did you mean `priority`?"}},
      {"tiers: {levels: [{name: l}], rank_by: [value]}",
       {"1:39: error: `rank_by` must be a text, not a list"}},
  });
}

}  // namespace
}  // namespace kenko
