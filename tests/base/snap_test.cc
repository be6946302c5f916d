// Snap against the plain definition: the exact decimal digits of a number, rounded as on paper.
#include "base/snap.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>

namespace kenko {
namespace {

// Rounds the decimal digits to so many behind the point (negative: before it), ties to even.
double RoundDigits(double x, int decimals) {
  char exact[1500];  // every digit of a double: at most 309 before the point, 1074 behind it
  std::snprintf(exact, sizeof exact, "%.1080f", std::fabs(x));
  const std::string text = exact;
  const std::size_t point = text.find('.');
  std::string digits = "0" + text.substr(0, point) + text.substr(point + 1);
  const std::size_t kept = point + 1 + static_cast<std::size_t>(decimals);  // wraps around below 0
  const char next = digits[kept];
  const bool more = digits.find_first_not_of('0', kept + 1) != std::string::npos;
  const bool odd = (digits[kept - 1] - '0') % 2 != 0;
  if (next > '5' || (next == '5' && (more || odd))) {
    std::size_t i = kept - 1;
    for (; digits[i] == '9'; --i) digits[i] = '0';
    ++digits[i];
  }
  for (std::size_t i = kept; i < digits.size(); ++i) digits[i] = '0';
  const std::string rounded = digits.substr(0, point + 1) + "." + digits.substr(point + 1);
  return std::copysign(std::strtod(rounded.c_str(), nullptr), x);
}

double SnapOnPaper(double x) {
  if (std::fabs(x) < 1e6) return RoundDigits(x, 9);
  char text[400];
  std::snprintf(text, sizeof text, "%.0f", std::trunc(std::fabs(x)));
  const double snapped = RoundDigits(x, 15 - static_cast<int>(std::strlen(text)));
  return std::isfinite(snapped) ? snapped : x;
}

void Check(double x) {
  EXPECT_EQ(Snap(x), SnapOnPaper(x)) << std::hexfloat << x;
  EXPECT_EQ(Snap(-x), -SnapOnPaper(x)) << std::hexfloat << x;
  EXPECT_EQ(Snap(Snap(x)), Snap(x)) << std::hexfloat << x;
}

// And its neighbours.
void CheckAround(double x) {
  Check(x);
  Check(std::nextafter(x, -1e300));
  Check(std::nextafter(x, 1e300));
}

TEST(SnapTest, RoundsToNineDecimals) {
  EXPECT_EQ(Snap(0.1 + 0.2), 0.3);
  EXPECT_EQ(Snap(0.3000000004), 0.3);
  EXPECT_EQ(Snap(1e-10), 0);
  EXPECT_EQ(Snap(0), 0);
  for (double x : {0.0, 1.0, 0.5, 0.1, 1.0 / 3, 2.0 / 3, 99.999999999, 99.9999999995, 123456.789,
                   0.0000000005, 0.0000000015, 0.0000000025, 0.3000000005, 0.3000000015,
                   0.7000000005, 1.0000000005, 12345.0000000005, 4.9e-324, 1e-300}) {
    CheckAround(x);
  }
}

TEST(SnapTest, TiesGoToTheEvenOne) {
  EXPECT_EQ(Snap(1.0 / 1024), 0.000976562);  // 0.0009765625
  EXPECT_EQ(Snap(3.0 / 1024), 0.002929688);  // 0.0029296875
  EXPECT_EQ(Snap(-1.0 / 1024), -0.000976562);
  EXPECT_EQ(Snap(-3.0 / 1024), -0.002929688);
  for (int i = 1; i < 4096; i += 2) {
    CheckAround(i / 1024.0);
    CheckAround(900'000 + i / 1024.0);
  }
}

TEST(SnapTest, RoundsLargeOnesToFifteenDigits) {
  EXPECT_EQ(Snap(1234567.123456789), 1234567.12345679);
  EXPECT_EQ(Snap(123456789012345678.0), 123456789012346000.0);
  EXPECT_EQ(Snap(1000000.001953125), 1000000.00195312);  // a tie
  EXPECT_EQ(Snap(1000000.005859375), 1000000.00585938);  // a tie
  for (double x :
       {1e6, 999999.9999999995, 999999.9999999999, 1000000.000000005, 1e14, 1e15, 1e16,
        999999999999999.0, 999999999999999.5, 9999999999999995.0, 1e21, 1e22, 1e23, 1.5e300}) {
    CheckAround(x);
  }
  for (int i = 1; i < 4096; i += 2) CheckAround(1e6 + i / 512.0);
}

TEST(SnapTest, LeavesWhatItCannotRound) {
  const double most = std::numeric_limits<double>::max();
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(Snap(most), most);
  EXPECT_EQ(Snap(-most), -most);
  EXPECT_EQ(Snap(infinity), infinity);
  EXPECT_LT(CompareSnapped(-infinity, infinity), 0);
  EXPECT_GT(CompareSnapped(infinity, most), 0);
  EXPECT_EQ(CompareSnapped(infinity, infinity), 0);
}

TEST(SnapTest, AgreesWithPaperOnRandomNumbers) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    // Near a tie, where a product of 64 bits could round to the wrong side.
    const double power = std::pow(10.0, static_cast<double>(random() % 16));
    const double whole = std::floor(power * static_cast<double>(random() % 1'000'000) / 1e6);
    CheckAround((whole + 0.5) / 1e9);
    const std::uint64_t mantissa = random() >> 12;
    const int exponent = static_cast<int>(random() % 80) - 40;
    Check(std::ldexp(1.0 + static_cast<double>(mantissa) / 4503599627370496.0, exponent));
  }
}

TEST(SnapTest, ComparesAsSnappedNumbersDo) {
  std::mt19937_64 random(8);
  const auto sign = [](double a, double b) { return a < b ? -1 : a > b ? 1 : 0; };
  for (int i = 0; i < 200'000; ++i) {
    const double scale = std::pow(10.0, static_cast<double>(random() % 18) - 6);
    const double a = scale * static_cast<double>(random() % 1'000'001) / 1e6;
    const double steps = static_cast<double>(random() % 41) - 20;
    const double b = (i % 2 == 0 ? a : -a) + steps * (i % 3 == 0 ? 2e-10 : a * 1e-15);
    EXPECT_EQ(CompareSnapped(a, b), sign(Snap(a), Snap(b))) << std::hexfloat << a << " " << b;
    EXPECT_EQ(SnappedLess(a, b), Snap(a) < Snap(b));
    EXPECT_EQ(SnappedEqual(a, b), Snap(a) == Snap(b));
    EXPECT_EQ(SnapsToZero(b), Snap(b) == 0);
  }
}

TEST(SnapTest, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(SnappedRound(0.5), 1);
  EXPECT_EQ(SnappedRound(-2.5), -3);
  EXPECT_EQ(SnappedRound(2.4999999999), 3);  // snaps to 2.5
  EXPECT_EQ(SnappedRound(2.499999999), 2);
}

}  // namespace
}  // namespace kenko
