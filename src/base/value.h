// One cell on its way through the evaluator: a number, a text, a flag or an instant, or missing.
#ifndef KENKO_BASE_VALUE_H_
#define KENKO_BASE_VALUE_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kenko/time.h"

namespace kenko {

// Its type is known from where it stands (a fact's slot, an expression's type), so it carries none.
// Texts are borrowed from the portfolio or the model.
//
// It is two words: so the processor passes it in registers, and copies what was just written
// without waiting for memory.
struct Value {
  // Whether there is a value; holds the size of a text, too.
  class Presence {
   public:
    Presence() = default;
    explicit Presence(bool present) : word_(present ? 1 : 0) {}
    static Presence OfText(std::size_t size) {
      Presence presence;
      presence.word_ = std::uint64_t{size} << 1 | 1;
      return presence;
    }
    operator bool() const { return word_ != 0; }  // NOLINT: it stands for one
    std::size_t size() const { return static_cast<std::size_t>(word_ >> 1); }

   private:
    std::uint64_t word_ = 0;
  };

  union {
    double number;
    Instant instant;
    bool flag;
    const char* chars;
  };
  Presence present;

  Value() : number(0) {}
  static Value Missing() { return Value(); }  // all bits are 0
  // Missing where `n` is NaN or infinite: no computed number is ever one of those.
  static Value Number(double n) {
    Value v;
    if (std::isfinite(n)) {
      v.number = n;
      v.present = Presence(true);
    }
    return v;
  }
  static Value Count(std::uint32_t n) {
    Value v;
    v.number = n;
    v.present = Presence(true);
    return v;
  }
  static Value Flag(bool f) {
    Value v;
    v.flag = f;
    v.present = Presence(true);
    return v;
  }
  static Value Time(Instant t) {
    Value v;
    v.instant = t;
    v.present = Presence(true);
    return v;
  }
  static Value Text(std::string_view t) {
    Value v;
    v.chars = t.data();
    v.present = Presence::OfText(t.size());
    return v;
  }

  // REQUIRES: present, and a text.
  std::string_view text() const { return {chars, present.size()}; }
  bool IsTrue() const { return present && flag; }
};

}  // namespace kenko

#endif  // KENKO_BASE_VALUE_H_
