#include "health/band.h"

#include "base/snap.h"

namespace kenko {

bool MeetsEdge(const Band& band, double score, double shift) {
  const int order = CompareSnapped(score, band.edge + shift);
  return band.edge_is_outside ? order > 0 : order >= 0;
}

std::uint32_t BandOfScore(const std::vector<Band>& bands, double score, double shift) {
  // Counted without a branch: edges fall, and which one is met first can't be foreseen.
  std::uint32_t missed = 0;
  for (std::size_t b = 0; b + 1 < bands.size(); ++b) missed += !MeetsEdge(bands[b], score, shift);
  return missed;
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
