#include "health/stability.h"

namespace kenko {

StabilityGrid GridOf(const StabilitySection& stability, Instant t) {
  const Duration every = stability.every;
  const auto floor = [every](Instant at) {
    return (at >= 0 ? at / every : -((every - 1 - at) / every)) * every;
  };
  const Instant from = t - stability.look_back;
  StabilityGrid grid;
  grid.every = every;
  grid.first = floor(from - 1) + every;
  grid.count = (floor(t) - grid.first) / every + 1;
  return grid;
}

void BandHolder::Change(Instant at, std::uint32_t band) {
  run_ = 0;
  if (band == held_) return;
  previous_ = static_cast<std::int32_t>(held_);
  held_ = band;
  since_ = Value::Time(at);
}

std::uint32_t BandHolder::Target(const PlainBandPoint& point) const {
  // Bands count from the best.
  if (point.band < held_) {
    const std::uint32_t band = BandOfScore(bands_, point.score, stability_.margin);
    return band < held_ ? band : held_;
  }
  if (point.band > held_) {
    const std::uint32_t band = BandOfScore(bands_, point.score, -stability_.margin);
    return band > held_ ? band : held_;
  }
  return held_;
}

void BandHolder::Add(Instant at, const PlainBandPoint& point) {
  if (point.band == bands_.size()) return;
  if (is_empty_) {
    is_empty_ = false;
    held_ = point.band;
    return;
  }
  if (point.is_forced) {
    Change(at, point.band);
    return;
  }
  const std::uint32_t target = Target(point);
  if (target == held_) {
    run_ = 0;
    return;
  }
  run_ = run_ > 0 && target == pending_ ? run_ + 1 : 1;
  pending_ = target;
  if (run_ >= stability_.confirm) Change(at, target);
}

StableBand BandHolder::At(Instant t, const PlainBandPoint& now) const {
  StableBand stable;
  const bool takes_plain = now.band == bands_.size() || now.is_forced || is_empty_;
  stable.band = takes_plain ? now.band : held_;
  stable.is_held = stable.band != now.band;
  if (is_empty_) return stable;
  if (stable.band != held_) {
    stable.since = Value::Time(t);
    stable.previous = static_cast<std::int32_t>(held_);
  } else {
    stable.since = since_;
    stable.previous = previous_;
  }
  if (stable.since.present) stable.days_in_band = Value::Number(InDays(t - stable.since.instant));
  return stable;
}

}  // namespace kenko
