// Stability (MODEL.md 11): bands that do not flap, as a pure function of what is visible at t.
#ifndef KENKO_HEALTH_STABILITY_H_
#define KENKO_HEALTH_STABILITY_H_

#include <cstdint>
#include <vector>

#include "base/value.h"
#include "health/band.h"
#include "model/model_data.h"

namespace kenko {

// The multiples of `every` since 1970 in [t − look_back, t].
struct StabilityGrid {
  Instant first = 0;
  Duration every = 0;
  std::int64_t count = 0;

  Instant At(std::int64_t i) const { return first + i * every; }
  Instant last() const { return At(count - 1); }
};
StabilityGrid GridOf(const StabilitySection& stability, Instant t);

// What the plain band was at one instant.
struct PlainBandPoint {
  std::uint32_t band = 0;  // the number of bands: UNKNOWN
  double score = 0;        // final; not read where a rule forced the band or there is none
  bool is_forced = false;  // a band rule or an `at_once` rule was true
};

struct StableBand {
  std::uint32_t band = 0;
  bool is_held = false;        // another one than the plain band
  Value since;                 // an instant
  std::int32_t previous = -1;  // -1: missing
  Value days_in_band;
};

// Walks over the grid. One a customer and t.
class BandHolder {
 public:
  BandHolder(const std::vector<Band>& bands, const StabilitySection& stability)
      : bands_(bands), stability_(stability) {}

  // The next point of the grid at which the customer existed. One whose band is UNKNOWN is no
  // point of the grid.
  void Add(Instant at, const PlainBandPoint& point);
  // The band at `t`, whose plain band that is.
  StableBand At(Instant t, const PlainBandPoint& now) const;

 private:
  void Change(Instant at, std::uint32_t band);
  // Where the score leads to from the held band, margins kept.
  std::uint32_t Target(const PlainBandPoint& point) const;

  const std::vector<Band>& bands_;
  const StabilitySection& stability_;
  bool is_empty_ = true;
  std::uint32_t held_ = 0, pending_ = 0;
  std::uint32_t run_ = 0;  // 0: nothing is pending
  Value since_;
  std::int32_t previous_ = -1;
};

}  // namespace kenko

#endif  // KENKO_HEALTH_STABILITY_H_
