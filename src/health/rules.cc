#include "health/rules.h"

#include <algorithm>

namespace kenko {

Value ScoreAfter(const Rule& rule, const Value& score, const Value& amount) {
  if (!amount.present) return score;
  if (!score.present && rule.effect != Rule::Effect::kScore) return score;
  double number = score.present ? score.number : 0;
  switch (rule.effect) {
    case Rule::Effect::kAdd:
      number += amount.number;
      break;
    case Rule::Effect::kCap:
      number = std::min(number, amount.number);
      break;
    case Rule::Effect::kFloor:
      number = std::max(number, amount.number);
      break;
    case Rule::Effect::kScore:
      number = amount.number;
      break;
    case Rule::Effect::kBand:
      return score;
  }
  return Value::Number(std::clamp(number, 0.0, 100.0));
}

namespace {

void Apply(const Rule& rule, std::uint32_t number, const Value* facts, Value* stack,
           RulesResult& result) {
  if (!EvaluateExpression(rule.when, facts, stack).IsTrue()) return;
  result.decided = result.decided || rule.decides;
  result.at_once = result.at_once || rule.at_once;
  RuleEffect effect;
  effect.rule = &rule;
  effect.number = number;
  if (rule.effect == Rule::Effect::kBand) {
    if (result.band_rule == nullptr) result.band_rule = &rule;
  } else {
    const Value before = result.score;
    effect.amount = EvaluateExpression(rule.amount, facts, stack);
    result.score = ScoreAfter(rule, before, effect.amount);
    if (result.score.present) {
      effect.points = result.score.number - (before.present ? before.number : 0);
    }
  }
  result.effects.push_back(effect);
}

}  // namespace

void ApplyRules(const ModelData& model, const Scorecard* scorecard, const Value& score,
                const Value* facts, Value* stack, RulesResult& result) {
  result.score = score;
  result.band_rule = nullptr;
  result.decided = false;
  result.at_once = false;
  result.effects.clear();
  std::uint32_t number = 0;
  if (scorecard != nullptr) {
    for (const Rule& rule : scorecard->rules) Apply(rule, number++, facts, stack, result);
  }
  for (const Rule& rule : model.rules) Apply(rule, number++, facts, stack, result);
}

}  // namespace kenko
