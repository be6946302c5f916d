#include "health/band.h"

#include <gtest/gtest.h>

#include "touch/tier.h"

namespace kenko {
namespace {

TEST(BandOfScore, FromIncludesItsEdgeAndAboveDoesNot) {
  const std::vector<Band> bands = {{"green", 75, true}, {"yellow", 50, true}, {"red", 0, false}};
  EXPECT_EQ(BandOfScore(bands, 50), 2u);
  EXPECT_EQ(BandOfScore(bands, 51), 1u);
  EXPECT_EQ(BandOfScore(bands, 75), 1u);
  EXPECT_EQ(BandOfScore(bands, 76), 0u);
  const std::vector<Band> inclusive = {{"GOOD", 70, false}, {"BAD", 0, false}};
  EXPECT_EQ(BandOfScore(inclusive, 70), 0u);
  EXPECT_EQ(BandOfScore(inclusive, 69.99999), 1u);
}

TEST(BandOfScore, ForgivesWhatTheOrderOfAdditionsLeft) {
  const std::vector<Band> bands = {{"GOOD", 0.3, false}, {"BAD", 0, false}};
  EXPECT_EQ(BandOfScore(bands, 0.1 + 0.1 + 0.1 - 1e-13), 0u);
}

TEST(TierReasons, ShowEdgesInTheFewestDigitsWithoutExponent) {
  TierSection tiers;
  tiers.by_name = "mrr";
  tiers.levels = {{"high", 1e21, {}}, {"low", 0.1, {}}, {"tech", 0, {}}};
  EXPECT_EQ(TierReasons(tiers),
            (std::vector<std::string>{"mrr >= 1000000000000000000000", "mrr >= 0.1", "mrr < 0.1",
                                      "mrr is missing"}));
}

}  // namespace
}  // namespace kenko
