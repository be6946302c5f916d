#include "base/number_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>

namespace kenko {
namespace {

TEST(NumberTextTest, FormatsWithoutExponent) {
  const struct {
    double number;
    const char* text;
  } kCases[] = {{0, "0"},
                {-0.0, "0"},
                {300000, "300000"},
                {0.1, "0.1"},
                {-2.5, "-2.5"},
                {1.0 / 3, "0.3333333333333333"},
                {12345.678, "12345.678"},
                {1e21, "1000000000000000000000"},
                {1e23, "100000000000000000000000"},
                {9007199254740993.0, "9007199254740992"},
                {1e-7, "0.0000001"},
                {-1.25e-3, "-0.00125"},
                {10, "10"}};
  for (const auto& c : kCases) EXPECT_EQ(FormatPlain(c.number), c.text);
  EXPECT_EQ(FormatPlain(std::numeric_limits<double>::max()).size(), 309u);
  EXPECT_EQ(FormatPlain(std::numeric_limits<double>::denorm_min()),
            "0." + std::string(323, '0') + "5");
}

TEST(NumberTextTest, WhatItFormatsReadsBack) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t bits = random();
    double number;
    std::memcpy(&number, &bits, sizeof number);
    if (!std::isfinite(number)) continue;
    const std::string text = FormatPlain(number);
    EXPECT_EQ(text.find_first_not_of("-0123456789."), std::string::npos);
    EXPECT_EQ(ParseNumber(text), number) << text;
    EXPECT_EQ(std::strtod(text.c_str(), nullptr), number) << text;
  }
}

TEST(NumberTextTest, ParsesYamlsNumbers) {
  const struct {
    const char* text;
    double number;
  } kCases[] = {{"0", 0},
                {"-0", -0.0},
                {"+7", 7},
                {"-12", -12},
                {"007", 7},
                {"0o17", 15},
                {"0xfF", 255},
                {"0x0", 0},
                {"1.", 1},
                {".5", 0.5},
                {"-.5", -0.5},
                {"1.5e3", 1500},
                {"1E-2", 0.01},
                {"1.e2", 100},
                {"+1e+2", 100},
                {"1e-400", 0},
                {"-0.00000e999999999999999999999", 0},
                {"18446744073709551616", 18446744073709551616.0},
                {"0xFFFFFFFFFFFFFFFFF", 295147905179352825855.0},
                {"0x20000000000001", 9007199254740993.0},
                {"0x2000000000000100000000001", 158456325028528710471975436289.0},
                {"0o400000000000000001", 9007199254740993.0}};
  for (const auto& c : kCases) EXPECT_EQ(ParseNumber(c.text), c.number) << c.text;
  // As long as it gets.
  EXPECT_EQ(ParseNumber("0." + std::string(1000, '0') + "1e1001"), 1);
  EXPECT_EQ(ParseNumber("1" + std::string(1000, '0') + "e-1000"), 1);
}

TEST(NumberTextTest, RefusesWhatIsNoNumber) {
  for (const char* text : {"",         "+",
                           "-",        ".",
                           "e5",       ".e5",
                           "1e",       "1e+",
                           "--1",      "+-1",
                           " 1",       "1 ",
                           "1_000",    "1,5",
                           "0o",       "0x",
                           "0o8",      "0xg",
                           "-0x1",     "+0o7",
                           "0b1",      "0X1",
                           ".inf",     "-.Inf",
                           "inf",      "nan",
                           ".nan",     "infinity",
                           "1d",       "no",
                           "１",       "1e309",
                           "-1e309",   "1e99999999999999999999",
                           "0.001e312"}) {
    EXPECT_FALSE(ParseNumber(text)) << text;
  }
  EXPECT_FALSE(ParseNumber("0x" + std::string(257, 'F')));
  EXPECT_FALSE(ParseNumber(std::string(400, '9')));
  EXPECT_FALSE(ParseNumber(std::string("1\0", 2)));
}

TEST(DurationTest, IsAnExactNumberOfMicroseconds) {
  const struct {
    const char* text;
    Duration duration;
  } kCases[] = {{"1s", kSecond},
                {"90m", 5400 * kSecond},
                {"24h", kDay},
                {"28d", 28 * kDay},
                {"2w", 14 * kDay},
                {"0s", 0},
                {"0.0d", 0},
                {"0.5s", kSecond / 2},
                {"1.5h", 5400 * kSecond},
                {"007d", 7 * kDay},
                {"0.000001s", 1},
                {"0.00000100000000000000000000000s", 1},
                {"0.1s", 100'000},
                {"0.0001220703125w", 73'828'125},  // 7 d / 2¹³: thirteen decimals, yet whole
                {"36500d", 36'500 * kDay},
                {"36500.000d", 36'500 * kDay},
                {"5214.2d", 5214 * kDay + kDay / 5}};
  for (const auto& c : kCases) {
    Duration duration = -1;
    std::string problem;
    EXPECT_TRUE(ParseDuration(c.text, &duration, &problem)) << c.text << ": " << problem;
    EXPECT_EQ(duration, c.duration) << c.text;
  }
}

TEST(DurationTest, SaysWhatIsWrong) {
  const struct {
    const char *text, *problem;
  } kCases[] = {{"", "digits and a unit"},
                {"28", "digits and a unit"},
                {"d", "digits and a unit"},
                {".5d", "digits and a unit"},
                {"5.d", "digits and a unit"},
                {"-1d", "digits and a unit"},
                {"+1d", "digits and a unit"},
                {"1 d", "digits and a unit"},
                {" 1d", "digits and a unit"},
                {"1d ", "digits and a unit"},
                {"1D", "digits and a unit"},
                {"1ms", "digits and a unit"},
                {"1y", "digits and a unit"},
                {"1e2d", "digits and a unit"},
                {"1.2.3d", "digits and a unit"},
                {"1d2h", "digits and a unit"},
                {"0.0000001s", "whole number of microseconds"},
                {"0.00000000000000000000000001w", "whole number of microseconds"},
                {"0.3333333333333333333333h", "whole number of microseconds"},
                {"36500.0000000001d", "whole number of microseconds"},
                {"36500.000001d", "at most 36500d"},
                {"36501d", "at most 36500d"},
                {"36500.5d", "at most 36500d"},
                {"99999999999999999999999999s", "at most 36500d"}};
  for (const auto& c : kCases) {
    Duration duration = 0;
    std::string problem;
    EXPECT_FALSE(ParseDuration(c.text, &duration, &problem)) << c.text;
    EXPECT_NE(problem.find(c.problem), std::string::npos) << c.text << ": " << problem;
  }
}

}  // namespace
}  // namespace kenko
