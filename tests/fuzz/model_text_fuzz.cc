// Any bytes as a model: it parses, or every error has a place and says something.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "model/model_data.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

// `after` names milestones of the same plan, without a circle: those before come to an end.
void RequireOrder(const kenko::OnboardingPlan& plan) {
  std::vector<std::size_t> waits_for(plan.milestones.size());
  std::vector<std::vector<std::size_t>> waiting(plan.milestones.size());
  for (std::size_t m = 0; m < plan.milestones.size(); ++m) {
    for (const std::uint32_t before : plan.milestones[m].after) {
      Require(before < plan.milestones.size());
      waiting[before].push_back(m);
      ++waits_for[m];
    }
  }
  std::vector<std::size_t> ready;
  for (std::size_t m = 0; m < waits_for.size(); ++m) {
    if (waits_for[m] == 0) ready.push_back(m);
  }
  for (std::size_t i = 0; i < ready.size(); ++i) {
    for (const std::size_t m : waiting[ready[i]]) {
      if (--waits_for[m] == 0) ready.push_back(m);
    }
  }
  Require(ready.size() == plan.milestones.size());
}

void RequireSoundOnboarding(const kenko::ModelData& model) {
  const kenko::OnboardingSection& onboarding = model.onboarding;
  Require(onboarding.done_slots.size() == onboarding.milestone_names.size());
  for (const std::optional<kenko::FactSlot>& slot : onboarding.done_slots) {
    Require(!slot || *slot < model.frame_size);
  }
  Require(!onboarding.start || *onboarding.start < model.frame_size);
  for (const kenko::OnboardingPlan& plan : onboarding.plans) {
    Require(!plan.milestones.empty());
    RequireOrder(plan);
    for (const kenko::Milestone& milestone : plan.milestones) {
      Require(milestone.name_number < onboarding.milestone_names.size());
      Require(onboarding.milestone_names[milestone.name_number] == milestone.name);
      Require(milestone.times >= 1 && milestone.weight >= 0);
      Require(!milestone.done_by.empty() || (milestone.times == 1 && !milestone.where));
    }
  }
}

void RequireSoundPlays(const kenko::ModelData& model) {
  for (const kenko::Play& play : model.plays) {
    if (!play.done_count) continue;
    // The slot of a measure without a name, which counts within `quiet` whatever feeds say.
    const auto found =
        std::find_if(model.measures.begin(), model.measures.end(),
                     [&](const kenko::Measure& one) { return one.slot == *play.done_count; });
    Require(found != model.measures.end() && found->name.empty());
    Require(found->form == kenko::Measure::Form::kAggregate);
    const kenko::Aggregate& aggregate = model.aggregates[found->aggregate];
    Require(aggregate.op == kenko::AggregateOp::kCount && aggregate.ignores_gaps);
    Require(aggregate.window > 0);
  }
}

void RequireSoundSlots(const kenko::ModelData& model) {
  Require(model.tiers.rank_by < model.frame_size);
  for (const kenko::SuccessGoal& goal : model.success) {
    Require(goal.measure < model.frame_size && goal.attainment_slot < model.frame_size);
    Require(goal.attained_slot < model.frame_size);
    Require(!goal.target_fact || *goal.target_fact < model.frame_size);
  }
  for (std::size_t i = 0; i < model.text_facts.size(); ++i) {
    Require(model.text_facts[i].slot < model.frame_size);
    Require(i == 0 || model.text_facts[i - 1].name < model.text_facts[i].name);
  }
}

void RequireSound(const kenko::ModelData& model) {
  RequireSoundOnboarding(model);
  RequireSoundPlays(model);
  RequireSoundSlots(model);
  if (model.stability) {
    Require(model.stability->every > 0 && model.stability->confirm >= 1);
    Require(model.stability->look_back <= 400 * model.stability->every);
    Require(model.stability->margin >= 0);
  }
  Require(!model.bands.empty());
  Require(model.clocks.size() >= 2 && model.clocks.size() <= 257 && model.clocks[0] == 0);
  Require(std::is_sorted(model.clocks.begin(), model.clocks.end()));
  Require(model.clocks[model.trend_clock] == model.trend.over);
  Require(model.measure_order.size() == model.measures.size());
  for (const kenko::Measure& measure : model.measures) {
    Require(measure.slot < model.frame_size);
    if (measure.form == kenko::Measure::Form::kAggregate) {
      Require(measure.aggregate < model.aggregates.size());
    }
    Require(measure.base < model.measures.size());
  }
  for (const kenko::Scorecard& scorecard : model.scorecards) {
    Require(!scorecard.nodes.empty() && !scorecard.nodes[0].children.empty());
    for (const kenko::Node& node : scorecard.nodes) {
      Require(!node.is_signal || !node.cases.empty());
      Require(!node.is_signal || node.input.has_value() != node.formula.has_value());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<kenko::Diagnostic> diagnostics;
  const kenko::Result<kenko::Model> model = kenko::Model::Parse(text, "fuzz.yaml", &diagnostics);
  int errors = 0;
  for (const kenko::Diagnostic& diagnostic : diagnostics) {
    errors += diagnostic.severity == kenko::Diagnostic::Severity::kError ? 1 : 0;
    Require(diagnostic.line >= 1 && diagnostic.column >= 1);
    Require(!diagnostic.message.empty() && kenko::IsUtf8(diagnostic.message));
  }
  Require(model.ok() == (errors == 0));
  if (model.ok()) {
    RequireSound(model->data());
  } else {
    Require(model.status().location().line >= 1);
  }
  return 0;
}
