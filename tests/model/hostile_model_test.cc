// Files made to hurt get an error at once. Times are many times what is needed, so that a loaded
// machine or a sanitizer doesn't fail the test, and far below what an unbounded reader would take.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

constexpr int kSeconds = 10;

std::string Repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

const std::string& Head() {
  static const auto* const head = new std::string("kenko: 1\nname: m\n");
  return *head;
}

// The first thing told of a file.
std::string First(const std::string& text) {
  const auto start = std::chrono::steady_clock::now();
  const std::vector<std::string> told = Diagnose(text, Snippets::kWholeFiles);
  const auto taken = std::chrono::steady_clock::now() - start;
  EXPECT_LT(taken, std::chrono::seconds(kSeconds));
  return told.empty() ? "" : told.front();
}

TEST(HostileModelTest, TooLarge) {
  EXPECT_EQ(First(std::string(100'000'000, '#')),
            "1:1: error: the file is larger than 1 MiB, the most that a model may be");
}

TEST(HostileModelTest, TooDeep) {
  const std::string too_deep = "error: the file is nested more than 100 levels deep";
  EXPECT_EQ(First(Repeat("[", 10'000) + Repeat("]", 10'000)), "1:101: " + too_deep);
  EXPECT_EQ(First(Repeat("- ", 10'000)), "1:201: " + too_deep);
  EXPECT_EQ(First(Repeat("? ", 10'000)), "1:201: " + too_deep);
  std::string block;
  for (int i = 0; i < 1'000; ++i) block += std::string(i, ' ') + "a:\n";
  EXPECT_EQ(First(block), "100:100: " + too_deep);
  for (const char* open : {"[", "{", "[{", "[a: ", "{? "}) {
    const std::string told = First(Repeat(open, 250'000));
    EXPECT_NE(told.find(too_deep), std::string::npos) << open << ": " << told;
  }
}

TEST(HostileModelTest, TooDeepByAliases) {
  std::string text = Head() + "meta:\n  - &a0 x\n";
  for (int i = 1; i < 200; ++i) {
    text += "  - &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  }
  EXPECT_EQ(First(text), "102:11: error: the file is nested more than 100 levels deep");
}

TEST(HostileModelTest, AliasBomb) {
  const std::string too_much =
      "error: the file, aliases written out, holds more than 200000 values or 4 MiB of text";
  std::string text = Head() + "meta:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    text += "  - &a" + std::to_string(i) + " [" + Repeat(alias + ", ", 9) + alias + "]\n";
  }
  EXPECT_EQ(First(text), "9:10: " + too_much);
  // The same with few values and much text.
  EXPECT_EQ(First("meta: &a " + std::string(100'000, 'x') + "\nb: [" + Repeat("*a, ", 1'000) + "]"),
            "2:165: " + too_much);
}

TEST(HostileModelTest, ManyErrors) {
  std::string unknown_keys = Head(), keys_twice = Head(), unknown_names = Head() + "measures:\n";
  for (int i = 0; i < 20'000; ++i) {
    const std::string n = std::to_string(i);
    unknown_keys += "key" + n + ": 1\n";
    keys_twice += n + ": 1\n" + n + ": 2\n";
    unknown_names += "  a" + n + ": {formula: b" + n + "}\n";
  }
  EXPECT_EQ(First(unknown_keys), "3:1: error: a model has no key `key0`");
  EXPECT_EQ(First(keys_twice),
            "4:1: error: the key `0` stands here a second time; the first is on line 3");
  EXPECT_EQ(First(unknown_names), "4:17: error: unknown name `b0`; did you mean `a0`?");
}

TEST(HostileModelTest, DeepFormulas) {
  const std::string parentheses = Repeat("(", 100'000) + "1" + Repeat(")", 100'000);
  EXPECT_EQ(First(Head() + "measures: {a: {formula: " + parentheses + "}}"),
            "3:226: error: nested more than 200 levels deep");
  const std::string minuses = "\"" + Repeat("-", 100'000) + "1\"";
  EXPECT_NE(First(Head() + "measures: {a: {formula: " + minuses + "}}").find("200 levels"),
            std::string::npos);
}

TEST(HostileModelTest, LongChainsAndCircles) {
  std::string chain = Head() + "measures:\n  a0: {count: x}\n", circle = Head() + "measures:\n";
  for (int i = 1; i < 20'000; ++i) {
    const std::string n = std::to_string(i);
    chain += "  a" + n + ": {formula: a" + std::to_string(i - 1) + "}\n";
    circle += "  a" + n + ": {formula: a" + std::to_string(i + 1) + "}\n";
  }
  chain += "rules: [{name: r, when: a19999 > 1, add: 1}]\n";
  EXPECT_EQ(First(chain), "");
  circle += "  a20000: {formula: a1}\n";
  EXPECT_EQ(First(circle),
            "4:3: error: these measures use each other in a circle: a1 → a2 → a3 → "
            "a4 → a5 → a6 → a7 → a8 → a9 → a10 → … → a1");
}

TEST(HostileModelTest, LongChainsAndCirclesOfMilestones) {
  const std::string start = Head() +
                            "customer: {started_at: t, attributes: {t: time}}\n"
                            "onboarding:\n  plans:\n    - name: p\n      milestones:\n";
  std::string chain = start, circle = start, all_after_all = start, names;
  for (int i = 1; i < 15'000; ++i) {
    const std::string n = std::to_string(i), next = std::to_string(i + 1);
    chain += "        - {name: m" + n + ", after: [m" + next + "]}\n";
    circle += "        - {name: m" + n + ", after: [m" + next + "]}\n";
  }
  chain += "        - {name: m15000}\n";
  EXPECT_EQ(First(chain), "");
  circle += "        - {name: m15000, after: [m1]}\n";
  EXPECT_EQ(First(circle),
            "8:29: error: these milestones come after each other in a circle: m1 → m2 → m3 → m4 → "
            "m5 → m6 → m7 → m8 → m9 → m10 → … → m1");
  for (int i = 0; i < 400; ++i) names += "m" + std::to_string(i) + ", ";
  for (int i = 0; i < 400; ++i) {
    all_after_all += "        - {name: m" + std::to_string(i) +
                     (i == 0 ? ", after: &a [" + names + "]}\n" : ", after: *a}\n");
  }
  EXPECT_EQ(First(all_after_all),
            "8:29: error: these milestones come after each other in a circle: m0 → m0");
}

TEST(HostileModelTest, ManyGoalsPlaysAndRules) {
  std::string goals = Head() + "success:\n", plays = Head() + "plays:\n";
  std::string rules = Head() + "rules:\n", names, unknown;
  for (int i = 0; i < 10'000; ++i) {
    const std::string n = std::to_string(i);
    goals += "  - {name: g" + n + ", measure: value, target: gaol" + n + "}\n";
    plays += "  - {name: p" + n + ", when: tier == 'a', done_by: x, quiet: 1s}\n";
    rules += "  - {name: r" + n + ", when: true, add: 1}\n";
    names += "r" + n + ", r" + n + ", ";
    unknown += "s" + n + ", ";
  }
  EXPECT_EQ(First(goals), "4:40: error: unknown name `gaol0`");
  EXPECT_EQ(First(plays), "");
  EXPECT_EQ(First(rules + "stability: {every: 1d, at_once: [" + names + "]}"), "");
  EXPECT_EQ(First(rules + "stability: {every: 1d, at_once: [" + unknown + "]}"),
            "10004:34: error: no rule is called `s0`; did you mean `r0`?");
}

TEST(HostileModelTest, OversWithoutEnd) {
  const std::string too_many =
      ": error: with this measure the model looks at more than 256 earlier clocks; use fewer "
      "different overs, or nest them less";
  std::string rising = Head() + "measures:\n  a0: {count: x}\n", doubling = rising;
  for (int i = 1; i < 10'000; ++i) {
    const std::string n = std::to_string(i), before = std::to_string(i - 1);
    rising += "  a" + n + ": {change: a" + before + ", over: " + n + "s}\n";
    if (i <= 31) {
      doubling += "  a" + n + ": {difference: a" + before +
                  ", over: " + std::to_string(std::int64_t{1} << (i - 1)) + "s}\n";
    }
  }
  EXPECT_NE(First(rising).find(too_many), std::string::npos);
  EXPECT_NE(First(doubling).find(too_many), std::string::npos);
}

TEST(HostileModelTest, LargeSetsUsedOften) {
  std::string text = Head() + "kinds: {s: [";
  for (int i = 0; i < 40'000; ++i) text += "k" + std::to_string(i) + ",";
  text += "]}\nmeasures:\n";
  for (int i = 0; i < 10'000; ++i) text += "  a" + std::to_string(i) + ": {count: \"@s\"}\n";
  EXPECT_EQ(First(text),
            "10:15: error: the kind patterns of the model, sets written out, are more than 200000");
}

TEST(HostileModelTest, LongNames) {
  const std::string name(100'000, 'n');
  const std::string signal = "{name: a, formula: 1, curve: identity}";
  EXPECT_EQ(First(Head() + "scorecards: [{name: s, groups: [{name: " + name + ", signals: [" +
                  signal + "]}]}]"),
            "3:40: error: this name makes the node's path longer than 1000 bytes");
  EXPECT_LT(First(Head() + name + ": 1").size(), 200u);
  EXPECT_LT(First(Head() + "measures: {a: {formula: " + name + "}}").size(), 200u);
}

}  // namespace
}  // namespace kenko
