#include "health/band.h"

#include "base/snap.h"

namespace kenko {

bool MeetsEdge(const Band& band, double score, double shift) {
  const int order = CompareSnapped(score, band.edge + shift);
  return band.edge_is_outside ? order > 0 : order >= 0;
}

std::uint32_t BandOfScore(const std::vector<Band>& bands, double score, double shift) {
  std::uint32_t b = 0;
  while (b + 1 < bands.size() && !MeetsEdge(bands[b], score, shift)) ++b;
  return b;
}

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
