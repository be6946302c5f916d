#include "kenko/time.h"

#include <cstdio>

namespace kenko {

std::string FormatInstant(Instant instant) {
  Instant days = instant / kDay;
  Duration rest = instant % kDay;
  if (rest < 0) {
    rest += kDay;
    --days;
  }
  // The proleptic Gregorian calendar repeats every 400 years. Counting years from March puts the
  // leap day at their end, so that the months before it have the same lengths every year.
  const Instant since_epoch = days + 719'468;  // from 0000-03-01
  Instant era = since_epoch / 146'097;
  if (since_epoch % 146'097 < 0) --era;
  const Instant day_of_era = since_epoch - era * 146'097;
  const Instant year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const Instant day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const Instant march_month = (5 * day_of_year + 2) / 153;  // 0 is March
  const int day = static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1);
  const int month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  const long long year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);

  const int seconds = static_cast<int>(rest / kSecond);
  char text[64];
  std::snprintf(text, sizeof text, "%04lld-%02d-%02dT%02d:%02d:%02d.%06dZ", year, month, day,
                seconds / 3600, seconds / 60 % 60, seconds % 60, static_cast<int>(rest % kSecond));
  return text;
}

}  // namespace kenko
