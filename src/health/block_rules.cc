#include "health/block_rules.h"

#include <algorithm>
#include <vector>

#include "health/rules.h"

namespace kenko {
namespace {

// Calls use(rule) for each, in the order in which they are applied.
template <typename Use>
void ForEachRule(const ModelData& model, const Scorecard* scorecard, const Use& use) {
  if (scorecard != nullptr) {
    for (const Rule& rule : scorecard->rules) use(rule);
  }
  for (const Rule& rule : model.rules) use(rule);
}

}  // namespace

bool CanApplyRulesInBlocks(const ModelData& model, const Scorecard* scorecard) {
  bool can = true;
  ForEachRule(model, scorecard, [&can](const Rule& rule) {
    can = can && BlockExpressions::CanRun(rule.when) &&
          (rule.effect == Rule::Effect::kBand || BlockExpressions::CanRun(rule.amount));
  });
  return can;
}

void ApplyRulesInBlock(const ModelData& model, const Scorecard* scorecard, const FactBlock& facts,
                       const BlockColumn& scores, BlockExpressions& expressions,
                       BlockRulings& rulings) {
  const std::size_t rows = facts.rows();
  std::copy_n(scores.begin(), rows, rulings.scores.begin());
  std::fill_n(rulings.forced_bands.begin(), rows, BlockRulings::kNoBand);
  ForEachRule(model, scorecard, [&](const Rule& rule) {
    BlockColumn is_true;  // the amount is evaluated before it was looked at
    std::copy_n(expressions.Evaluate(rule.when, facts), rows, is_true.begin());
    if (rule.effect == Rule::Effect::kBand) {
      for (std::size_t i = 0; i < rows; ++i) {
        std::uint32_t& band = rulings.forced_bands[i];
        if (is_true[i] == 1 && band == BlockRulings::kNoBand) band = rule.band;
      }
      return;
    }
    const double* const amount = expressions.Evaluate(rule.amount, facts);
    for (std::size_t i = 0; i < rows; ++i) {
      if (is_true[i] != 1) continue;
      double& score = rulings.scores[i];
      score = NumberOf(ScoreAfter(rule, ValueOf(score), ValueOf(amount[i])));
    }
  });
}

}  // namespace kenko
