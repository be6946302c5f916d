#include "evaluate/block_decider.h"

#include <algorithm>

#include "health/band.h"

namespace kenko {
namespace {

// What else could be wanted.
bool WantsMore(const Wants& wants) {
  return wants.onboarding || wants.success || wants.evidence || wants.measures || wants.rows ||
         wants.reasons || wants.trend || wants.priority || wants.plays || wants.rank;
}

std::vector<FactSlot> SlotsReadBy(const ModelData& model, const Wants& wants) {
  DecisionSteps steps;
  steps.tier = wants.tier;
  return DecisionSlots(model, steps);
}

}  // namespace

bool BlockDecider::CanDecide(const ModelData& model, const Wants& wants) {
  if (!wants.decisions || WantsMore(wants) || model.stability || model.scorecards.size() != 1) {
    return false;
  }
  const Scorecard& scorecard = model.scorecards[0];
  const std::vector<TierException>& exceptions = model.tiers.exceptions;
  return !scorecard.when && BlockScorer::CanScore(scorecard) &&
         CanApplyRulesInBlocks(model, &scorecard) &&
         std::all_of(exceptions.begin(), exceptions.end(),
                     [](const TierException& exception) {
                       return BlockExpressions::CanRun(exception.when);
                     }) &&
         FactBlock::CanHold(model, SlotsReadBy(model, wants));
}

BlockDecider::BlockDecider(const Question& question, const Wants& wants)
    : question_(question),
      wants_tier_(wants.tier && !question.model.tiers.levels.empty()),
      facts_(question.model, SlotsReadBy(question.model, wants)),
      expressions_(question.model.stack_size),
      scorer_(question.model.scorecards[0]),
      exceptions_(question.model.tiers.exceptions.size()) {
  tiers_.fill(TierResult{});
}

void BlockDecider::Add(Slot slot, Instant moment, const Value* facts) {
  slots_[rows()] = slot;
  moments_[rows()] = moment;
  facts_.Add(facts);
}

void BlockDecider::Decide() {
  if (wants_tier_) AssignTiers();
  const ModelData& model = question_.model;
  const BlockColumn& scores = scorer_.Score(facts_, expressions_);
  facts_.Set(kFactScore, scores);
  ApplyRulesInBlock(model, &model.scorecards[0], facts_, scores, expressions_, rulings_);
  FindBands();
}

void BlockDecider::AssignTiers() {
  const TierSection& tiers = question_.model.tiers;
  for (std::size_t e = 0; e < exceptions_.size(); ++e) {
    std::copy_n(expressions_.Evaluate(tiers.exceptions[e].when, facts_), rows(),
                exceptions_[e].begin());
  }
  const double* const numbers = facts_.Column(tiers.by);
  for (std::size_t i = 0; i < rows(); ++i) {
    tiers_[i] = AssignTier(tiers, ValueOf(numbers[i]),
                           [&](std::size_t e) { return exceptions_[e][i] == 1; });
  }
}

void BlockDecider::FindBands() {
  const ModelData& model = question_.model;
  for (std::size_t i = 0; i < rows(); ++i) {
    const double score = rulings_.scores[i];
    const std::uint32_t forced = rulings_.forced_bands[i];
    bands_[i] = static_cast<std::int32_t>(forced != BlockRulings::kNoBand ? forced
                                          : IsMissing(score)              ? UnknownBand(model)
                                                             : BandOfScore(model.bands, score));
  }
}

}  // namespace kenko
