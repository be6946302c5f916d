// Calendar days of instants in a model's time zone.
#ifndef KENKO_MEASURE_LOCAL_CALENDAR_H_
#define KENKO_MEASURE_LOCAL_CALENDAR_H_

#include <cstdint>

#include "absl/time/time.h"
#include "kenko/time.h"

namespace kenko {

// Remembers the stretch between two changes of the zone's offset in which the last instant lay:
// instants near each other, as a customer's activities are, cost an addition and a division. One a
// thread.
class LocalCalendar {
 public:
  explicit LocalCalendar(absl::TimeZone zone) : zone_(zone) {}

  // Days since 1970-01-01 of the local date.
  std::int64_t DayOf(Instant instant) {
    if (instant < from_ || instant >= until_) FindStretch(instant);
    const Instant local = instant + offset_;
    const std::int64_t day = local / kDay;
    return local % kDay < 0 ? day - 1 : day;
  }

 private:
  void FindStretch(Instant instant);

  absl::TimeZone zone_;
  Instant from_ = 0, until_ = 0;  // empty: nothing known yet
  Duration offset_ = 0;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_LOCAL_CALENDAR_H_
