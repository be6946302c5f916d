// Rules (MODEL.md 10): what moves a score, or decides a band, after the scorecard has spoken.
#ifndef KENKO_HEALTH_RULES_H_
#define KENKO_HEALTH_RULES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "base/value.h"
#include "model/model_data.h"

namespace kenko {

// One rule that was true.
struct RuleEffect {
  const Rule* rule = nullptr;
  std::uint32_t number = 0;  // in the order applied: a scorecard's own, then the top level's
  Value amount;              // missing for those that force a band
  double points = 0;         // after − before; of `score` on a missing score, the whole of it
};

struct RulesResult {
  Value score;                      // after all rules
  const Rule* band_rule = nullptr;  // the first true one that forces a band
  bool decided = false;             // a true rule says `decides: true`
  bool at_once = false;             // a true rule is among stability's `at_once`
  std::vector<RuleEffect> effects;  // in order
};

// The score after a true rule's number effect, clamped; the same score where there is no effect.
Value ScoreAfter(const Rule& rule, const Value& score, const Value& amount);

// Applies the rules of `scorecard` (null: none applies), then the top level's, to `score`.
void ApplyRules(const ModelData& model, const Scorecard* scorecard, const Value& score,
                const Value* facts, Value* stack, RulesResult& result);

}  // namespace kenko

#endif  // KENKO_HEALTH_RULES_H_
