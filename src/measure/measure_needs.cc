#include "measure/measure_needs.h"

#include <algorithm>
#include <utility>

namespace kenko {
namespace {

constexpr std::uint32_t kNoMeasure = 0xFFFFFFFF;

void Collect(const std::optional<Expression>& expression, std::vector<FactSlot>& slots) {
  if (!expression) return;
  slots.insert(slots.end(), expression->reads.begin(), expression->reads.end());
}

void CollectRules(const std::vector<Rule>& rules, std::vector<FactSlot>& slots) {
  for (const Rule& rule : rules) {
    slots.insert(slots.end(), rule.when.reads.begin(), rule.when.reads.end());
    slots.insert(slots.end(), rule.amount.reads.begin(), rule.amount.reads.end());
  }
}

void CollectNode(const Node& node, std::vector<FactSlot>& slots) {
  Collect(node.applies, slots);
  Collect(node.formula, slots);
  Collect(node.override_with, slots);
  if (node.input) slots.push_back(*node.input);
  for (const Case& c : node.cases) Collect(c.when, slots);
}

}  // namespace

std::size_t EarlierClock(const ModelData& model, std::size_t clock, Duration over) {
  const Duration offset = model.clocks[clock] + over;
  return static_cast<std::size_t>(
      std::lower_bound(model.clocks.begin(), model.clocks.end(), offset) - model.clocks.begin());
}

MeasureNeeds::MeasureNeeds(const ModelData& model)
    : model_(model),
      needed_(model.clocks.size() * model.measures.size(), false),
      uses_clock_(model.clocks.size(), false),
      measure_of_slot_(model.frame_size, kNoMeasure) {
  uses_clock_[0] = true;
  for (std::uint32_t m = 0; m < model.measures.size(); ++m) {
    measure_of_slot_[model.measures[m].slot] = m;
  }
}

void MeasureNeeds::AddMeasure(std::uint32_t measure, std::size_t clock) {
  // A work list, for a chain of measures may be as long as the file.
  std::vector<std::pair<std::uint32_t, std::size_t>> open{{measure, clock}};
  while (!open.empty()) {
    const auto [m, c] = open.back();
    open.pop_back();
    const std::size_t cell = c * model_.measures.size() + m;
    if (needed_[cell]) continue;
    needed_[cell] = true;
    uses_clock_[c] = true;
    const Measure& it = model_.measures[m];
    for (const FactSlot slot : it.formula.reads) {
      if (measure_of_slot_[slot] != kNoMeasure) open.emplace_back(measure_of_slot_[slot], c);
    }
    if (it.form == Measure::Form::kChange || it.form == Measure::Form::kDifference) {
      open.emplace_back(it.base, c);
      open.emplace_back(it.base, EarlierClock(model_, c, it.over));
    }
  }
}

void MeasureNeeds::AddSlots(const std::vector<FactSlot>& slots, std::size_t clock) {
  for (const FactSlot slot : slots) {
    if (measure_of_slot_[slot] != kNoMeasure) AddMeasure(measure_of_slot_[slot], clock);
  }
}

void MeasureNeeds::AddDecisions(std::size_t clock) {
  std::vector<FactSlot> slots;
  if (!model_.tiers.levels.empty()) slots.push_back(model_.tiers.by);
  for (const TierException& exception : model_.tiers.exceptions) {
    slots.insert(slots.end(), exception.when.reads.begin(), exception.when.reads.end());
  }
  for (const Scorecard& scorecard : model_.scorecards) {
    Collect(scorecard.when, slots);
    for (const Node& node : scorecard.nodes) CollectNode(node, slots);
    CollectRules(scorecard.rules, slots);
  }
  CollectRules(model_.rules, slots);
  UseClock(clock);
  AddSlots(slots, clock);
}

}  // namespace kenko
