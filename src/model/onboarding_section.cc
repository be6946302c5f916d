#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/dependency_walk.h"
#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/kind_reader.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

constexpr std::uint32_t kMaxTimes = 1'000'000'000;

// `done_by`, and what goes only with it.
void ReadDoneBy(SectionReader* reader, Milestone* milestone, ParseContext* context) {
  if (const YamlNode* done_by = reader->Find("done_by")) {
    auto pattern = ReadKindPattern(*done_by, "done_by", KindSets::kAllowed, context);
    if (pattern) milestone->done_by = std::move(*pattern);
  }
  for (const char* key : {"times", "where"}) reader->RequireWith(key, "done_by");
  if (const YamlNode* times = reader->Find("times")) {
    milestone->times = ReadWholeNumber(*times, "times", 1, kMaxTimes, context->sink).value_or(1);
  }
  if (const YamlNode* where = reader->Find("where")) {
    milestone->where = ReadActivityCondition(*where, "where", context);
  }
}

class PlanReader {
 public:
  PlanReader(OnboardingPlan* plan, ParseContext* context) : plan_(plan), context_(context) {}

  void ReadMilestones(const YamlNode& node) {
    if (!ExpectList(node, "milestones", context_->sink)) {
      context_->milestones_incomplete = true;
      return;
    }
    if (node.items.empty()) {
      context_->sink->Error(node, "`milestones` needs at least one milestone");
    }
    for (const YamlNode* item : node.items) ReadMilestone(*item);
    // Known only now, as a milestone may stand before those that it comes after.
    for (std::uint32_t i = 0; i < plan_->milestones.size(); ++i) ReadAfter(i);
    TellCircles();
  }

 private:
  void ReadMilestone(const YamlNode& node) {
    SectionReader reader(node, "a milestone", context_->sink);
    Milestone milestone;
    const auto name = reader.Name();
    if (name) {
      milestone.name = *name;
      const auto index = static_cast<std::uint32_t>(plan_->milestones.size());
      if (!indices_.emplace(*name, index).second) {
        context_->sink->Error(*reader.Find("name"),
                              "another milestone of this plan is called " + Quoted(*name) + " too");
      }
      milestone.name_number = NumberOf(*name);
    } else {
      is_incomplete_ = context_->milestones_incomplete = true;
    }
    ReadDoneBy(&reader, &milestone, context_);
    milestone.due = reader.DurationOf("due", ZeroDuration::kAllowed);
    if (const YamlNode* weight = reader.Find("weight")) {
      milestone.weight = ReadNumberNotBelow0(*weight, "weight", context_->sink).value_or(1);
    }
    milestone.is_first_value = reader.Flag("first_value").value_or(false);
    after_nodes_.push_back(reader.Find("after"));
    reader.Finish();
    plan_->milestones.push_back(std::move(milestone));
  }

  std::uint32_t NumberOf(const std::string& name) {
    OnboardingSection& onboarding = context_->model.onboarding;
    const auto number = static_cast<std::uint32_t>(onboarding.milestone_names.size());
    const auto [found, is_new] = context_->milestone_numbers.emplace(name, number);
    if (is_new) {
      onboarding.milestone_names.push_back(name);
      onboarding.done_slots.emplace_back();
    }
    return found->second;
  }

  void ReadAfter(std::uint32_t milestone) {
    const YamlNode* after = after_nodes_[milestone];
    if (after == nullptr || !ExpectList(*after, "after", context_->sink)) return;
    std::set<std::uint32_t> earlier;
    for (const YamlNode* item : after->items) {
      const auto name = ReadText(*item, "after", context_->sink);
      if (!name) continue;
      const auto found = indices_.find(*name);
      if (found != indices_.end()) {
        earlier.insert(found->second);
      } else if (!is_incomplete_) {
        std::vector<std::string_view> known;
        if (context_->sink->suggests()) {
          for (const auto& [text, index] : indices_) known.push_back(text);
        }
        context_->sink->Error(*item, "this plan has no milestone " + Quoted(*name) +
                                         context_->sink->Suggestion(*name, known));
      }
    }
    plan_->milestones[milestone].after.assign(earlier.begin(), earlier.end());
  }

  void TellCircles() {
    const std::vector<Milestone>& all = plan_->milestones;
    const DependencyWalk walk = WalkDependencies(
        {static_cast<std::uint32_t>(all.size()),
         [&all](std::uint32_t m) { return all[m].after.size(); },
         [&all](std::uint32_t m, std::size_t which) { return all[m].after[which]; },
         [&all](std::uint32_t m) -> const std::string& { return all[m].name; }});
    for (const DependencyCircle& circle : walk.circles) {
      context_->sink->Error(*after_nodes_[circle.first],
                            "these milestones come after each other in a circle: " + circle.names);
    }
  }

  OnboardingPlan* plan_;
  ParseContext* context_;
  std::map<std::string, std::uint32_t, std::less<>> indices_;  // of this plan's milestones
  std::vector<const YamlNode*> after_nodes_;                   // each milestone's, or null
  bool is_incomplete_ = false;
};

void ReadPlan(const YamlNode& node, std::set<std::string>* names, ParseContext* context) {
  SectionReader reader(node, "a plan", context->sink);
  OnboardingPlan plan;
  if (auto name = reader.Name()) {
    if (!names->insert(*name).second) {
      context->sink->Error(*reader.Find("name"),
                           "another plan is called " + Quoted(*name) + " too");
    }
    plan.name = std::move(*name);
  }
  if (const YamlNode* when = reader.Find("when")) {
    plan.when = ReadCondition(*when, "when", Step::kOnboarding, context);
  }
  if (const YamlNode* milestones = reader.Require("milestones")) {
    PlanReader(&plan, context).ReadMilestones(*milestones);
  } else {
    context->milestones_incomplete = true;
  }
  reader.Finish();
  context->model.onboarding.plans.push_back(std::move(plan));
}

}  // namespace

void ReadOnboardingSection(const YamlNode& node, ParseContext* context) {
  context->onboarding = &node;
  SectionReader reader(node, "`onboarding`", context->sink);
  OnboardingSection& onboarding = context->model.onboarding;
  const CustomerSection& customer = context->model.customer;
  if (const YamlNode* start = reader.Find("start")) {
    const Fact* fact =
        ReadFactName(*start, "start", Step::kOnboarding, {ValueType::kTime}, context);
    if (fact != nullptr) onboarding.start = fact->slot;
  } else if (customer.started_at) {
    onboarding.start = customer.attributes[*customer.started_at].slot;
  }
  onboarding.stalled_after =
      reader.DurationOf("stalled_after", ZeroDuration::kAllowed).value_or(onboarding.stalled_after);
  onboarding.closes_after = reader.DurationOf("closes_after");
  const YamlNode* plans = reader.Require("plans");
  if (plans != nullptr && ExpectList(*plans, "plans", context->sink)) {
    if (plans->items.empty()) context->sink->Error(*plans, "`plans` needs at least one plan");
    std::set<std::string> names;
    for (const YamlNode* plan : plans->items) ReadPlan(*plan, &names, context);
  } else {
    context->milestones_incomplete = true;
  }
  reader.Finish();
}

}  // namespace kenko
