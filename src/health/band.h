// Bands (MODEL.md 11): the named interval that a score falls in, and why.
#ifndef KENKO_HEALTH_BAND_H_
#define KENKO_HEALTH_BAND_H_

#include <cstdint>

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

// The band of a score by its edges alone, each raised by `shift`.
std::uint32_t BandOfScore(const std::vector<Band>& bands, double score, double shift = 0);
// Whether a score lies at or above a band's edge (`from`), or above it (`above`).
bool MeetsEdge(const Band& band, double score, double shift = 0);

// The plain band. `root_overridden`: the scorecard's own override gave the score.
BandResult PlainBand(const ModelData& model, const RulesResult& rules, const Value& coverage,
                     bool root_overridden);

}  // namespace kenko

#endif  // KENKO_HEALTH_BAND_H_
