// Rules (MODEL.md 10) for a block's rows, a rule after the other.
#ifndef KENKO_HEALTH_BLOCK_RULES_H_
#define KENKO_HEALTH_BLOCK_RULES_H_

#include <array>
#include <cstdint>

#include "base/block.h"
#include "model/block_expressions.h"
#include "model/fact_block.h"
#include "model/model_data.h"

namespace kenko {

// What the rules leave of the scores, and the bands that they force.
struct BlockRulings {
  static constexpr std::uint32_t kNoBand = 0xFFFFFFFF;
  BlockColumn scores;
  std::array<std::uint32_t, kBlockRows> forced_bands;  // kNoBand: none
};

// Whether blocks can run all rules of the scorecard (null: none is in force) and the top level's.
bool CanApplyRulesInBlocks(const ModelData& model, const Scorecard* scorecard);

// As ApplyRules does row by row. REQUIRES: that they can; the rules' facts are in the block.
void ApplyRulesInBlock(const ModelData& model, const Scorecard* scorecard, const FactBlock& facts,
                       const BlockColumn& scores, BlockExpressions& expressions,
                       BlockRulings& rulings);

}  // namespace kenko

#endif  // KENKO_HEALTH_BLOCK_RULES_H_
