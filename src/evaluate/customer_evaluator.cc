#include "evaluate/customer_evaluator.h"

#include <algorithm>

namespace kenko {

CustomerEvaluator::CustomerEvaluator(const Question& question, const Timeline& timeline)
    : question_(question),
      timeline_(timeline),
      frames_(question.model, question.snapshot, timeline.needs(), question.attribute_columns,
              timeline.cut()),
      measures_(timeline.plan()),
      onboarding_(question.model, question.snapshot, timeline.cut()),
      decider_(question),
      past_decider_(question),
      explainer_(question.model, question.names),
      past_(timeline.needs().instants().size()) {
  for (const Band& band : question.model.bands) band_names_.push_back(Value::Text(band.name));
  band_names_.push_back(Value::Text("UNKNOWN"));
  for (const Instant moment : timeline.moments()) {
    moment_frames_.push_back(timeline.needs().FrameAt(moment));
  }
}

bool CustomerEvaluator::Start(Slot slot) {
  frames_.Start(slot);
  const auto exists_at = [this](std::size_t frame) { return frames_.ExistsAt(frame); };
  if (std::none_of(moment_frames_.begin(), moment_frames_.end(), exists_at)) return false;
  frames_.Fill();
  const bool tracks_onboarding = timeline_.wants().onboarding && onboarding_.has_plans();
  ActivityView activities;
  if (!timeline_.plan().tasks().empty() || tracks_onboarding) {
    activities = question_.snapshot.Activities(slot, timeline_.cut().known, scratch_);
    const Instant until = timeline_.cut().activities_until;
    if (until != kForever) {
      const Instant* const end = activities.at + activities.size;
      activities.size =
          static_cast<std::size_t>(std::upper_bound(activities.at, end, until) - activities.at);
    }
  }
  measures_.Run(activities, frames_);
  if (tracks_onboarding) onboarding_.Start(slot, activities);
  std::fill(past_.begin(), past_.end(), Past{});
  return true;
}

bool CustomerEvaluator::Evaluate(std::size_t moment) {
  frame_ = moment_frames_[moment];
  moment_ = timeline_.moments()[moment];
  if (!frames_.ExistsAt(frame_)) return false;
  const Wants& wants = timeline_.wants();
  if (!wants.decisions || wants.in_blocks) return true;
  Decision& decision = health_.decision;
  decider_.Decide(moment_, wants, onboarding_, frames_.Frame(frame_), frames_.stack(), decision);
  past_[frame_] = PastOf(decision);  // of later moments
  if (wants.rows) {
    explainer_.Explain(decision.scorecard, decider_.nodes(), decision.rules, health_.rows);
  }
  if (wants.reasons) {
    explainer_.FindReasons(decision.scorecard, decider_.nodes(), decision.rules, health_.reasons);
  }
  LookOut();
  return true;
}

const Scorecard* CustomerEvaluator::ScorecardInForce() const {
  const std::size_t s = health_.decision.scorecard;
  return s < question_.model.scorecards.size() ? &question_.model.scorecards[s] : nullptr;
}

CustomerEvaluator::Past CustomerEvaluator::PastOf(const Decision& decision) {
  Past past;
  past.is_known = true;
  past.scorecard = decision.scorecard;
  past.score = decision.rules.score;
  past.point.band = decision.plain_band.band;
  if (past.score.present) past.point.score = past.score.number;
  past.point.is_forced = decision.rules.band_rule != nullptr || decision.rules.at_once;
  return past;
}

const CustomerEvaluator::Past& CustomerEvaluator::PastAt(std::size_t frame) {
  Past& past = past_[frame];
  if (past.is_known) return past;
  past_decider_.Decide(timeline_.needs().instants()[frame], question_.past_steps, onboarding_,
                       frames_.Frame(frame), frames_.stack(), past_decision_);
  return past = PastOf(past_decision_);
}

void CustomerEvaluator::LookOut() {
  const Wants& wants = timeline_.wants();
  frames_.Frame(frame_)[kFactScore] = health_.decision.rules.score;
  if (wants.band) FindBand();
  if (wants.trend) FindTrend();
  if (wants.priority) FindPriority();
  if (wants.plays) FindPlays();
}

void CustomerEvaluator::FindBand() {
  const ModelData& model = question_.model;
  const PlainBandPoint now = past_[frame_].point;
  if (model.stability) {
    BandHolder holder(model.bands, *model.stability);
    const StabilityGrid grid = GridOf(*model.stability, moment_);
    for (std::int64_t i = 0; i < grid.count; ++i) {
      const std::size_t frame = timeline_.needs().FrameAt(grid.At(i));
      if (frames_.ExistsAt(frame)) holder.Add(grid.At(i), PastAt(frame).point);
    }
    health_.band = holder.At(moment_, now);
  } else {
    health_.band = StableBand{};
    health_.band.band = now.band;
  }
  Value* const facts = frames_.Frame(frame_);
  facts[kFactBand] = band_names_[health_.band.band];
  facts[kFactRawBand] = band_names_[now.band];
  facts[kFactPreviousBand] = health_.band.previous < 0
                                 ? Value::Missing()
                                 : band_names_[static_cast<std::size_t>(health_.band.previous)];
  facts[kFactDaysInBand] = health_.band.days_in_band;
}

void CustomerEvaluator::FindTrend() {
  const TrendSection& trend = question_.model.trend;
  const std::size_t then = timeline_.needs().FrameAt(moment_ - trend.over);
  health_.trend = {};
  if (frames_.ExistsAt(then)) {
    const Past& past = PastAt(then);
    const Past& now = past_[frame_];
    health_.trend = TrendOf(trend, now.score, now.scorecard, past.score, past.scorecard);
  }
  Value* const facts = frames_.Frame(frame_);
  facts[kFactTrend] = health_.trend.points;
  facts[kFactDirection] =
      health_.trend.direction == Direction::kMissing
          ? Value::Missing()
          : Value::Text(DirectionNames()[static_cast<std::size_t>(health_.trend.direction)]);
}

void CustomerEvaluator::FindPriority() {
  Value* const facts = frames_.Frame(frame_);
  if (question_.model.priority) {
    health_.priority = EvaluateExpression(*question_.model.priority, facts, frames_.stack());
  } else {
    const Value& score = health_.decision.rules.score;
    const Value& value = facts[kFactValue];
    health_.priority = Value::Number((100 - (score.present ? score.number : 50)) *
                                     (value.present ? value.number : 0));
  }
  facts[kFactPriority] = health_.priority;
}

void CustomerEvaluator::FindPlays() {
  health_.plays.clear();
  const Value* const facts = frames_.Frame(frame_);
  for (std::uint32_t p = 0; p < question_.model.plays.size(); ++p) {
    const Play& play = question_.model.plays[p];
    if (play.done_count && facts[*play.done_count].number > 0) continue;
    if (EvaluateExpression(play.when, facts, frames_.stack()).IsTrue()) {
      health_.plays.push_back(p);
    }
  }
}

void CustomerEvaluator::FindLevers(Levers& levers) {
  levers.items.clear();
  const Scorecard* const scorecard = ScorecardInForce();
  if (scorecard == nullptr) return;
  kenko::FindLevers(question_.model, *scorecard, decider_.nodes(), explainer_.factors(),
                    health_.decision.rules, frames_.Frame(frame_), frames_.stack(), levers);
}

}  // namespace kenko
