#include "portfolio/numbered_text.h"

#include <cstring>
#include <string>

namespace kenko {

std::optional<NumberedText> NumberedText::Of(std::string_view text) {
  if (text.size() < sizeof(std::uint64_t) || text.size() > sizeof(Words)) return std::nullopt;
  std::size_t count = 0;
  while (count < sizeof(std::uint64_t)) {
    const char letter = text[text.size() - 1 - count];
    if (letter < '0' || letter > '9') break;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return NumberedText(text, count);
}

NumberedText::NumberedText(std::string_view text, std::size_t digit_count)
    : size_(text.size()), digit_count_(digit_count), letters_(WordsOf(text.data(), size_)) {
  const std::string places =
      std::string(size_ - digit_count, '\0') + std::string(digit_count, '\xFF');
  digits_ = WordsOf(places.data(), size_);
}

void NumberedText::Write(std::uint32_t number, char* to) const {
  std::memcpy(to, &letters_.low, sizeof(letters_.low));
  std::memcpy(to + size_ - sizeof(letters_.high), &letters_.high, sizeof(letters_.high));
  for (std::size_t i = 1; i <= digit_count_; ++i) {
    to[size_ - i] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

}  // namespace kenko
