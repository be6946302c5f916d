#include "base/nearest_name.h"

#include <gtest/gtest.h>

#include <string>

namespace kenko {
namespace {

TEST(NearestNameTest, FindsWhatWasMeant) {
  const std::vector<std::string_view> known = {"logins", "active_users", "seat_use",
                                               "plan",   "売上高",       "x"};
  EXPECT_EQ(NearestName("login", known), "logins");
  EXPECT_EQ(NearestName("lgoins", known), "logins");
  EXPECT_EQ(NearestName("LOGINS", known), "logins");
  EXPECT_EQ(NearestName("active_user", known), "active_users");
  EXPECT_EQ(NearestName("activeusers", known), "active_users");
  EXPECT_EQ(NearestName("plna", known), "plan");
  EXPECT_EQ(NearestName("売上", known), "売上高");  // counted in letters, not bytes
}

TEST(NearestNameTest, IsSilentWhereNothingIsNear) {
  EXPECT_EQ(NearestName("score", {"plan", "seats"}), "");
  EXPECT_EQ(NearestName("abcde", {"abxyz"}), "");
  EXPECT_EQ(NearestName("a", {"b"}), "");
  EXPECT_EQ(NearestName("plan", {"plan"}), "");  // that is what was written
  EXPECT_EQ(NearestName("", {"a", ""}), "");
  EXPECT_EQ(NearestName("a", {}), "");
}

TEST(NearestNameTest, TakesTheNearestThenTheFirst) {
  EXPECT_EQ(NearestName("session", {"sessions_x", "sessions", "sesion"}), "sessions");
  EXPECT_EQ(NearestName("session", {"sesion", "sessions"}), "sesion");
}

TEST(NearestNameTest, ReadsAnyBytes) {
  EXPECT_EQ(NearestName("ab\xff", {"abc"}), "abc");
  EXPECT_EQ(NearestName(std::string(1 << 20, 'a'), {std::string_view("a")}), "");
}

TEST(NearestNameTest, BoundsItsWork) {
  const std::string wanted(60, 'a');
  std::vector<std::string> names;
  for (int i = 0; i < 200'000; ++i) names.push_back(std::string(50, 'b') + std::to_string(i));
  const std::vector<std::string_view> known(names.begin(), names.end());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(NearestName(wanted, known), "");
}

}  // namespace
}  // namespace kenko
