// Numbers and durations as people write them; whatever the locale.
#ifndef KENKO_BASE_NUMBER_TEXT_H_
#define KENKO_BASE_NUMBER_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "kenko/time.h"

namespace kenko {

// The fewest decimal digits that read back as the same number, never with an exponent: 300000,
// 0.1, -2.5. Zero of either sign is "0".
// REQUIRES: number is finite.
std::string FormatPlain(double number);

// Digits with an optional decimal part and exponent, without a sign; nothing where that is beyond a
// float's range (too small is 0).
// REQUIRES: text is `[0-9]* ("." [0-9]*)? ([eE] [-+]? [0-9]+)?` with at least one digit in front.
std::optional<double> ParseDecimal(std::string_view text);

// A number of YAML 1.2's core schema: an integer, one in base 8 (0o17) or 16 (0xF), or a float.
// Nothing for other texts, .inf and .nan, and what is beyond a float's range.
std::optional<double> ParseNumber(std::string_view text);

// A duration (MODEL.md 1), 0 included: the caller knows whether that is allowed. On false,
// `problem` says what is wrong.
bool ParseDuration(std::string_view text, Duration* duration, std::string* problem);

}  // namespace kenko

#endif  // KENKO_BASE_NUMBER_TEXT_H_
