// A timeline may be moved to another moment instead of being made anew.
#include "evaluate/timeline.h"

#include <gtest/gtest.h>

#include "support/example.h"
#include "support/load_plain.h"
#include "support/random_rows.h"

namespace kenko {
namespace {

using testing::kFirstDay;

constexpr Duration kHour = kDay / 24;

Wants Everything() {
  Wants wants = Wants::Outlook();
  wants.measures = true;
  return wants;
}

class TimelineTest : public ::testing::Test {
 protected:
  // Whether one of `from` can be moved to `to`; if so, it is as one that is made there.
  bool Moves(Instant from, Instant to) {
    const Snapshot snapshot = portfolio_.TakeSnapshot();
    const auto make = [&](Instant at) {
      return std::make_unique<Timeline>(model_.data(), snapshot.data(), Everything(),
                                        std::vector<Instant>{at}, DataCut(at));
    };
    const auto moved = make(from), made = make(to);
    if (!moved->MoveTo(to, to)) return false;
    EXPECT_EQ(moved->moments(), made->moments());
    EXPECT_EQ(moved->cut().known, made->cut().known);
    EXPECT_EQ(moved->needs().instants(), made->needs().instants());
    EXPECT_EQ(moved->plan().edges(), made->plan().edges());
    EXPECT_EQ(moved->plan().tasks().size(), made->plan().tasks().size());
    for (std::size_t t = 0; t < made->plan().tasks().size(); ++t) {
      const AggregateTask &a = moved->plan().tasks()[t], &b = made->plan().tasks()[t];
      EXPECT_EQ(std::tuple(a.aggregate, a.after, a.until, a.first_part, a.part_count),
                std::tuple(b.aggregate, b.after, b.until, b.first_part, b.part_count));
    }
    for (std::uint32_t p = 0; p < made->plan().part_count(Gathering::kNumbers); ++p) {
      EXPECT_EQ(moved->plan().number_part_end(p), made->plan().number_part_end(p));
    }
    return true;
  }

  // The stability's grid is of every third day.
  const Model model_ = testing::ParseModel(testing::RichModelText());
  Portfolio portfolio_;
  const Instant grid_ = kFirstDay / (3 * kDay) * (3 * kDay);
};

TEST_F(TimelineTest, MovesBetweenTwoPointsOfTheGrid) {
  EXPECT_TRUE(Moves(grid_ + kHour, grid_ + kHour + 1));
  EXPECT_TRUE(Moves(grid_ + kHour, grid_ + 9 * kHour));
  EXPECT_TRUE(Moves(grid_ + 9 * kHour, grid_ + kHour));
}

TEST_F(TimelineTest, MovesFromOneIntervalOfTheGridToAnother) {
  EXPECT_TRUE(Moves(grid_ + kHour, grid_ + 3 * kDay + kHour));
  EXPECT_TRUE(Moves(grid_ + kHour, grid_ + 300 * kDay + 2 * kHour));
}

TEST_F(TimelineTest, DoesNotMoveWhereInstantsMeetOrPart) {
  EXPECT_FALSE(Moves(grid_, grid_ + 1));
  EXPECT_FALSE(Moves(grid_ + 1, grid_));
  EXPECT_TRUE(Moves(grid_, grid_ + 3 * kDay));
}

TEST_F(TimelineTest, DoesNotMoveWhereInstantsPassEachOther) {
  // The measures look back whole days: their edges pass the grid's at midnight.
  EXPECT_FALSE(Moves(grid_ + kHour, grid_ + kDay + kHour));
}

TEST_F(TimelineTest, DoesNotMoveAcrossAFeedsGap) {
  testing::TableSource feeds;
  feeds.Texts("kind", {"use.*"}).Times("complete_until", {grid_ + 5 * kHour});
  ASSERT_TRUE(portfolio_.Load(InputTable::kFeeds, feeds).ok());
  EXPECT_TRUE(Moves(grid_ + kHour, grid_ + 5 * kHour));
  EXPECT_FALSE(Moves(grid_ + kHour, grid_ + 5 * kHour + 1));
  EXPECT_FALSE(Moves(grid_ + 5 * kHour + 1, grid_ + 5 * kHour));
  EXPECT_TRUE(Moves(grid_ + 6 * kHour, grid_ + 7 * kHour));
}

}  // namespace
}  // namespace kenko
