// Which measures must be computed at which of a model's clocks, so that an answer pays only for
// what it shows.
#ifndef KENKO_MEASURE_MEASURE_NEEDS_H_
#define KENKO_MEASURE_MEASURE_NEEDS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/model_data.h"

namespace kenko {

// The index of the clock that lies `over` before another one: the model's clocks hold all that its
// measures can reach.
std::size_t EarlierClock(const ModelData& model, std::size_t clock, Duration over);

class MeasureNeeds {
 public:
  explicit MeasureNeeds(const ModelData& model);

  // The measure, and whatever it reads at this and at earlier clocks.
  void AddMeasure(std::uint32_t measure, std::size_t clock);
  // Every measure that has one of these slots.
  void AddSlots(const std::vector<FactSlot>& slots, std::size_t clock);
  // Everything that the model's decisions (tier, scorecards, rules) read.
  void AddDecisions(std::size_t clock);

  bool Needs(std::uint32_t measure, std::size_t clock) const {
    return needed_[clock * model_.measures.size() + measure];
  }
  // Whether anything at all is asked at this clock. The first, t itself, always is.
  bool UsesClock(std::size_t clock) const { return uses_clock_[clock]; }
  void UseClock(std::size_t clock) { uses_clock_[clock] = true; }

 private:
  const ModelData& model_;
  std::vector<bool> needed_;
  std::vector<bool> uses_clock_;
  std::vector<std::uint32_t> measure_of_slot_;  // or kNoMeasure
};

}  // namespace kenko

#endif  // KENKO_MEASURE_MEASURE_NEEDS_H_
