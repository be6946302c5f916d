// Texts that number things: all as long as each other, with the same letters before their digits.
#ifndef KENKO_PORTFOLIO_NUMBERED_TEXT_H_
#define KENKO_PORTFOLIO_NUMBERED_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "portfolio/hash.h"

namespace kenko {

// What such texts have in common, as in C0000001, C0000002, …: a size of 8 to 16 bytes, of which up
// to 8 at the end are digits.
class NumberedText {
 public:
  static constexpr std::int64_t kNone = -1;
  static constexpr std::uint32_t kNumbers = 100'000'000;  // they are below this

  // The form of which `text` is; nothing where it has none.
  static std::optional<NumberedText> Of(std::string_view text);

  // The text's digits as a number, or kNone where it is not of this form. Different texts of the
  // form have different numbers.
  std::int64_t NumberOf(std::string_view text) const {
    if (text.size() != size_) return kNone;
    const Words words = WordsOf(text.data(), size_);
    const std::uint64_t other_letters = ((words.low ^ letters_.low) & ~digits_.low) |
                                        ((words.high ^ letters_.high) & ~digits_.high);
    std::uint64_t digits = (words.high ^ kZeros) & digits_.high;
    // Of each byte above 9, the top bit; what it carries changes nothing, as it has been seen.
    const std::uint64_t no_digits = (digits | (digits + kToTopBit)) & kTopBits;
    if ((other_letters | no_digits) != 0) return kNone;
    // Neighbouring digits, then pairs, then fours are put together, all at once. The first byte of
    // memory, the greatest digit, is the lowest of the word.
    digits = digits * ((10 << 8) + 1) >> 8 & 0x00FF00FF00FF00FF;
    digits = digits * ((100 << 16) + 1) >> 16 & 0x0000FFFF0000FFFF;
    return static_cast<std::int64_t>(digits * ((std::uint64_t{10'000} << 32) + 1) >> 32);
  }

  std::size_t size() const { return size_; }
  // Writes the text of that number: size() bytes. REQUIRES: some text of the form has it.
  void Write(std::uint32_t number, char* to) const;

 private:
  static constexpr std::uint64_t kZeros = 0x3030303030303030;
  static constexpr std::uint64_t kTopBits = 0x8080808080808080;
  static constexpr std::uint64_t kToTopBit = 0x7676767676767676;  // a 10 and this

  NumberedText(std::string_view text, std::size_t digit_count);

  std::size_t size_;
  std::size_t digit_count_;
  Words letters_;  // of one of the texts
  Words digits_;   // where digits are: all bits of their bytes
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_NUMBERED_TEXT_H_
