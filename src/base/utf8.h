// UTF-8, and which code points names are made of.
#ifndef KENKO_BASE_UTF8_H_
#define KENKO_BASE_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace kenko {

// What DecodeUtf8 gives where no code point begins.
inline constexpr char32_t kNotUtf8 = 0xFFFFFFFF;

// The code point that begins at `position`, and moves `position` past it; kNotUtf8 (and past one
// byte) where the bytes are not UTF-8: cut short, overlong, a surrogate, or beyond U+10FFFF.
// REQUIRES: *position < text.size().
char32_t DecodeUtf8(std::string_view text, std::size_t* position);

bool IsAscii(std::string_view text);
bool IsUtf8(std::string_view text);

// REQUIRES: IsCodePoint(code_point).
void AppendUtf8(char32_t code_point, std::string* text);

// Whether it is one that UTF-8 can hold: no surrogate, at most U+10FFFF.
inline bool IsCodePoint(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

// A letter of any script, or `_`.
bool IsNameStart(char32_t c);
// Likewise, or a digit or combining mark of any script.
bool IsNamePart(char32_t c);

}  // namespace kenko

#endif  // KENKO_BASE_UTF8_H_
