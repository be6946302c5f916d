// What expressions come to (MODEL.md 5).
#include "model/expression.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "base/number_text.h"
#include "tests/model/expression_scope.h"

namespace kenko {
namespace {

class ExpressionTest : public testing::Test {
 protected:
  ExpressionTest() { AddUsualFacts(&scope_); }

  // The value as a text: "missing", "true", "'pro'", "0.5".
  std::string Of(const std::string& text) {
    ExpressionError error;
    const std::optional<Expression> expression = CompileExpression(text, scope_.scope(), &error);
    if (!expression) return "error at " + std::to_string(error.offset) + ": " + error.message;
    const Value value = scope_.Evaluate(*expression);
    if (!value.present) return "missing";
    switch (expression->type) {
      case ValueType::kNumber:
        return FormatPlain(value.number);
      case ValueType::kText:
        return "'" + std::string(value.text()) + "'";
      case ValueType::kFlag:
        return value.flag ? "true" : "false";
      case ValueType::kTime:
        break;
    }
    return "a time";
  }

  struct Case {
    const char* text;
    const char* value;
  };
  void Check(const std::vector<Case>& cases) {
    for (const Case& c : cases) EXPECT_EQ(Of(c.text), c.value) << c.text;
  }

  ExpressionScope scope_;
};

TEST_F(ExpressionTest, ReadsLiterals) {
  Check({{"16", "16"},
         {"1.5", "1.5"},
         {".5", "0.5"},
         {"1e3", "1000"},
         {"1.5e-3", "0.0015"},
         {"1E+2", "100"},
         {"007", "7"},
         {"1e-400", "0"},
         {"true", "true"},
         {"false", "false"},
         {"'a \"b\"'", "'a \"b\"'"},
         {"\"it's\"", "'it's'"},
         {"''", "''"}});
}

TEST_F(ExpressionTest, ReadsEscapes) {
  Check({{R"('\\\'\"\`\?')", "'\\'\"`?'"},
         {R"("\a\b\f\n\r\t\v")", "'\a\b\f\n\r\t\v'"},
         {R"('\x41\X7a\101')", "'AzA'"},
         {R"('\x80\377')", "'\u0080\u00ff'"},  // code points, not bytes
         {R"('\u5065\U00005eb7\U0001F600')", "'健康😀'"},
         {R"('\0601')", "'01'"}});
  EXPECT_EQ(Of(R"('a\x00b')"), std::string("'a\0b'", 5));
}

TEST_F(ExpressionTest, FindsNames) {
  Check({{"seats", "8"},
         {"onboarding.plan", "'guided'"},
         {"担当 == '田中'", "true"},
         {"done('kickoff')", "true"},
         {"subscore(\"usage/logins\") + 1", "63.5"},
         {"done('no')", "missing"},
         {"subscore('no')", "missing"}});
}

TEST_F(ExpressionTest, BindsAsCelDoes) {
  Check({{"1 + 2 * 3", "7"},
         {"(1 + 2) * 3", "9"},
         {"10 - 4 - 3", "3"},
         {"24 / 4 / 3", "2"},
         {"2 * 7 % 4", "2"},
         {"-2 * 3", "-6"},
         {"2 - -3", "5"},
         {"--2", "2"},
         {"---2", "-2"},
         {"!!true", "true"},
         {"!true == false", "true"},  // (!true) == false
         {"true || false && false", "true"},
         {"1 < 2 == true", "true"},
         {"1 + 1 == 2 && 3 > 2", "true"},
         {"1 in [1] == true", "true"},
         {"false ? 1 : true ? 2 : 3", "2"},
         {"true ? (false ? 1 : 2) : 3", "2"},
         {"true || false ? 1 : 2", "1"},
         {"!plan.startsWith('x')", "true"},
         {"-abs(-3) + 1", "-2"}});
}

TEST_F(ExpressionTest, CalculatesWithFloats) {
  Check({{"1 / 2", "0.5"},
         {"mrr / seats", "156.3125"},
         {"7 % 3", "1"},
         {"-7 % 3", "-1"},  // C's fmod
         {"5.5 % -2", "1.5"},
         {"1 / 0", "missing"},
         {"0 / 0", "missing"},
         {"1 / 0.0000000004", "missing"},  // snaps to 0
         {"1 % 0.0000000004", "missing"},
         {"1 / 0.0000000006 > 1e9", "true"},
         {"1e308 * 10", "missing"},
         {"1e308 * 10 > 5", "missing"},
         {"-1e308 - 1e308", "missing"},
         {"no_number + 1", "missing"},
         {"-no_number", "missing"},
         {"0.1 + 0.2", "0.30000000000000004"}});  // results are unsnapped
}

TEST_F(ExpressionTest, ComparesSnapped) {
  Check({{"0.1 + 0.2 == 0.3", "true"},
         {"0.1 + 0.2 > 0.3", "false"},
         {"0.1 + 0.2 <= 0.3", "true"},
         {"0.3 != 0.1 + 0.2", "false"},
         {"0.3000000004 == 0.3", "true"},
         {"0.3000000006 == 0.3", "false"},
         {"0.3000000006 > 0.3", "true"},
         {"0.0000000004 == 0", "true"},
         {"0.0000000005 == 0", "false"},
         {"1000000.000000001 == 1000000", "true"},
         {"1000000.00000001 == 1000000", "false"},
         {"0.1 + 0.2 in [0.3]", "true"},
         {"0.3 in [0.30000000049, 7]", "true"},
         {"mrr == 1250.5", "true"}});
}

TEST_F(ExpressionTest, ComparesTextsAndFlags) {
  Check({{"plan == 'pro'", "true"},
         {"plan != 'pro'", "false"},
         {"'a' < 'b'", "true"},
         {"'a' < 'aa'", "true"},
         {"'Z' < 'a'", "true"},
         {"'z' < 'é'", "true"},  // by byte
         {"'\\uffff' < '\\U00010000'", "true"},
         {"'b' >= 'b'", "true"},
         {"'a' > 'b'", "false"},
         {"'b' <= 'a'", "false"},
         {"strategic == true", "true"},
         {"strategic != true", "false"},
         {"no_text == 'x'", "missing"},
         {"no_flag == true", "missing"}});
}

TEST_F(ExpressionTest, LooksIntoLists) {
  Check({{"plan in ['free', 'pro']", "true"},
         {"plan in ['pro']", "true"},
         {"plan in ['free', 'trial', 'x', 'a',]", "false"},
         {"plan in []", "false"},
         {"no_text in []", "missing"},
         {"no_text in ['pro']", "missing"},
         {"seats in [-8, 1e1]", "false"},
         {"-seats in [3, -8, 2]", "true"},
         {"strategic in [true]", "true"},
         {"strategic in [false]", "false"},
         {"strategic in [false, true]", "true"},
         {"strategic in []", "false"}});
}

TEST_F(ExpressionTest, HasThreeTruthValues) {
  Check({{"false && no_flag", "false"},        {"no_flag && false", "false"},
         {"true && no_flag", "missing"},       {"no_flag && true", "missing"},
         {"no_flag && no_flag", "missing"},    {"true && true", "true"},
         {"true && false", "false"},           {"true || no_flag", "true"},
         {"no_flag || true", "true"},          {"false || no_flag", "missing"},
         {"no_flag || false", "missing"},      {"no_flag || no_flag", "missing"},
         {"false || false", "false"},          {"no_flag && true && false", "false"},
         {"no_flag || false || true", "true"}, {"!no_flag", "missing"},
         {"no_flag ? 1 : 2", "missing"},       {"true ? 1 : no_number", "1"},
         {"false ? 1 : no_number", "missing"}, {"no_number > 1 ? 'a' : 'b'", "missing"},
         {"1 + (no_flag ? 1 : 2)", "missing"}, {"1 + (false ? 1 : 2)", "3"}});
}

TEST_F(ExpressionTest, CallsFunctions) {
  Check({{"has(seats)", "true"},
         {"has(no_number)", "false"},
         {"has(1 / 0)", "false"},
         {"has(signed_on)", "true"},
         {"has((no_time))", "false"},
         {"!has(no_text)", "true"},
         {"has(has(no_text))", "true"},
         {"coalesce(no_number, 5)", "5"},
         {"coalesce(no_number, no_number)", "missing"},
         {"coalesce(no_text, plan, 'x')", "'pro'"},
         {"coalesce(seats)", "8"},
         {"coalesce(no_flag, false)", "false"},
         {"min(3, 1, 2)", "1"},
         {"max(3, seats, 2)", "8"},
         {"min(7)", "7"},
         {"min(1, no_number)", "missing"},
         {"max(no_number, 1, 2)", "missing"},
         {"min(0.3, 0.1 + 0.2)", "0.3"},  // equal when snapped: the first
         {"max(0.3, 0.1 + 0.2)", "0.3"},
         {"min(0.1 + 0.2, 0.3)", "0.30000000000000004"},
         {"abs(-2.5)", "2.5"},
         {"abs(no_number)", "missing"}});
}

TEST_F(ExpressionTest, CallsMethods) {
  Check({{"plan.startsWith('pr')", "true"},
         {"plan.startsWith('')", "true"},
         {"plan.startsWith('prod')", "false"},
         {"plan.endsWith('ro')", "true"},
         {"plan.endsWith('apro')", "false"},
         {"plan.contains('r')", "true"},
         {"plan.contains('x')", "false"},
         {"onboarding.plan.contains('uid')", "true"},
         {"plan . contains ( 'r' )", "true"},
         {"'profile'.startsWith(plan)", "true"},
         {"(strategic ? plan : 'x').endsWith('o')", "true"},
         {"no_text.contains('x')", "missing"},
         {"plan.contains(no_text)", "missing"},
         {"担当.startsWith('田')", "true"}});
}

TEST_F(ExpressionTest, CountsDays) {
  Check({{"days_since(signed_on)", "10.5"},
         {"days_until(signed_on)", "-10.5"},
         {"days_since(no_time)", "missing"},
         {"days_since((signed_on)) > 10", "true"}});
}

TEST_F(ExpressionTest, KnowsWhatItReads) {
  ExpressionError error;
  const auto expression =
      CompileExpression("seats > 1 && days_since(signed_on) < seats + mrr", scope_.scope(), &error);
  ASSERT_TRUE(expression);
  const std::vector<FactSlot> expected = {0, scope_.SlotOf("seats"), scope_.SlotOf("mrr"),
                                          scope_.SlotOf("signed_on")};
  EXPECT_EQ(expression->reads, expected);
  EXPECT_EQ(expression->type, ValueType::kFlag);
}

TEST_F(ExpressionTest, KeepsItsTextsWhenMoved) {
  ExpressionError error;
  auto compiled = CompileExpression("'short' + ''", scope_.scope(), &error);
  EXPECT_FALSE(compiled);
  compiled = CompileExpression("strategic ? 'short' : 'x'", scope_.scope(), &error);
  ASSERT_TRUE(compiled);
  const Expression moved = std::move(*compiled);
  compiled.reset();
  EXPECT_EQ(scope_.Evaluate(moved).text(), "short");
}

TEST_F(ExpressionTest, TakesLongFlatTexts) {
  std::string sum = "1", either = "false";
  for (int i = 1; i < 100'000; ++i) sum += " + 1";
  for (int i = 1; i < 80'000; ++i) either += "||no_flag";
  EXPECT_EQ(Of(sum), "100000");
  EXPECT_EQ(Of(either), "missing");
  EXPECT_EQ(Of(either + "||true"), "true");
  std::string list = "seats in [8", most = "max(1";
  for (int i = 1; i < 100'000; ++i) {
    list += "," + std::to_string(i);
    most += "," + std::to_string(i);
  }
  EXPECT_EQ(Of(list + "]"), "true");
  EXPECT_EQ(Of(most + ")"), "99999");
}

TEST_F(ExpressionTest, NestsTwoHundredDeep) {
  const auto around = [](int count, const std::string& open, const std::string& inside,
                         const std::string& close) {
    std::string text;
    for (int i = 0; i < count; ++i) text += open;
    text += inside;
    for (int i = 0; i < count; ++i) text += close;
    return text;
  };
  const struct {
    const char *open, *inside, *close, *value;
  } kForms[] = {{"(", "1", ")", "1"},
                {"-", "1", "", "1"},
                {"!", "true", "", "true"},
                {"abs(", "1", ")", "1"},
                {"false ? 2 : ", "3", "", "3"},
                {"1 + 1 * (", "1", ") - 1", "1"},
                {"'x'.startsWith('y') || (", "true", ")", "true"}};
  for (const auto& form : kForms) {
    const std::string value = Of(around(200, form.open, form.inside, form.close));
    EXPECT_EQ(value, form.value) << form.open;
    for (const int count : {201, 30'000}) {
      EXPECT_NE(Of(around(count, form.open, form.inside, form.close)).find("200 levels"),
                std::string::npos)
          << form.open << count;
    }
  }
}

}  // namespace
}  // namespace kenko
