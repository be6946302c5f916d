#include "model/expression_text.h"

#include <cstdint>

#include "base/utf8.h"

namespace kenko {
namespace {

bool Fail(std::size_t offset, std::string message, ExpressionError* error) {
  error->offset = offset;
  error->message = std::move(message);
  return false;
}

// The letter after a backslash, and what it stands for.
struct SimpleEscape {
  char written, meant;
};
constexpr SimpleEscape kSimpleEscapes[] = {
    {'\\', '\\'}, {'\'', '\''}, {'"', '"'},  {'`', '`'},  {'?', '?'},  {'a', '\a'},
    {'b', '\b'},  {'f', '\f'},  {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'v', '\v'},
};

// -1: not a digit of that base.
int DigitValue(char c, int base) {
  int value = -1;
  if (c >= '0' && c <= '9') value = c - '0';
  if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  return value < base ? value : -1;
}

// Reads the escape whose backslash stands at *position.
bool ReadEscape(std::string_view source, std::size_t* position, std::string* text,
                ExpressionError* error) {
  const std::size_t start = *position;
  if (start + 1 == source.size()) return Fail(start, "a text ends in a backslash", error);
  const char kind = source[start + 1];
  for (const SimpleEscape& escape : kSimpleEscapes) {
    if (escape.written == kind) {
      text->push_back(escape.meant);
      *position = start + 2;
      return true;
    }
  }

  int base = 16;
  std::size_t length = 0;
  std::size_t first = start + 2;
  switch (kind) {
    case 'x':
    case 'X':
      length = 2;
      break;
    case 'u':
      length = 4;
      break;
    case 'U':
      length = 8;
      break;
    case '0':
    case '1':
    case '2':
    case '3':
      base = 8;
      length = 3;
      first = start + 1;
      break;
    default:
      return Fail(start, "unknown escape in a text; a backslash itself is written \\\\", error);
  }
  std::uint32_t code_point = 0;
  for (std::size_t i = first; i < first + length; ++i) {
    const int digit = i < source.size() ? DigitValue(source[i], base) : -1;
    if (digit < 0) {
      return Fail(start,
                  base == 8 ? std::string("an octal escape is a backslash and three digits")
                            : std::string("the escape \\") + kind + " takes " +
                                  std::to_string(length) + " hexadecimal digits",
                  error);
    }
    code_point = code_point * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
  }
  if (!IsCodePoint(code_point)) return Fail(start, "an escape names no character", error);
  AppendUtf8(code_point, text);
  *position = first + length;
  return true;
}

}  // namespace

bool ReadTextLiteral(std::string_view source, std::size_t* position, std::string* text,
                     ExpressionError* error) {
  const std::size_t start = *position;
  const char quote = source[start];
  if (source.substr(start, 3) == std::string(3, quote)) {
    return Fail(start, "triple quotes are not part of the expression language", error);
  }
  text->clear();
  std::size_t i = start + 1;
  while (i < source.size()) {
    const char c = source[i];
    if (c == quote) {
      *position = i + 1;
      return true;
    }
    if (c == '\\') {
      if (!ReadEscape(source, &i, text, error)) return false;
    } else if (c == '\n' || c == '\r') {
      return Fail(i, "a text can't hold a line break; write \\n", error);
    } else {
      const std::size_t from = i;
      if (DecodeUtf8(source, &i) == kNotUtf8) return Fail(from, "not valid UTF-8", error);
      text->append(source.substr(from, i - from));
    }
  }
  return Fail(start, "a text without its closing quote", error);
}

std::string Quoted(std::string_view text) {
  constexpr int kLongest = 60;  // in characters
  std::string quoted = "`";
  int count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (count == kLongest) {
      quoted += "…";
      break;
    }
    const char32_t c = DecodeUtf8(text, &i);
    AppendUtf8(c == kNotUtf8 || c < 0x20 || c == 0x7F ? 0xFFFD : c, &quoted);
  }
  quoted += "`";
  return quoted;
}

}  // namespace kenko
