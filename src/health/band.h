// Bands (MODEL.md 11): the named interval that a score falls in, and why.
#ifndef KENKO_HEALTH_BAND_H_
#define KENKO_HEALTH_BAND_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/snap.h"
#include "base/value.h"
#include "health/rules.h"
#include "model/model_data.h"

namespace kenko {

// Why a customer has its plain band.
enum class BandReason : std::uint8_t { kRule, kNoScore, kCoverage, kScore };

struct BandResult {
  std::uint32_t band = 0;  // index into the model's bands; their number itself is UNKNOWN
  BandReason reason = BandReason::kScore;
};

inline std::uint32_t UnknownBand(const ModelData& model) {
  return static_cast<std::uint32_t>(model.bands.size());
}

// Whether a score lies at or above a band's edge (`from`), or above it (`above`).
inline bool MeetsEdge(const Band& band, double score, double shift = 0) {
  const double edge = band.edge + shift;
  return band.edge_is_outside ? SnappedLess(edge, score) : !SnappedLess(score, edge);
}

// The band of a score by its edges alone, each raised by `shift`.
inline std::uint32_t BandOfScore(const std::vector<Band>& bands, double score, double shift = 0) {
  // Counted without a branch: edges fall, and which one is met first can't be foreseen.
  std::uint32_t missed = 0;
  for (std::size_t b = 0; b + 1 < bands.size(); ++b) missed += !MeetsEdge(bands[b], score, shift);
  return missed;
}

// The plain band. `root_overridden`: the scorecard's own override gave the score.
BandResult PlainBand(const ModelData& model, const RulesResult& rules, const Value& coverage,
                     bool root_overridden);

}  // namespace kenko

#endif  // KENKO_HEALTH_BAND_H_
