// One cell on its way through the evaluator: a number, a text, a flag or an instant, or missing.
#ifndef KENKO_BASE_VALUE_H_
#define KENKO_BASE_VALUE_H_

#include <cmath>
#include <cstdint>
#include <string_view>

#include "kenko/time.h"

namespace kenko {

// Its type is known from where it stands (a fact's slot, an expression's type), so it carries none.
// Texts are borrowed from the portfolio or the model.
struct Value {
  union {
    double number;
    Instant instant;
    bool flag;
    const char* chars;
  };
  std::uint32_t size = 0;  // of a text
  bool present = false;

  Value() : number(0) {}
  static Value Missing() { return Value(); }
  // Missing where `n` is NaN or infinite: no computed number is ever one of those.
  static Value Number(double n) {
    Value v;
    if (std::isfinite(n)) {
      v.number = n;
      v.present = true;
    }
    return v;
  }
  static Value Flag(bool f) {
    Value v;
    v.flag = f;
    v.present = true;
    return v;
  }
  static Value Time(Instant t) {
    Value v;
    v.instant = t;
    v.present = true;
    return v;
  }
  static Value Text(std::string_view t) {
    Value v;
    v.chars = t.data();
    v.size = static_cast<std::uint32_t>(t.size());
    v.present = true;
    return v;
  }

  // REQUIRES: present, and a text.
  std::string_view text() const { return {chars, size}; }
  bool IsTrue() const { return present && flag; }
};

}  // namespace kenko

#endif  // KENKO_BASE_VALUE_H_
