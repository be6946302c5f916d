#include "measure/local_calendar.h"

namespace kenko {
namespace {

Instant AsIfUtc(absl::CivilSecond civil) {
  return absl::ToUnixMicros(absl::FromCivil(civil, absl::UTCTimeZone()));
}

}  // namespace

void LocalCalendar::FindStretch(Instant instant) {
  const absl::Time time = absl::FromUnixMicros(instant);
  offset_ = static_cast<Duration>(zone_.At(time).offset) * kSecond;
  absl::TimeZone::CivilTransition change;
  // A change's `from` is the civil time at which it happens by the offset before it, its `to` by
  // the offset after it. PrevTransition looks strictly before its instant's whole second.
  until_ = zone_.NextTransition(time, &change) ? AsIfUtc(change.from) - offset_ : kForever;
  from_ = zone_.PrevTransition(time + absl::Seconds(1), &change) ? AsIfUtc(change.to) - offset_
                                                                 : kBeginningOfTime;
}

}  // namespace kenko
