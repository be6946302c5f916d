// What is wrong with an expression, and where.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "model/expression.h"
#include "tests/model/expression_scope.h"

namespace kenko {
namespace {

class ExpressionErrorTest : public testing::Test {
 protected:
  ExpressionErrorTest() { AddUsualFacts(&scope_); }

  ExpressionError Of(const std::string& text) {
    ExpressionError error;
    if (CompileExpression(text, scope_.scope(), &error)) error.message = "no error";
    EXPECT_LE(error.offset, text.size());
    EXPECT_TRUE(IsUtf8(error.message));
    return error;
  }

  struct Case {
    std::string text;
    std::size_t offset;
    const char* message;  // a part of it
  };
  void Check(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
      const ExpressionError error = Of(c.text);
      EXPECT_EQ(error.offset, c.offset) << c.text << "\n" << error.message;
      EXPECT_NE(error.message.find(c.message), std::string::npos) << c.text << "\n"
                                                                  << error.message;
    }
  }

  ExpressionScope scope_;
};

TEST_F(ExpressionErrorTest, OfWriting) {
  Check({{"", 0, "expected a value, found the end"},
         {"  ", 2, "expected a value, found the end"},
         {"1 +", 3, "expected a value, found the end"},
         {"1 2", 2, "expected an operator, found `2`"},
         {"(1", 2, "expected `)`, found the end"},
         {"1)", 1, "expected an operator, found `)`"},
         {"strategic and true", 10, "it is written &&"},
         {"strategic or true", 10, "it is written ||"},
         {"seats = 1", 6, "equality is written =="},
         {"strategic & true", 10, "written &&"},
         {"strategic | true", 10, "written ||"},
         {"seats == null", 9, "!has(x)"},
         {"1 // one", 2, "comment"},
         {"1 # one", 2, "unexpected `#`"},
         {"[1]", 0, "a list stands only behind `in`"},
         {"seats in 1", 9, "expected a list in [ ], found `1`"},
         {"seats in [1", 11, "expected `,` or `]`, found the end"},
         {"seats in [seats]", 10, "expected a literal"},
         {"seats in [,]", 10, "expected a literal"},
         {"true ? true ? 1 : 2 : 3", 12, "in the middle of another is put in ( )"},
         {"true ? 1", 8, "expected `:`, found the end"},
         {"!-1", 1, "expected a value, found `-`"},
         {"seats ~ 1", 6, "unexpected `~`"},
         {"seats\xff", 5, "UTF-8"},
         {".seats", 0, "expected a value, found `.`"},
         {"seats.", 6, "expected a method's name, found the end"},
         {"a..b", 0, "no such name"}});
}

TEST_F(ExpressionErrorTest, OfNumbers) {
  const char* const kDecimal = "decimal digits";
  Check({{"0x1F", 0, kDecimal},
         {"1u", 0, kDecimal},
         {"1.", 0, kDecimal},
         {"1e", 0, kDecimal},
         {"1e+", 0, kDecimal},
         {"1_000", 0, kDecimal},
         {"2 * 12abc", 4, kDecimal},
         {"1.5.5", 0, kDecimal},
         {"2.E", 2, "behind this dot"},
         {"1e309", 0, "beyond what a 64-bit float"},
         {"-1e309", 1, "beyond what a 64-bit float"},
         {"1e99999999999999999999", 0, "beyond what a 64-bit float"}});
}

TEST_F(ExpressionErrorTest, OfTexts) {
  Check({{"plan == 'x", 8, "closing quote"},
         {"'x\"", 0, "closing quote"},
         {"'", 0, "closing quote"},
         {"'x\\", 2, "ends in a backslash"},
         {"'x\\q'", 2, "unknown escape"},
         {"'\\8'", 1, "unknown escape"},
         {"'\\x4'", 1, "2 hexadecimal digits"},
         {"'\\u123'", 1, "4 hexadecimal digits"},
         {"'\\U0011000'", 1, "8 hexadecimal digits"},
         {"'\\U00110000'", 1, "names no character"},
         {"'\\ud800'", 1, "names no character"},
         {"'\\18'", 1, "three digits"},
         {"'\\400'", 1, "unknown escape"},
         {"'a\nb'", 2, "line break"},
         {"'''a'''", 0, "triple quotes"},
         {"r'a'", 0, "without a letter"},
         {"b\"a\"", 0, "without a letter"},
         {"'\xc3'", 1, "UTF-8"},
         {"'\xed\xa0\x80'", 1, "UTF-8"}});
}

TEST_F(ExpressionErrorTest, OfTypes) {
  Check({{"seats + plan", 6, "+ takes two numbers, not a number and a text"},
         {"'a' + 'b'", 4, "not a text and a text"},
         {"seats == plan", 6, "not a number and a text"},
         {"strategic < true", 10, "< takes two numbers or two texts, not a flag and a flag"},
         {"1 < 2 < 3", 6, "not a flag and a number"},
         {"seats && true", 6, "&& takes two flags, not a number and a flag"},
         {"!seats", 0, "! takes a flag, not a number"},
         {"-plan", 0, "- takes a number, not a text"},
         {"seats ? 1 : 2", 0, "not a number"},
         {"true ? 1 : 'a'", 11, "not a number and a text"},
         {"seats in ['a']", 10, "a text where a number is looked for"},
         {"plan in ['a', 1]", 14, "a number where a text is looked for"},
         {"plan in [-'a']", 10, "expected a literal"},
         {"seats.contains('a')", 6, "contains is of two texts, not a number and a text"},
         {"plan.contains(1)", 5, "contains is of two texts, not a text and a number"},
         {"min(1, plan)", 7, "min takes numbers, not a text"},
         {"abs(plan)", 4, "abs takes numbers, not a text"},
         {"coalesce(1, 'a')", 12, "not a number and a text"},
         {"days_since(seats)", 11, "days_since takes a time attribute, not a number"}});
}

TEST_F(ExpressionErrorTest, OfTimes) {
  const char* const kDaysSince = "`days_since(signed_on)`";
  Check({{"signed_on", 0, kDaysSince},
         {"signed_on == signed_on", 10, kDaysSince},
         {"seats < signed_on", 6, kDaysSince},
         {"-signed_on", 0, kDaysSince},
         {"!signed_on", 0, kDaysSince},
         {"signed_on ? 1 : 2", 0, kDaysSince},
         {"true ? signed_on : signed_on", 7, kDaysSince},
         {"coalesce(signed_on, signed_on)", 9, kDaysSince},
         {"min(signed_on)", 4, kDaysSince},
         {"signed_on in []", 0, kDaysSince},
         {"signed_on.contains('a')", 10, kDaysSince}});
}

TEST_F(ExpressionErrorTest, OfNamesAndCalls) {
  Check({{"1 + sets", 4, "no such name"},
         {"done('kick-off')", 5, "no such milestone"},
         {"subscore('x')", 9, "no such path"},
         {"done(plan)", 5, "milestone's name in quotes"},
         {"subscore(1)", 9, "path in quotes"},
         {"done('kickoff' )+ 1", 16, "not a flag and a number"},
         {"done('kickoff', 'no')", 14, "takes one argument"},
         {"abs()", 0, "abs takes one argument"},
         {"abs(1, 2)", 5, "abs takes one argument"},
         {"min()", 0, "min takes one argument or more"},
         {"coalesce(1,)", 11, "expected a value, found `)`"},
         {"has()", 0, "has takes one argument"},
         {"plan.contains()", 5, "contains takes one argument"},
         {"plan.contains('a', 'b')", 17, "contains takes one argument"},
         {"coalesc(1)", 0, "unknown function `coalesc`; did you mean `coalesce`?"},
         {"plan.startswith('a')", 0, "did you mean `startsWith`?"},
         {"contains(plan, 'a')", 0, "is a method"},
         {"'a'.length", 4, "not `length`"},
         {"'a'.contains", 4, "behind this dot"},
         {"size(plan)", 0, "unknown function `size`"}});
}

TEST_F(ExpressionErrorTest, OfPlacesThatHaveNoClockOrScorecard) {
  scope_.scope().now.reset();
  scope_.scope().find_done = nullptr;
  scope_.scope().find_subscore = nullptr;
  Check({{"days_since(signed_on)", 11, "days_since can't be used here"},
         {"1 + days_until(signed_on)", 15, "days_until can't be used here"},
         {"done('kickoff')", 0, "done can't be used here"},
         {"subscore('x')", 0, "subscore can't be used here"}});
}

TEST_F(ExpressionErrorTest, OfSize) {
  Check({{std::string((1 << 20) + 1, ' '), 1 << 20, "at most 1 MiB"},
         {std::string(1 << 20, ' '), 1 << 20, "expected a value"},
         {std::string(100'000, 'a'), 0, "no such name"}});
  EXPECT_LT(Of("1 " + std::string(100'000, 'a')).message.size(), 200u);
}

TEST(ExpressionNameTest, IsOfLettersOfAnyScript) {
  for (const char* name :
       {"a", "_", "a1", "onboarding.plan", "v.2", "売上", "größe", "имя", "अंक", "true_", "in.x"}) {
    EXPECT_TRUE(IsExpressionName(name)) << name;
  }
  for (const char* name : {"", "1a", ".a", "a.", "a..b", "a b", "a-b", "€", "true", "false", "in",
                           "null", "٣", "a\xff", "a/b", "@a", "*"}) {
    EXPECT_FALSE(IsExpressionName(name)) << name;
  }
}

}  // namespace
}  // namespace kenko
