#include "evaluate/summarizer.h"

#include <utility>

#include "evaluate/band_reason.h"
#include "evaluate/columns.h"
#include "onboarding/onboarding.h"
#include "touch/tier.h"

namespace kenko {
namespace {

std::optional<double> NumberOf(const Value& value) {
  // Adding 0 turns −0, which would show as such, into 0.
  return value.present ? std::optional<double>(value.number + 0.0) : std::nullopt;
}

std::string_view NameOf(const std::vector<std::string>& names, std::int32_t code) {
  return code < 0 ? std::string_view() : names[static_cast<std::size_t>(code)];
}

}  // namespace

void Clear(CustomerSummary& summary) {
  CustomerSummary cleared;
  cleared.reasons = std::move(summary.reasons);
  cleared.plays = std::move(summary.plays);
  cleared.reasons.clear();
  cleared.plays.clear();
  summary = std::move(cleared);
}

Summarizer::Summarizer(const Question& question)
    : question_(question),
      bands_(BandNames(question.model)),
      band_reasons_(MakeDictionary(BandReasonNames(question.model))),
      tier_reasons_(MakeDictionary(TierReasons(question.model.tiers))) {}

void Summarizer::Summarize(const CustomerEvaluator& evaluator, CustomerSummary& summary) const {
  const ModelData& model = question_.model;
  const CustomerHealth& health = evaluator.health();
  const Decision& decision = health.decision;
  Clear(summary);
  summary.exists = true;
  summary.score = NumberOf(decision.rules.score);
  summary.band = (*bands_)[health.band.band];
  summary.raw_band = (*bands_)[decision.plain_band.band];
  summary.band_reason = NameOf(*band_reasons_, BandReasonCode(model, health));
  if (health.band.since.present) summary.band_since = health.band.since.instant;
  summary.days_in_band = NumberOf(health.band.days_in_band);
  summary.previous_band = NameOf(*bands_, health.band.previous);
  if (decision.scorecard < model.scorecards.size()) {
    summary.scorecard = model.scorecards[decision.scorecard].name;
  }
  summary.coverage = NumberOf(decision.evidence.coverage);
  summary.worst = NumberOf(decision.evidence.worst);
  summary.best = NumberOf(decision.evidence.best);
  summary.trend = NumberOf(health.trend.points);
  summary.direction = NameOf(DirectionNames(), static_cast<std::int32_t>(health.trend.direction));
  if (decision.tier.level >= 0) {
    summary.tier = model.tiers.levels[static_cast<std::size_t>(decision.tier.level)].name;
  }
  summary.tier_reason = NameOf(*tier_reasons_, decision.tier.reason);
  SummarizeOnboarding(decision.onboarding, summary);
  summary.attainment = NumberOf(evaluator.facts()[kFactAttainment]);
  const Value& attained = evaluator.facts()[kFactAttained];
  if (attained.present) summary.attained = attained.flag;
  summary.priority = NumberOf(health.priority);
  for (std::size_t i = 0; i < health.reasons.count; ++i) {
    const auto row = static_cast<std::size_t>(health.reasons.rows[i]);
    summary.reasons.push_back(question_.names.rows()[row]);
  }
  for (const std::uint32_t play : health.plays) summary.plays.push_back(model.plays[play].name);
}

void Summarizer::SummarizeOnboarding(const OnboardingProgress& onboarding,
                                     CustomerSummary& summary) const {
  summary.onboarding_status =
      NameOf(OnboardingStatusNames(), static_cast<std::int32_t>(onboarding.status));
  const OnboardingPlan* const plan = onboarding.plan;
  if (plan == nullptr) return;
  summary.onboarding_plan = plan->name;
  summary.onboarding_progress = NumberOf(onboarding.progress);
  summary.onboarding_late = onboarding.late;
  summary.onboarding_stalled_days = onboarding.stalled_days + 0.0;
  summary.time_to_value_days = NumberOf(onboarding.time_to_value_days);
  if (onboarding.next != kNoMilestone) {
    summary.next_milestone = plan->milestones[onboarding.next].name;
  }
}

}  // namespace kenko
