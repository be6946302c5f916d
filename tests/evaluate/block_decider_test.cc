// What blocks decide is what is decided customer by customer, to the last bit.
#include "evaluate/block_decider.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/example.h"
#include "support/load_plain.h"
#include "support/plain_model.h"
#include "support/random_rows.h"
#include "support/same_cells.h"

namespace kenko {
namespace {

using testing::RandomRows;
using testing::ReadCells;
using Names = std::vector<std::string>;

const Names kByBlocks = {"score", "band", "raw_band", "scorecard", "tier", "tier_reason"};
const Names kNotByBlocks = {"coverage",  "score", "band",       "raw_band",
                            "scorecard", "tier",  "tier_reason"};

Wants WantsOfDecisions() {
  Wants wants;
  wants.decisions = wants.tier = wants.band = true;
  return wants;
}

bool CanDecide(const Model& model) {
  return BlockDecider::CanDecide(model.data(), WithWhatTheyRead(model.data(), WantsOfDecisions()));
}

// As many customers as make several blocks, and a few activities each.
Snapshot RandomSnapshot(RandomRows& random, int customers) {
  testing::RowSpread spread;
  spread.customers = customers;
  spread.most_activities = 12;
  Portfolio portfolio;
  testing::LoadPlain(portfolio, random.Portfolio(spread));
  return portfolio.TakeSnapshot();
}

TEST(BlockDecider, DecidesAsIsDecidedOneByOne) {
  RandomRows random(7);
  const Snapshot snapshot = RandomSnapshot(random, 300);
  int decidable = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string text = testing::PlainModelText(random);
    SCOPED_TRACE(text);
    const Model model = testing::ParseModel(text);
    decidable += CanDecide(model);
    EvaluateOptions options = testing::AsOf(random.Time(0, testing::kDays + 30));
    options.health_columns = kByBlocks;
    const auto in_blocks = Evaluate(model, snapshot, options);
    options.health_columns = kNotByBlocks;
    const auto one_by_one = Evaluate(model, snapshot, options);
    ASSERT_TRUE(in_blocks.ok() && one_by_one.ok());
    const Table& health = *in_blocks->Find("health");
    ASSERT_EQ(ReadCells(health),
              ReadCells(*one_by_one->Find("health"), testing::ColumnsOf(health)));
  }
  EXPECT_GT(decidable, 390);  // the few that happen to read a literal flag
}

TEST(BlockDecider, DecidesTheMomentsOfASeries) {
  RandomRows random(8);
  const Snapshot snapshot = RandomSnapshot(random, 40);
  for (int round = 0; round < 60; ++round) {
    const std::string text = testing::PlainModelText(random);
    SCOPED_TRACE(text);
    const Model model = testing::ParseModel(text);
    SeriesOptions options;
    for (int day = random.Pick(5); day < 70; day += 1 + random.Pick(9)) {
      options.instants.push_back(testing::kFirstDay + day * kDay);
    }
    options.threads = 1 + random.Pick(3);
    options.columns = kByBlocks;
    const auto in_blocks = EvaluateSeries(model, snapshot, options);
    options.columns = kNotByBlocks;
    const auto one_by_one = EvaluateSeries(model, snapshot, options);
    ASSERT_TRUE(in_blocks.ok() && one_by_one.ok());
    ASSERT_EQ(ReadCells(**in_blocks), ReadCells(**one_by_one, testing::ColumnsOf(**in_blocks)));
  }
}

TEST(BlockDecider, LeavesWhatIsNotPlainToOthers) {
  const std::string plain =
      "kenko: 1\nname: m\ncustomer: {attributes: {seats: number, plan: text, strategic: flag}}\n"
      "scorecards:\n  - name: s\n    signals: [{name: a, measure: seats, curve: [[0, 0], [9, "
      "1]]}]\n";
  EXPECT_TRUE(CanDecide(testing::ParseModel(plain)));
  for (const char* more : {
           "    when: strategic\n",
           "    override: \"seats > 5 ? 3 : 4\"\n",
           "rules: [{name: r, when: plan == 'pro', add: 3}]\n",
           "rules: [{name: r, when: \"seats in [3, 4]\", add: 3}]\n",
           "rules: [{name: r, when: \"true\", add: 3}]\n",
           "rules: [{name: r, when: \"coverage > 0.5\", add: 3}]\n",
           "stability: {every: 1d}\n",
           "unknown_below_coverage: 0.5\n",
       }) {
    EXPECT_FALSE(CanDecide(testing::ParseModel(plain + more))) << more;
  }
  Wants more = WantsOfDecisions();
  more.reasons = true;
  EXPECT_FALSE(BlockDecider::CanDecide(testing::ParseModel(plain).data(), more));
}

}  // namespace
}  // namespace kenko
