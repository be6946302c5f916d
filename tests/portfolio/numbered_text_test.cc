#include "portfolio/numbered_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace kenko::testing {
namespace {

std::int64_t NumberOf(std::string_view form, std::string_view text) {
  const std::optional<NumberedText> numbered = NumberedText::Of(form);
  EXPECT_TRUE(numbered) << form;
  return numbered ? numbered->NumberOf(text) : NumberedText::kNone;
}

TEST(NumberedTextTest, HasTheNumberInItsDigits) {
  EXPECT_EQ(NumberOf("C0000001", "C0000001"), 1);
  EXPECT_EQ(NumberOf("C0000001", "C1234567"), 1'234'567);
  EXPECT_EQ(NumberOf("00000000", "98765432"), 98'765'432);
  EXPECT_EQ(NumberOf("account:0000012", "account:0034567"), 34'567);
}

TEST(NumberedTextTest, OtherFormsHaveNone) {
  for (const char* other : {"D0000001", "C000001", "C00000001", "C000000x", "C000000:", "C000000/",
                            "C-000001", "c0000001", ""}) {
    EXPECT_EQ(NumberOf("C0000001", other), NumberedText::kNone) << other;
  }
}

TEST(NumberedTextTest, ShortLongAndDigitlessTextsAreOfNoForm) {
  for (const char* text : {"", "7", "C000001", "C0000000000000001", "customer", "C000001x"}) {
    EXPECT_FALSE(NumberedText::Of(text)) << text;
  }
}

// Against reading digit by digit; the letters may be any bytes.
TEST(NumberedTextTest, RandomTextsHaveTheNumbersThatAreWrittenInThem) {
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    const std::size_t size = 8 + random() % 9;
    const std::size_t digits = 1 + random() % 8;
    std::string form(size, ' ');
    for (char& letter : form) letter = static_cast<char>(random() % 256);
    if (size > digits) form[size - digits - 1] = "x/:\xB5"[random() % 4];
    for (std::size_t i = size - digits; i < size; ++i) form[i] = '7';

    std::string text = form;
    std::int64_t number = 0;
    for (std::size_t i = size - digits; i < size; ++i) {
      text[i] = static_cast<char>('0' + random() % 10);
      number = number * 10 + (text[i] - '0');
    }
    ASSERT_EQ(NumberOf(form, text), number) << text;
    std::string written(size, '?');
    NumberedText::Of(form)->Write(static_cast<std::uint32_t>(number), written.data());
    ASSERT_EQ(written, text);
    // Another letter anywhere but for a digit among digits.
    std::string other = text;
    const std::size_t place = random() % size;
    other[place] = static_cast<char>(random() % 256);
    const bool is_digit = other[place] >= '0' && other[place] <= '9';
    if (other == text || (place >= size - digits && is_digit)) continue;
    ASSERT_EQ(NumberOf(form, other), NumberedText::kNone) << other;
  }
}

}  // namespace
}  // namespace kenko::testing
