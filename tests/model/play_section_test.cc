// The priority and plays: what becomes of them, and what is wrong with them.
#include <gtest/gtest.h>

#include <vector>

#include "tests/model/diagnose.h"
#include "tests/model/parse_data.h"

namespace kenko {
namespace {

TEST(PlaySectionTest, ReadsPlays) {
  const auto m = ParseData(R"(
kinds: {meetings: [meeting.*, call]}
measures: {a: {count: x}, b: {formula: a + 1}}
priority: score + b
plays:
  - {name: meet, when: band == "BAD" && priority > 3, channel: meeting, within: 0s, done_by: "@meetings", quiet: 30d, says: Agree}
  - {name: mail, when: direction == "falling"}
  - {name: call, when: a > 1, done_by: [call, call], quiet: 1h}
scorecards: [{name: s, signals: [{name: x, measure: {count: y}, curve: identity}]}]
)");
  EXPECT_EQ(m->priority->reads, (std::vector<FactSlot>{kFactScore, m->measures[1].slot}));
  ASSERT_EQ(m->plays.size(), 3u);
  const Play& meet = m->plays[0];
  EXPECT_EQ(meet.name, "meet");
  EXPECT_EQ(meet.when.reads, (std::vector<FactSlot>{kFactBand, kFactPriority}));
  EXPECT_EQ(meet.channel, "meeting");
  EXPECT_EQ(meet.within, 0);
  EXPECT_EQ(meet.says, "Agree");
  EXPECT_EQ(m->plays[1].channel, "");
  EXPECT_FALSE(m->plays[1].within);
  EXPECT_FALSE(m->plays[1].done_count);
  EXPECT_EQ(m->plays[1].says, "");
}

// Behind all others, and in the order of evaluation too.
TEST(PlaySectionTest, CountsWhatIsDoneAsAMeasureWithoutAName) {
  const auto m = ParseData(R"(
measures: {b: {formula: a + 1}, a: {count: x}}
plays:
  - {name: p, when: b > 1, done_by: call, quiet: 1h}
  - {name: q, when: done("m"), done_by: [meeting.*, mail], quiet: 30d}
scorecards: [{name: s, signals: [{name: x, measure: {count: y}, curve: identity}]}]
customer: {started_at: t, attributes: {t: time}}
onboarding: {plans: [{name: p, milestones: [{name: m}]}]}
)");
  ASSERT_EQ(m->measures.size(), 5u);
  EXPECT_EQ(m->named_measure_count, 2u);
  EXPECT_EQ(m->measure_order, (std::vector<std::uint32_t>{1, 0, 2, 3, 4}));
  const Measure& last = m->measures[4];
  EXPECT_EQ(m->plays[0].done_count, m->measures[3].slot);
  EXPECT_EQ(m->plays[1].done_count, last.slot);
  EXPECT_NE(last.slot, m->onboarding.done_slots[0]);
  EXPECT_LT(last.slot, m->frame_size);
  EXPECT_EQ(last.name, "");
  EXPECT_EQ(last.form, Measure::Form::kAggregate);
  EXPECT_EQ(last.needs_history, 0);
  const Aggregate& aggregate = m->aggregates[last.aggregate];
  EXPECT_EQ(aggregate.op, AggregateOp::kCount);
  EXPECT_TRUE(aggregate.of.Matches("meeting.rescue"));
  EXPECT_TRUE(aggregate.of.Matches("mail"));
  EXPECT_EQ(aggregate.window, 30 * kDay);
  EXPECT_TRUE(aggregate.ignores_gaps);
  EXPECT_FALSE(m->aggregates[m->measures[2].aggregate].ignores_gaps);
}

TEST(PlaySectionTest, PriorityIsANumber) {
  EXPECT_FALSE(ParseData("")->priority);
  EXPECT_TRUE(ParseData("priority: 0x1F")->priority->reads.empty());
  CheckDiagnostics({
      {"priority: trend + days_in_band", {}},
      {"priority: band == 'BAD'",
       {"1:11: error: `priority` must give a number, but this is true or false"}},
      {"priority: priority + scroe",
       {"1:11: error: `priority` is used too early: it is not yet known in the priority, only from "
        "the plays on"}},
      {"priority: scroe", {"1:11: error: unknown name `scroe`; did you mean `score`?"}},
      {"priority: [1]",
       {"1:11: error: `priority` must be an expression (in quotes if it begins with `[`, `{` or "
        "`!`), not a list"}},
      {"priority:",
       {"1:1: error: `priority` must be an expression (in quotes if it begins with `[`, `{` or "
        "`!`), not empty"}},
  });
}

TEST(PlaySectionTest, ChecksPlays) {
  CheckDiagnostics({
      {"plays: []", {}},
      {"plays: {a: b}", {"1:8: error: `plays` must be a list, not a mapping"}},
      {R"(
plays:
  - {name: a, when: score, channel: [x], within: 3, says: {}}
  - {name: a, when: bnad == "BAD", within: -1d}
  - {nam: b, when: true, effect: 5}
  - {channel: x}
  - {name: meta, when: true}
  - c)",
       {"2:21: error: `when` must give true or false, but this is a number",
        "2:37: error: `channel` must be a text, not a list",
        "2:50: error: `within` can't be `3`: a duration is digits and a unit (s, m, h, d or w), "
        "such "
        "as 28d or 1.5h",
        "2:59: error: `says` must be a text, not a mapping",
        "3:12: error: another play is called `a` too",
        "3:21: error: unknown name `bnad`; did you mean `band`?",
        "3:44: error: `within` can't be `-1d`: a duration is digits and a unit (s, m, h, d or w), "
        "such as 28d or 1.5h",
        "4:6: error: a play has no key `nam`; did you mean `name`?",
        "4:26: error: a play has no key `effect`", "5:5: error: a play needs the key `name`",
        "5:5: error: a play needs the key `when`",
        "6:12: error: nothing can be called `meta`, which stands for notes that kenko leaves alone",
        "7:5: error: a play must be a mapping (key: value)"}},
  });
}

TEST(PlaySectionTest, DoneByAndQuietGoTogether) {
  CheckDiagnostics({
      {R"(
plays:
  - {name: a, when: true, done_by: x}
  - {name: b, when: true, quiet: 3d}
  - {name: c, when: true, done_by: x, quite: 3d}
  - {name: d, when: true, done_by: "@x", quiet: 0d}
  - {name: e, when: true, done_by: [], quiet: 5}
  - {name: f, when: true, done_by: "*", quiet: 5d})",
       {"2:5: error: a play with `done_by` needs the key `quiet`",
        "3:5: error: a play with `quiet` needs the key `done_by`",
        "4:39: error: a play has no key `quite`; did you mean `quiet`?",
        "5:36: error: no set `x` under kinds:", "5:49: error: `quiet` must be longer than 0",
        "6:36: error: `done_by` must not be an empty list",
        "6:47: error: `quiet` can't be `5`: a duration is digits and a unit (s, m, h, d or w), "
        "such "
        "as 28d or 1.5h"}},
  });
}

}  // namespace
}  // namespace kenko
