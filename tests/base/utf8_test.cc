#include "base/utf8.h"

#include <gtest/gtest.h>

namespace kenko {
namespace {

TEST(Utf8Test, EveryCodePointSurvivesTheRoundTrip) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (!IsCodePoint(c)) continue;
    std::string text;
    AppendUtf8(c, &text);
    std::size_t position = 0;
    ASSERT_EQ(DecodeUtf8(text, &position), c);
    ASSERT_EQ(position, text.size());
  }
}

TEST(Utf8Test, RefusesWhatIsNotUtf8) {
  for (const char* text : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80",
                           "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff",
                           "\xc3", "\xe5\x81", "\xf0\x9f\x98", "\xc3(", "\xe5(\x80"}) {
    std::size_t position = 0;
    EXPECT_EQ(DecodeUtf8(text, &position), kNotUtf8);
    EXPECT_EQ(position, 1u);
    EXPECT_FALSE(IsUtf8(text));
  }
  EXPECT_TRUE(IsUtf8("健康, größe, 😀"));
}

TEST(Utf8Test, NamesAreOfLettersOfAnyScript) {
  for (const char32_t c : {U'a', U'Z', U'_', U'é', U'ж', U'健', U'の', U'ー', U'ก', U'א', U'अ'}) {
    EXPECT_TRUE(IsNameStart(c) && IsNamePart(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'0', U'9', U'٣', U'\u0301', U'\u093F'}) {
    EXPECT_TRUE(!IsNameStart(c) && IsNamePart(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U' ', U'.', U'-', U'€', U'\u00A0', U'「', U'😀', char32_t{0x110000},
                           kNotUtf8, U'@', U'[', U'`', U'{', U'/', U':'}) {
    EXPECT_FALSE(IsNameStart(c) || IsNamePart(c)) << static_cast<unsigned>(c);
  }
}

}  // namespace
}  // namespace kenko
