// Random models over RandomRows that decide customers plainly enough for blocks: one scorecard, of
// numbers and flags.
#ifndef KENKO_TESTS_SUPPORT_PLAIN_MODEL_H_
#define KENKO_TESTS_SUPPORT_PLAIN_MODEL_H_

#include <initializer_list>
#include <string>

#include "support/random_rows.h"

namespace kenko::testing {

class PlainModelWriter {
 public:
  explicit PlainModelWriter(RandomRows& random) : random_(random) {}

  std::string Write() {
    std::string text = R"(
kenko: 1
name: plain
customer:
  started_at: signed_on
  value: seats
  attributes: {seats: number, plan: text, strategic: flag, signed_on: time}
measures:
  uses: {count: use.*, window: 10d}
  uses_more: {change: uses, over: 7d}
  people: {distinct: actor, of: "*"}
  mood: {mean: talk, window: 20d}
  idle: {days_since_last: use.*}
  each: {formula: uses / people}
)";
    if (random_.Chance(90)) text += Tiers();
    text += "scorecards:\n  - name: s\n" + Group("    ", 0);
    if (random_.Chance(80)) text += Rules("    ");
    if (random_.Chance(80)) text += Rules("");
    text += "bands: [{name: A, from: 70}, {name: B, above: 40}, {name: C}]\n";
    return text;
  }

 private:
  const char* OneOf(std::initializer_list<const char*> all) {
    return *(all.begin() + random_.Pick(static_cast<int>(all.size())));
  }
  static std::string Quoted(const std::string& text) { return '"' + text + '"'; }
  std::string NumberName() {
    return OneOf({"seats", "uses", "uses_more", "people", "mood", "idle", "each", "age_days"});
  }

  std::string Number(int depth) {
    if (depth == 0 || random_.Chance(30)) {
      return random_.Chance(60) ? NumberName() : OneOf({"0", "1", "3", "0.1", "60", "1e308"});
    }
    const std::string a = Number(depth - 1), b = Number(depth - 1);
    switch (random_.Pick(6)) {
      case 0:
        return std::string(OneOf({"min", "max", "coalesce"})) + "(" + a + ", " + b + ")";
      case 1:
        return "abs(" + a + ")";
      case 2:
        return "(-" + a + ")";
      default:
        return "(" + a + OneOf({" + ", " - ", " * ", " / "}) + b + ")";
    }
  }

  std::string Flag(int depth) {
    if (depth == 0) return random_.Chance(50) ? "strategic" : "has(" + NumberName() + ")";
    switch (random_.Pick(5)) {
      case 0:
        return "(" + Flag(depth - 1) + OneOf({" && ", " || "}) + Flag(depth - 1) + ")";
      case 1:
        return "!" + Flag(depth - 1);
      default:
        return "(" + Number(depth - 1) + OneOf({" < ", " <= ", " > ", " >= ", " == ", " != "}) +
               Number(depth - 1) + ")";
    }
  }

  std::string Tiers() {
    std::string text =
        "tiers:\n  levels: [{name: high, from: 60}, {name: low, from: 20}, {name: tech}]\n"
        "  exceptions:\n";
    for (const char* effect : {"tier: low", "at_least: low", "at_most: tech", "tier: high"}) {
      if (!random_.Chance(50)) continue;
      const std::string name = "e" + std::to_string(next_name_++);
      text += "    - {name: " + name + ", when: " + Quoted(Flag(2)) + ", " + effect + "}\n";
    }
    return text + "    - {name: last, when: strategic, at_most: low}\n";
  }

  std::string Shape() {
    switch (random_.Pick(4)) {
      case 0:
        return "curve: [[-1, 20], [0, 40], [3, 90], [10, 100]]";
      case 1:
        return "curve: [[0, 100], [5, 0]], outside: skip";
      case 2:
        return "ranges: [{below: 0, y: 20}, {up_to: 3, y: 60}, {y: 90}]";
      default:
        return "curve: identity";
    }
  }

  std::string Signal() {
    std::string signal = "name: n" + std::to_string(next_name_++) + Child();
    if (random_.Chance(20)) {
      return signal + ", true_if: " + Quoted(Flag(1)) + OneOf({"", ", points: [10, 70]"});
    }
    signal += random_.Chance(60) ? ", measure: " + NumberName() : ", formula: " + Quoted(Number(2));
    return signal + ", " + Shape();
  }

  // What is asked of a child of a mean.
  std::string Child() {
    return std::string(OneOf({"", "", ", missing: 30", ", missing: fail"})) + weights_;
  }

  std::string Group(const std::string& indent, int depth) {
    const std::string combine = OneOf({"mean", "mean", "min", "max", "sum"});
    const bool is_sum = combine == "sum";
    std::string text = indent + "combine: " + combine + "\n";
    if (is_sum && random_.Chance(50)) text += indent + "base: 20\n";
    if (is_sum && random_.Chance(50)) text += indent + "limits: [10, 80]\n";
    if (random_.Chance(30)) text += indent + "round: true\n";
    weights_ = combine == "mean" ? OneOf({"", ", weight: 3", ", weight: 0"}) : "";
    text += indent + "signals:\n";
    for (int n = 1 + random_.Pick(4); n > 0; --n) {
      text += indent + "  - {" + Signal() + "}\n";
    }
    if (depth == 2 || random_.Chance(40)) return text;
    text += indent + "groups:\n" + indent + "  - name: g" + std::to_string(next_name_++) + "\n";
    return text + Group(indent + "    ", depth + 1);
  }

  std::string Rules(const std::string& indent) {
    std::string text = indent + "rules:\n";
    for (int n = 1 + random_.Pick(3); n > 0; --n) {
      text += indent + "  - {name: r" + std::to_string(next_name_++) +
              ", when: " + Quoted(random_.Chance(20) ? "score < 50" : Flag(2)) + ", ";
      if (random_.Chance(20)) {
        text += "band: B}\n";
      } else {
        text += std::string(OneOf({"add", "cap", "floor", "score"})) + ": " +
                (random_.Chance(50) ? "30" : Quoted(Number(1))) + "}\n";
      }
    }
    return text;
  }

  RandomRows& random_;
  std::string weights_;
  int next_name_ = 0;
};

inline std::string PlainModelText(RandomRows& random) { return PlainModelWriter(random).Write(); }

}  // namespace kenko::testing

#endif  // KENKO_TESTS_SUPPORT_PLAIN_MODEL_H_
