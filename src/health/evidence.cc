#include "health/evidence.h"

#include <algorithm>
#include <limits>

#include "base/snap.h"

namespace kenko {

Evidence EvidenceFinder::Find(const Scorecard& scorecard, const std::vector<NodeResult>& results) {
  Evidence evidence;
  evidence.coverage = Coverage(scorecard, results);
  bool any_missing = false;
  for (std::size_t n = 0; n < results.size(); ++n) {
    if (scorecard.briefs[n].is_signal && results[n].applies && !results[n].own.present) {
      any_missing = true;
    }
  }
  if (!any_missing) {
    evidence.worst = evidence.best = results[0].used;
    return evidence;
  }
  outcomes_.assign(scorecard.nodes.size(), {});
  for (std::size_t n = scorecard.nodes.size(); n-- > 0;) {
    const NodeBrief& brief = scorecard.briefs[n];
    if (!results[n].applies) continue;
    outcomes_[n] =
        WithStandIn(brief, brief.is_signal ? OfSignal(brief, results[n])
                                           : OfGroup(scorecard, scorecard.nodes[n], results));
  }
  if (outcomes_[0].may_be_number) {
    evidence.worst = Value::Number(outcomes_[0].lowest);
    evidence.best = Value::Number(outcomes_[0].highest);
  }
  // All staying missing is one of the ways; additions in another order must not hide that.
  const Value& score = results[0].used;
  if (score.present && evidence.worst.present) {
    evidence.worst.number = std::min(evidence.worst.number, score.number);
    evidence.best.number = std::max(evidence.best.number, score.number);
  }
  return evidence;
}

Value EvidenceFinder::Coverage(const Scorecard& scorecard, const std::vector<NodeResult>& results) {
  const std::vector<double>* nominal = &scorecard.nominal_weights;
  if (!scorecard.all_apply) {
    scorecard.ShareWeights([&](std::size_t n) { return results[n].applies; }, nominal_);
    nominal = &nominal_;
  }
  double there = 0, covered = 0;
  for (std::size_t n = 0; n < scorecard.briefs.size(); ++n) {
    if (!scorecard.briefs[n].is_signal || !results[n].applies) continue;
    there += (*nominal)[n];
    if (results[n].own.present) covered += (*nominal)[n];
  }
  return there == 0 ? Value::Missing() : Value::Number(covered / there);
}

EvidenceFinder::Outcome EvidenceFinder::OfSignal(const NodeBrief& brief, const NodeResult& result) {
  if (result.own.present) return {false, true, result.own.number, result.own.number};
  return {true, true, brief.span.lowest, brief.span.highest};
}

EvidenceFinder::Outcome EvidenceFinder::WithStandIn(const NodeBrief& brief, Outcome outcome) {
  if (brief.missing != MissingPolicy::Form::kStandIn || !outcome.may_be_missing) return outcome;
  const double stand_in = brief.stand_in;
  if (!outcome.may_be_number) return {false, true, stand_in, stand_in};
  return {false, true, std::min(outcome.lowest, stand_in), std::max(outcome.highest, stand_in)};
}

EvidenceFinder::Outcome EvidenceFinder::OfGroup(const Scorecard& scorecard, const Node& node,
                                                const std::vector<NodeResult>& results) {
  const NodeResult& result = results[static_cast<std::size_t>(&node - scorecard.nodes.data())];
  if (result.is_overridden) return {false, true, result.own.number, result.own.number};

  const bool is_mean = node.combine == Combine::kMean;
  Outcome outcome;
  bool any_applies = false, any_fixed = false;
  FixedSums sums;
  parts_.clear();
  for (const std::uint32_t child : node.children) {
    if (!results[child].applies) continue;
    any_applies = true;
    const Outcome& part = outcomes_[child];
    const bool fails = scorecard.briefs[child].missing == MissingPolicy::Form::kFail;
    if (part.may_be_missing && fails) outcome.may_be_missing = true;
    if (!part.may_be_number) {
      if (fails) return {true, false, 0, 0};
      continue;
    }
    const double weight = is_mean ? scorecard.briefs[child].weight : 1.0;
    if (weight == 0) continue;
    const bool optional = part.may_be_missing && !fails;
    any_fixed |= !optional;
    if (is_mean && !optional) {
      sums.lowest += weight * part.lowest;
      sums.highest += weight * part.highest;
      sums.weights += weight;
    } else {
      parts_.push_back({weight, optional, part.lowest, part.highest});
    }
  }
  if (!any_applies) return {true, false, 0, 0};
  if (node.combine != Combine::kSum) {
    if (!any_fixed) outcome.may_be_missing = true;
    if (parts_.empty() && !any_fixed) return {true, false, 0, 0};
  }
  outcome.may_be_number = true;

  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  switch (node.combine) {
    case Combine::kMean:
      outcome.lowest = LowestMean(sums.lowest, sums.weights);
      outcome.highest = HighestMean(sums.highest, sums.weights);
      break;
    case Combine::kMin:
    case Combine::kMax: {
      // One side takes every part in at its extreme; for the other the optional ones stay out,
      // unless there is no fixed one: then the single best of them makes the number.
      double reached = node.combine == Combine::kMin ? kInfinity : -kInfinity;
      double fixed = reached, alone = -reached;
      for (const Part& part : parts_) {
        if (node.combine == Combine::kMin) {
          reached = std::min(reached, part.lowest);
          if (!part.optional) fixed = std::min(fixed, part.highest);
          alone = std::max(alone, part.highest);
        } else {
          reached = std::max(reached, part.highest);
          if (!part.optional) fixed = std::max(fixed, part.lowest);
          alone = std::min(alone, part.lowest);
        }
      }
      const double other = any_fixed ? fixed : alone;
      outcome.lowest = node.combine == Combine::kMin ? reached : other;
      outcome.highest = node.combine == Combine::kMin ? other : reached;
      break;
    }
    case Combine::kSum:
      outcome.lowest = outcome.highest = node.base;
      for (const Part& part : parts_) {
        outcome.lowest += part.optional ? std::min(0.0, part.lowest) : part.lowest;
        outcome.highest += part.optional ? std::max(0.0, part.highest) : part.highest;
      }
      outcome.lowest = std::clamp(outcome.lowest, node.lowest, node.highest);
      outcome.highest = std::clamp(outcome.highest, node.lowest, node.highest);
      break;
  }
  if (node.round) {
    outcome.lowest = SnappedRound(outcome.lowest);
    outcome.highest = SnappedRound(outcome.highest);
  }
  return outcome;
}

// The least weighted mean of the fixed parts and any choice of the optional ones, which parts_ are.
// Taking these in from the least on, as long as each lies below the mean so far, reaches it: a part
// lowers a mean exactly when it lies below it.
double EvidenceFinder::LowestMean(double sum, double weights) {
  std::sort(parts_.begin(), parts_.end(),
            [](const Part& a, const Part& b) { return a.lowest < b.lowest; });
  for (const Part& part : parts_) {
    if (weights != 0 && part.lowest >= sum / weights) break;
    sum += part.weight * part.lowest;
    weights += part.weight;
  }
  return sum / weights;
}

// Likewise the greatest.
double EvidenceFinder::HighestMean(double sum, double weights) {
  std::sort(parts_.begin(), parts_.end(),
            [](const Part& a, const Part& b) { return a.highest > b.highest; });
  for (const Part& part : parts_) {
    if (weights != 0 && part.highest <= sum / weights) break;
    sum += part.weight * part.highest;
    weights += part.weight;
  }
  return sum / weights;
}

}  // namespace kenko
