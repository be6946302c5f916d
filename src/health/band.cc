#include "health/band.h"

#include "base/snap.h"

namespace kenko {

BandResult PlainBand(const ModelData& model, const RulesResult& rules, const Value& coverage,
                     bool root_overridden) {
  if (rules.band_rule != nullptr) return {rules.band_rule->band, BandReason::kRule};
  if (!rules.score.present) return {UnknownBand(model), BandReason::kNoScore};
  if (coverage.present && SnappedLess(coverage.number, model.unknown_below_coverage) &&
      !rules.decided && !root_overridden) {
    return {UnknownBand(model), BandReason::kCoverage};
  }
  return {BandOfScore(model.bands, rules.score.number), BandReason::kScore};
}

}  // namespace kenko
