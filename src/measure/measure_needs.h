// Which measures must be computed at which instants, so that an answer pays only for what it shows.
#ifndef KENKO_MEASURE_MEASURE_NEEDS_H_
#define KENKO_MEASURE_MEASURE_NEEDS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "model/model_data.h"

namespace kenko {

// The steps around the choice of a scorecard, the score and the rules that not every question
// takes.
struct DecisionSteps {
  bool tier = false;
  bool onboarding = false;
  bool success = false;
  bool evidence = false;  // coverage, worst and best
};
// Every slot that scorecards and rules, and of those steps these, read; each once, rising.
std::vector<FactSlot> DecisionSlots(const ModelData& model, const DecisionSteps& steps);

// What an instant lies at a fixed distance from: when the same is asked at a later moment, it moves
// along with that.
enum class Anchor : std::uint8_t { kMoment = 1, kGrid = 2 };

// First everything is added, then Finish() numbers the instants: from then on each is a frame, the
// place of a customer's facts at it. After that it changes by Move() alone.
class MeasureNeeds {
 public:
  // `model` must outlive the needs.
  explicit MeasureNeeds(const ModelData& model);

  // That the customer is looked at there at all.
  void AddInstant(Instant at, Anchor anchor = Anchor::kMoment);
  // The measure at that instant, and whatever it reads there and at earlier ones.
  void AddMeasure(std::uint32_t measure, Instant at, Anchor anchor = Anchor::kMoment);
  // Every measure that has one of these slots.
  void AddSlots(const std::vector<FactSlot>& slots, Instant at, Anchor anchor = Anchor::kMoment);
  void Finish();

  // Moves each instant by as much as its anchor moves, its frame and what is needed there staying
  // the same. False where that is not what adding all of it anew would give, because the instants
  // meet or part or pass each other: then these needs are spoilt.
  bool Move(Duration moment_by, Duration grid_by);

  // More instants and facts than memory should be asked for: then not all of them were added.
  bool is_too_large() const { return is_too_large_; }

  // REQUIRES: Finish() was called.
  // By frame, rising.
  const std::vector<Instant>& instants() const { return instants_; }
  std::size_t FrameAt(Instant at) const;  // REQUIRES: it was added
  bool Needs(std::uint32_t measure, std::size_t frame) const {
    return needed_[frame * model_.measures.size() + measure];
  }
  // Whether anything but aggregates is needed there, so that the customer's attributes may be read.
  bool ReadsFacts(std::size_t frame) const { return reads_facts_[frame] != 0; }
  bool needs_activities() const { return needs_activities_; }  // some aggregate is needed

 private:
  struct Row {
    std::vector<bool> measures;  // which are needed
    std::uint8_t anchors = 0;    // a bit each
    bool reads_facts = false;
  };
  // The row of `rows_` of that instant, or null where it would be too much.
  Row* RowAt(Instant at, Anchor anchor);

  const ModelData& model_;
  std::map<Instant, Row> rows_;                 // while they are being added
  std::vector<std::uint32_t> measure_of_slot_;  // or kNoMeasure
  bool is_too_large_ = false;
  bool needs_activities_ = false;
  std::vector<Instant> instants_;
  std::vector<std::uint8_t> anchors_, reads_facts_;  // by frame
  std::vector<bool> needed_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_MEASURE_NEEDS_H_
