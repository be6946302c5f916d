#include "benchmarks/ready_measures.h"

#include <utility>

#include "benchmarks/loaded_workload.h"
#include "measure/measure_evaluator.h"
#include "portfolio/activity_scratch.h"

namespace kenko::benchmarks {
namespace {

Wants Decisions() {
  Wants wants;
  wants.decisions = wants.tier = true;
  return wants;
}

}  // namespace

ReadyMeasures::ReadyMeasures(const Model& model, Snapshot snapshot, std::size_t most)
    : model_(model.data()),
      snapshot_(std::move(snapshot)),
      question_(OrDie(Question::Bind(model_, snapshot_.data()))),
      timeline_(model_, snapshot_.data(), Decisions(), {kWorkloadAsOf}, DataCut(kWorkloadAsOf)),
      stack_(model_.stack_size),
      decider_(*question_),
      block_(*question_, timeline_.wants()),
      onboarding_(model_, snapshot_.data(), timeline_.cut()) {
  CustomerFrames frames(model_, snapshot_.data(), timeline_.needs(), question_->attribute_columns,
                        timeline_.cut());
  MeasureEvaluator measures(timeline_.plan());
  const std::size_t now = timeline_.needs().FrameAt(kWorkloadAsOf);
  ActivityScratch scratch;
  for (std::size_t c = 0; c < snapshot_.data().customer_count() && c < most; ++c) {
    const Slot slot = snapshot_.data().customer_slot(c);
    frames.Start(slot);
    frames.Fill();
    measures.Run(snapshot_.data().Activities(slot, kWorkloadAsOf, scratch), frames);
    frames_.insert(frames_.end(), frames.Frame(now), frames.Frame(now) + model_.frame_size);
  }
}

double ReadyMeasures::Decide() {
  double sum = 0;
  for (std::size_t begin = 0; begin < frames_.size(); begin += model_.frame_size) {
    decider_.Decide(kWorkloadAsOf, timeline_.wants(), onboarding_, frames_.data() + begin,
                    stack_.data(), decision_);
    if (decision_.rules.score.present) sum += decision_.rules.score.number;
  }
  return sum;
}

double ReadyMeasures::DecideInBlocks() {
  double sum = 0;
  const Value* const end = frames_.data() + frames_.size();
  for (const Value* frame = frames_.data(); frame != end; frame += model_.frame_size) {
    block_.Add(0, kWorkloadAsOf, frame);
    if (!block_.is_full() && frame + model_.frame_size != end) continue;
    block_.Decide();
    for (std::size_t i = 0; i < block_.rows(); ++i) {
      if (!IsMissing(block_.scores()[i])) sum += block_.scores()[i];
    }
    block_.Clear();
  }
  return sum;
}

}  // namespace kenko::benchmarks
