#include "base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

#include "base/letter_ranges.h"
#include "base/prefetch.h"

namespace kenko {
namespace {

template <std::size_t N>
bool InRanges(const CodePointRange (&ranges)[N], char32_t c) {
  const auto after = std::upper_bound(
      std::begin(ranges), std::end(ranges), c,
      [](char32_t wanted, const CodePointRange& range) { return wanted < range.first; });
  return after != std::begin(ranges) && c <= std::prev(after)->last;
}

// Whether eight bytes are ASCII.
bool AreAscii8(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080u) == 0;
}

bool IsAsciiLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

char32_t DecodeUtf8(std::string_view text, std::size_t* position) {
  const std::size_t start = (*position)++;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(start);
  if (lead < 0x80) return lead;
  if (lead < 0xC2 || lead > 0xF4) return kNotUtf8;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() - start < length) return kNotUtf8;
  char32_t c = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(start + i) & 0xC0) != 0x80) return kNotUtf8;
    c = c << 6 | (byte(start + i) & 0x3F);
  }
  constexpr char32_t kLeastOfLength[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < kLeastOfLength[length] || !IsCodePoint(c)) return kNotUtf8;
  *position = start + length;
  return c;
}

bool IsAscii(std::string_view text) {
  unsigned char bits = 0;
  ForStretches(text.data(), text.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) bits |= static_cast<unsigned char>(text[i]);
  });
  return bits < 0x80;
}

bool IsUtf8(std::string_view text) {
  constexpr std::size_t kWord = 8;
  const auto are_ascii = [text](std::size_t i) { return AreAscii8(text.data() + i); };
  // Almost all text is ASCII: eight bytes at a time, the last of which overlap those before.
  for (std::size_t i = 0; i < text.size();) {
    if (text.size() - i >= kWord && are_ascii(i)) {
      i += kWord;
      if (text.size() - i < kWord && are_ascii(text.size() - kWord)) return true;
      continue;
    }
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
    } else if (DecodeUtf8(text, &i) == kNotUtf8) {
      return false;
    }
  }
  return true;
}

void AppendUtf8(char32_t c, std::string* text) {
  const auto append = [text](char32_t byte) { text->push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    append(c);
    return;
  }
  if (c < 0x800) {
    append(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      append(0xE0 | c >> 12);
    } else {
      append(0xF0 | c >> 18);
      append(0x80 | (c >> 12 & 0x3F));
    }
    append(0x80 | (c >> 6 & 0x3F));
  }
  append(0x80 | (c & 0x3F));
}

bool IsNameStart(char32_t c) {
  if (c < 0x80) return IsAsciiLetter(c) || c == '_';
  return InRanges(kLetterRanges, c);
}

bool IsNamePart(char32_t c) {
  if (c < 0x80) return IsAsciiLetter(c) || c == '_' || (c >= '0' && c <= '9');
  return InRanges(kLetterRanges, c) || InRanges(kMarkAndDigitRanges, c);
}

}  // namespace kenko
