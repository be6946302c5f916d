#include "measure/kind_tallies.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kenko/evaluate.h"
#include "support/example.h"
#include "support/load_plain.h"
#include "support/random_rows.h"

namespace kenko {
namespace {

TEST(KindTallies, TheSameKindsHaveTheSameLaneAndThereIsNoRoomForEver) {
  KindTallies tallies(100);
  std::vector<KindTallies::Kinds> sets(100, KindTallies::Kinds(100, 0));
  for (std::size_t s = 0; s < sets.size(); ++s) sets[s][s] = 1;
  const std::size_t room = KindTallies::kMostWords * 8;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    const std::optional<Lane> lane = tallies.LaneOf(sets[s]);
    ASSERT_EQ(lane.has_value(), s < room);
    if (!lane) continue;
    EXPECT_EQ(tallies.word(lane->word)[s] >> lane->shift, 1);
    EXPECT_EQ(tallies.LaneOf(sets[s])->word, lane->word);
    EXPECT_EQ(tallies.LaneOf(sets[s])->shift, lane->shift);
  }
}

// A count of each of a hundred kinds, and of all of them: more than there are lanes.
TEST(KindTallies, MeasuresWithoutALaneAreGatheredInstead) {
  constexpr int kKinds = 100;
  std::string text =
      "kenko: 1\nname: many\nmeasures:\n  all: {distinct: kind, of: \"*\", window: 400d}\n"
      "  some: {distinct: kind, of: [k1, k7, k64], window: 400d}\n";
  std::vector<std::optional<std::string>> customers, kinds;
  std::vector<std::optional<Instant>> at;
  // The kind number k comes 3 k times: some more often than a lane can tell.
  for (int k = 0; k < kKinds; ++k) {
    const std::string kind = "k" + std::to_string(k);
    text += "  count_" + kind + ": {count: " + kind + "}\n";
    for (int i = 0; i < 3 * k; ++i) {
      customers.emplace_back("c");
      kinds.emplace_back(kind);
      at.emplace_back(testing::kFirstDay + i * kDay + k);
    }
  }
  text +=
      "scorecards: [{name: s, signals: [{name: m, measure: all, curve: [[0, 0], [9, 100]]}]}]\n";
  Portfolio portfolio;
  testing::TableSource known, activities;
  known.Texts("customer_id", {"c"});
  testing::LoadRows(portfolio, InputTable::kCustomers, std::move(known));
  activities.Texts("customer_id", customers).Times("at", at).Texts("kind", kinds);
  testing::LoadRows(portfolio, InputTable::kActivities, std::move(activities));

  EvaluateOptions options;
  options.as_of = testing::kFirstDay + 399 * kDay;
  options.tables = {"measures"};
  const Result<Evaluation> evaluation =
      Evaluate(testing::ParseModel(text), portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(evaluation.ok()) << evaluation.status().message();
  const Table& measures = *evaluation->Find("measures");
  ASSERT_EQ(measures.row_count(), 1);
  const auto cell = [&](const std::string& name) {
    const auto column = static_cast<std::size_t>(measures.FindColumn(name));
    return measures.chunks()[0]->columns[column].numbers[0];
  };
  for (int k = 0; k < kKinds; ++k) EXPECT_EQ(cell("count_k" + std::to_string(k)), 3 * k) << k;
  EXPECT_EQ(cell("all"), kKinds - 1);  // k0 never comes
  EXPECT_EQ(cell("some"), 3);
}

}  // namespace
}  // namespace kenko
