#include "measure/measure_needs.h"

#include <algorithm>
#include <utility>

namespace kenko {
namespace {

constexpr std::uint32_t kNoMeasure = 0xFFFFFFFF;

// How many facts of one customer may be looked at together: 1.5 GiB a thread.
constexpr std::size_t kMostFacts = std::size_t{1} << 26;

void Collect(const Expression& expression, std::vector<FactSlot>& slots) {
  slots.insert(slots.end(), expression.reads.begin(), expression.reads.end());
}

void Collect(const std::optional<Expression>& expression, std::vector<FactSlot>& slots) {
  if (expression) Collect(*expression, slots);
}

void CollectRules(const std::vector<Rule>& rules, std::vector<FactSlot>& slots) {
  for (const Rule& rule : rules) {
    Collect(rule.when, slots);
    Collect(rule.amount, slots);
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

std::vector<FactSlot> DecisionSlots(const ModelData& model, const DecisionSteps& steps) {
  std::vector<FactSlot> slots;
  if (steps.tier) {
    if (!model.tiers.levels.empty()) slots.push_back(model.tiers.by);
    for (const TierException& exception : model.tiers.exceptions) Collect(exception.when, slots);
  }
  if (steps.onboarding) {
    for (const OnboardingPlan& plan : model.onboarding.plans) Collect(plan.when, slots);
  }
  if (steps.success) {
    for (const SuccessGoal& goal : model.success) {
      slots.push_back(goal.measure);
      if (goal.target_fact) slots.push_back(*goal.target_fact);
    }
  }
  for (const Scorecard& scorecard : model.scorecards) {
    Collect(scorecard.when, slots);
    for (const Node& node : scorecard.nodes) CollectNode(node, slots);
    CollectRules(scorecard.rules, slots);
  }
  CollectRules(model.rules, slots);
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

MeasureNeeds::MeasureNeeds(const ModelData& model)
    : model_(model), measure_of_slot_(model.frame_size, kNoMeasure) {
  for (std::uint32_t m = 0; m < model.measures.size(); ++m) {
    measure_of_slot_[model.measures[m].slot] = m;
  }
}

MeasureNeeds::Row* MeasureNeeds::RowAt(Instant at, Anchor anchor) {
  auto found = rows_.find(at);
  if (found == rows_.end()) {
    if ((rows_.size() + 1) * model_.frame_size > kMostFacts) {
      is_too_large_ = true;
      return nullptr;
    }
    found = rows_.emplace(at, Row{std::vector<bool>(model_.measures.size(), false)}).first;
  }
  found->second.anchors |= static_cast<std::uint8_t>(anchor);
  return &found->second;
}

void MeasureNeeds::AddInstant(Instant at, Anchor anchor) {
  Row* const row = RowAt(at, anchor);
  if (row != nullptr) row->reads_facts = true;
}

void MeasureNeeds::AddMeasure(std::uint32_t measure, Instant at, Anchor anchor) {
  // A work list, for a chain of measures may be as long as the file.
  std::vector<std::pair<std::uint32_t, Instant>> open{{measure, at}};
  while (!open.empty()) {
    const auto [m, instant] = open.back();
    open.pop_back();
    Row* const row = RowAt(instant, anchor);
    if (row == nullptr) return;
    if (row->measures[m]) continue;
    row->measures[m] = true;
    const Measure& it = model_.measures[m];
    if (it.form == Measure::Form::kAggregate) needs_activities_ = true;
    if (it.form != Measure::Form::kAggregate || it.needs_history != 0) row->reads_facts = true;
    for (const FactSlot slot : it.formula.reads) {
      if (measure_of_slot_[slot] != kNoMeasure) open.emplace_back(measure_of_slot_[slot], instant);
    }
    if (it.form == Measure::Form::kChange || it.form == Measure::Form::kDifference) {
      open.emplace_back(it.base, instant);
      open.emplace_back(it.base, instant - it.over);
    }
  }
}

void MeasureNeeds::AddSlots(const std::vector<FactSlot>& slots, Instant at, Anchor anchor) {
  for (const FactSlot slot : slots) {
    if (measure_of_slot_[slot] != kNoMeasure) AddMeasure(measure_of_slot_[slot], at, anchor);
  }
}

void MeasureNeeds::Finish() {
  for (const auto& [instant, row] : rows_) {
    instants_.push_back(instant);
    anchors_.push_back(row.anchors);
    reads_facts_.push_back(row.reads_facts ? 1 : 0);
    needed_.insert(needed_.end(), row.measures.begin(), row.measures.end());
  }
  rows_.clear();
}

bool MeasureNeeds::Move(Duration moment_by, Duration grid_by) {
  for (std::size_t frame = 0; frame < instants_.size(); ++frame) {
    const auto is_at = [&](Anchor anchor) {
      return (anchors_[frame] & static_cast<std::uint8_t>(anchor)) != 0;
    };
    if (is_at(Anchor::kMoment) && is_at(Anchor::kGrid) && moment_by != grid_by) return false;
    instants_[frame] += is_at(Anchor::kMoment) ? moment_by : grid_by;
    if (frame > 0 && instants_[frame] <= instants_[frame - 1]) return false;
  }
  return true;
}

std::size_t MeasureNeeds::FrameAt(Instant at) const {
  return static_cast<std::size_t>(std::lower_bound(instants_.begin(), instants_.end(), at) -
                                  instants_.begin());
}

}  // namespace kenko
