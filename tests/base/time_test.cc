#include "kenko/time.h"

#include <gtest/gtest.h>

namespace kenko {
namespace {

TEST(FormatInstantTest, WritesTheGregorianDateAndMicroseconds) {
  EXPECT_EQ(FormatInstant(0), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(FormatInstant(-1), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(FormatInstant(1'738'281'600 * kSecond), "2025-01-31T00:00:00.000000Z");
  EXPECT_EQ(FormatInstant(951'782'400 * kSecond + 5), "2000-02-29T00:00:00.000005Z");
  EXPECT_EQ(FormatInstant(-2'203'977'600 * kSecond), "1900-02-28T00:00:00.000000Z");
  EXPECT_EQ(FormatInstant(-2'203'891'200 * kSecond), "1900-03-01T00:00:00.000000Z");
  EXPECT_EQ(FormatInstant(kMinInstant), "0001-01-01T00:00:00.000000Z");
  EXPECT_EQ(FormatInstant(kMaxInstant), "9999-12-31T23:59:59.999999Z");
}

}  // namespace
}  // namespace kenko
