// SnapshotData::IsRecordedInTime against what a model really sees at each instant, knowing what was
// known then, and knowing what is known at the last.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "portfolio/activity_scratch.h"
#include "support/example.h"
#include "support/load_plain.h"
#include "support/random_rows.h"
#include "support/same_cells.h"

namespace kenko {
namespace {

using testing::RandomRows;
using testing::Row;
using testing::RowSpread;

const std::vector<std::string> kTables = {"health", "measures", "milestones"};

// Rows of all tables by customer.
std::map<std::string, std::vector<Row>> Answers(const Model& model, const Snapshot& snapshot,
                                                Instant t, Instant known) {
  EvaluateOptions options = testing::AsOf(t, kTables);
  options.known = known;
  const auto evaluation = Evaluate(model, snapshot, options);
  EXPECT_TRUE(evaluation.ok()) << evaluation.status().message();
  std::map<std::string, std::vector<Row>> answers;
  for (const auto& table : evaluation->tables()) {
    for (const Row& row : testing::ReadCells(*table)) answers[row[0]].push_back(row);
  }
  return answers;
}

bool AreSame(const std::vector<Row>& a, const std::vector<Row>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t r = 0; r < a.size(); ++r) {
    if (!std::equal(a[r].begin(), a[r].end(), b[r].begin(), b[r].end(), testing::IsSameCell)) {
      return false;
    }
  }
  return true;
}

std::vector<Instant> RisingInstants(RandomRows& random) {
  std::set<Instant> instants;
  for (int i = 1 + random.Pick(4); i > 0; --i) instants.insert(random.Time(0, 90));
  return std::vector<Instant>(instants.begin(), instants.end());
}

TEST(IsRecordedInTime, NeverSaysSoWhereAnswersDiffer) {
  const Model model = testing::ParseModel(testing::RichModelText());
  int in_time = 0, same_but_not_said = 0, different = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    RandomRows random(seed);
    RowSpread spread;
    spread.late = random.Pick(20);
    spread.corrected = random.Chance(50) ? 0 : 10;
    spread.most_activities = random.Chance(50) ? 4 : 30;
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio(spread));
    const Snapshot snapshot = portfolio.TakeSnapshot();
    const std::vector<Instant> instants = RisingInstants(random);
    std::vector<std::map<std::string, std::vector<Row>>> then, now;
    for (const Instant t : instants) {
      then.push_back(Answers(model, snapshot, t, t));
      now.push_back(Answers(model, snapshot, t, instants.back()));
    }
    ActivityScratch scratch;
    for (Slot slot = 0; slot < snapshot.data().slot_count(); ++slot) {
      const std::string id(snapshot.data().text_id(slot));
      bool is_same = true;
      for (std::size_t i = 0; i < instants.size(); ++i) {
        is_same = is_same && AreSame(then[i][id], now[i][id]);
      }
      const bool says_so = snapshot.data().IsRecordedInTime(slot, instants, scratch);
      ASSERT_TRUE(is_same || !says_so) << "seed " << seed << ", " << id;
      in_time += says_so ? 1 : 0;
      same_but_not_said += is_same && !says_so ? 1 : 0;
      different += is_same ? 0 : 1;
    }
  }
  EXPECT_GT(different, 100);
  EXPECT_GT(in_time, 1000);
  // It may be cautious, but not so much as to be of no use.
  EXPECT_LT(same_but_not_said, in_time / 2);
}

TEST(IsRecordedInTime, SaysSoWhereNothingWasRecordedLate) {
  RandomRows random(5);
  RowSpread spread;
  spread.late = 0;
  spread.customers = 50;
  Portfolio portfolio;
  testing::LoadPlain(portfolio, random.Portfolio(spread));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  ActivityScratch scratch;
  for (Slot slot = 0; slot < snapshot.data().slot_count(); ++slot) {
    EXPECT_TRUE(snapshot.data().IsRecordedInTime(slot, RisingInstants(random), scratch));
  }
}

// Of one activity, recorded at once or late.
TEST(IsRecordedInTime, AsksWhetherTheFirstInstantThatSeesARowKnewIt) {
  const auto says = [](Instant at, Instant recorded_at, const std::vector<Instant>& instants) {
    testing::PlainPortfolio plain;
    plain.customers.emplace_back().customer = "c";
    testing::PlainActivity& row = plain.activities.emplace_back();
    row.customer = "c";
    row.kind = "use";
    row.at = at;
    row.recorded_at = recorded_at;
    Portfolio portfolio;
    testing::LoadPlain(portfolio, plain);
    ActivityScratch scratch;
    return portfolio.TakeSnapshot().data().IsRecordedInTime(0, instants, scratch);
  };
  EXPECT_TRUE(says(5, 5, {1, 10, 20}));
  EXPECT_TRUE(says(5, 10, {1, 10, 20}));
  EXPECT_FALSE(says(5, 11, {1, 10, 20}));  // 10 would see it, but did not know it
  EXPECT_FALSE(says(10, 20, {1, 10, 20}));
  EXPECT_TRUE(says(11, 20, {1, 10, 20}));
  EXPECT_TRUE(says(5, 21, {1, 10, 20}));  // never known
  EXPECT_TRUE(says(5, 1, {1, 10, 20}));   // always known
  EXPECT_TRUE(says(25, 12, {1, 10, 20}));
  EXPECT_TRUE(says(5, 7, {10}));
}

}  // namespace
}  // namespace kenko
