// Scores of a block's rows by one scorecard (MODEL.md 9), a node after the other: the same as
// EvaluateScorecard gives row by row, for scorecards whose nodes always apply.
#ifndef KENKO_HEALTH_BLOCK_SCORER_H_
#define KENKO_HEALTH_BLOCK_SCORER_H_

#include <vector>

#include "base/block.h"
#include "model/block_expressions.h"
#include "model/fact_block.h"
#include "model/scorecard_data.h"

namespace kenko {

// One a thread.
class BlockScorer {
 public:
  // Whether blocks can be scored by it: no `applies`, `cases` with `when`, `override`, texts, or
  // subscore("…").
  static bool CanScore(const Scorecard& scorecard);

  // REQUIRES: CanScore; `scorecard` outlives it.
  explicit BlockScorer(const Scorecard& scorecard)
      : scorecard_(scorecard), used_(scorecard.nodes.size()) {}

  // The scores before rules; stay until the next call.
  const BlockColumn& Score(const FactBlock& facts, BlockExpressions& expressions);

 private:
  void ScoreSignal(std::size_t n, const FactBlock& facts, BlockExpressions& expressions);
  void Combine(std::size_t n, std::size_t rows);
  void AddWeighted(const Node& group, std::size_t rows, BlockColumn& sum);
  void AddUp(const Node& group, std::size_t rows, BlockColumn& sum) const;
  void Choose(const Node& group, std::size_t rows, BlockColumn& chosen) const;

  const Scorecard& scorecard_;
  std::vector<BlockColumn> used_;  // by node: what goes into the combining, a stand-in too
  BlockColumn weights_;
};

}  // namespace kenko

#endif  // KENKO_HEALTH_BLOCK_SCORER_H_
