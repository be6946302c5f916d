// Decides many rows at once, customers or moments of one: the steps from the tier to the plain band
// that Decider takes for each by itself, for questions and models that are plain enough. There a
// step costs a few instructions a row, and not the looking up of what is to be done.
#ifndef KENKO_EVALUATE_BLOCK_DECIDER_H_
#define KENKO_EVALUATE_BLOCK_DECIDER_H_

#include <array>
#include <cstdint>
#include <vector>

#include "base/block.h"
#include "evaluate/question.h"
#include "evaluate/wants.h"
#include "health/block_rules.h"
#include "health/block_scorer.h"
#include "model/block_expressions.h"
#include "model/fact_block.h"
#include "touch/tier.h"

namespace kenko {

// One a thread.
class BlockDecider {
 public:
  // Whether it gives all of what is wanted: no more than tiers, scores and plain bands, by a model
  // with one scorecard for all that reads only numbers and flags, and without stability.
  static bool CanDecide(const ModelData& model, const Wants& wants);

  // REQUIRES: CanDecide; `question` outlives it.
  BlockDecider(const Question& question, const Wants& wants);

  const Question& question() const { return question_; }
  std::size_t rows() const { return facts_.rows(); }
  bool is_full() const { return rows() == kBlockRows; }
  // Adds a customer at a moment, with its frame up to the measures. REQUIRES: it is not full.
  void Add(Slot slot, Instant moment, const Value* facts);
  void Decide();
  // Takes away all rows.
  void Clear() { facts_.Clear(); }

  // By row. REQUIRES, but for the first two: Decide() was called, and tiers are wanted.
  const Slot* slots() const { return slots_.data(); }
  const Instant* moments() const { return moments_.data(); }
  const double* scores() const { return rulings_.scores.data(); }  // NaN: missing
  const std::int32_t* bands() const { return bands_.data(); }
  const TierResult* tiers() const { return tiers_.data(); }

 private:
  void AssignTiers();
  void FindBands();

  const Question& question_;
  const bool wants_tier_;
  FactBlock facts_;
  BlockExpressions expressions_;
  BlockScorer scorer_;
  BlockRulings rulings_;
  std::vector<BlockColumn> exceptions_;  // by a tier's exception: whether it is true
  std::array<Slot, kBlockRows> slots_;
  std::array<Instant, kBlockRows> moments_;
  std::array<std::int32_t, kBlockRows> bands_;
  std::array<TierResult, kBlockRows> tiers_;
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_BLOCK_DECIDER_H_
