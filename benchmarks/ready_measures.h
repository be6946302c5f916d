// Customers whose measures are ready: what is left is to decide about them.
#ifndef KENKO_BENCHMARKS_READY_MEASURES_H_
#define KENKO_BENCHMARKS_READY_MEASURES_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "evaluate/block_decider.h"
#include "evaluate/decider.h"
#include "evaluate/question.h"
#include "evaluate/timeline.h"
#include "kenko/model.h"
#include "kenko/portfolio.h"

namespace kenko::benchmarks {

class ReadyMeasures {
 public:
  // Of the first `most` customers at the end of the workload. `model` must outlive it.
  ReadyMeasures(const Model& model, Snapshot snapshot, std::size_t most);

  std::size_t customer_count() const { return frames_.size() / model_.frame_size; }
  // Tier, score, rules and band of each: the sum of their scores. One by one, or in blocks, as
  // Evaluate() decides about many.
  double Decide();
  double DecideInBlocks();

 private:
  const ModelData& model_;
  const Snapshot snapshot_;
  const std::unique_ptr<const Question> question_;
  const Timeline timeline_;
  std::vector<Value> frames_;  // customer by customer
  std::vector<Value> stack_;
  Decider decider_;
  BlockDecider block_;
  OnboardingTracker onboarding_;
  Decision decision_;
};

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_READY_MEASURES_H_
