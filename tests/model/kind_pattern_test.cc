#include "model/kind_pattern.h"

#include <gtest/gtest.h>

namespace kenko {
namespace {

KindPatternItem Item(std::string_view text) {
  KindPatternItem item;
  EXPECT_TRUE(ParseKindPatternItem(text, &item)) << text;
  return item;
}

TEST(KindPatternTest, MatchesAKindAPrefixOrAll) {
  EXPECT_TRUE(Item("a.b").Matches("a.b"));
  EXPECT_FALSE(Item("a.b").Matches("a.b.c"));
  EXPECT_FALSE(Item("a.b").Matches("a"));
  EXPECT_TRUE(Item("a.*").Matches("a.b"));
  EXPECT_TRUE(Item("a.*").Matches("a.b.c"));
  EXPECT_TRUE(Item("a.*").Matches("a."));
  EXPECT_FALSE(Item("a.*").Matches("a"));
  EXPECT_FALSE(Item("a.*").Matches("ab"));
  EXPECT_FALSE(Item("a.*").Matches("b.a.c"));
  EXPECT_TRUE(Item("*").Matches("a"));
  EXPECT_TRUE(Item("*").Matches(""));
  EXPECT_TRUE(Item("売上.*").Matches("売上.増"));
}

TEST(KindPatternTest, AListMatchesWhereAnyDoes) {
  const KindPattern pattern{{Item("a.b"), Item("c.*")}};
  EXPECT_TRUE(pattern.Matches("a.b"));
  EXPECT_TRUE(pattern.Matches("c.d"));
  EXPECT_FALSE(pattern.Matches("a.c"));
  EXPECT_FALSE(KindPattern{}.Matches("a"));
  EXPECT_TRUE(pattern.Overlaps(Item("c.d.*")));
  EXPECT_FALSE(pattern.Overlaps(Item("d.*")));
  EXPECT_FALSE(KindPattern{}.Overlaps(Item("*")));
}

TEST(KindPatternTest, OverlapsWhereSomeKindMatchesBoth) {
  const struct {
    const char *a, *b;
    bool overlap;
  } kCases[] = {
      {"a.b", "a.b", true},   {"a.b", "a.c", false},   {"a.b", "a.b.c", false},
      {"a.*", "a.b", true},   {"a.*", "a", false},     {"a.*", "b.a", false},
      {"a.*", "a.*", true},   {"a.*", "a.b.*", true},  {"a.b.*", "a.c.*", false},
      {"a.*", "ab.*", false}, {"*", "a", true},        {"*", "a.*", true},
      {"*", "*", true},       {"a.b.*", "a.b", false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Item(c.a).Overlaps(Item(c.b)), c.overlap) << c.a << " " << c.b;
    EXPECT_EQ(Item(c.b).Overlaps(Item(c.a)), c.overlap) << c.b << " " << c.a;
  }
}

TEST(KindPatternTest, RefusesAStarElsewhere) {
  KindPatternItem item;
  for (const char* text : {"", "a*", "*a", "*.a", "a.*.b", "**", "a.**", "@usage", "a*b"}) {
    EXPECT_FALSE(ParseKindPatternItem(text, &item)) << text;
  }
}

}  // namespace
}  // namespace kenko
