#include "measure/local_calendar.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

#include "measure/gathered.h"

namespace kenko {
namespace {

absl::TimeZone Zone(const char* name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone)) << name;
  return zone;
}

std::int64_t PlainDay(absl::TimeZone zone, Instant instant) {
  return absl::ToCivilDay(absl::FromUnixMicros(instant), zone) - absl::CivilDay(1970, 1, 1);
}

TEST(LocalCalendar, AgreesWithPlainConversionInAnyOrder) {
  std::mt19937_64 random(7);
  for (const char* name : {"UTC", "Asia/Tokyo", "America/New_York", "America/St_Johns",
                           "Pacific/Apia", "Australia/Lord_Howe", "America/Sao_Paulo"}) {
    LocalCalendar calendar(Zone(name));
    for (int i = 0; i < 20000; ++i) {
      // Mostly the years 1960 to 2040, at times any.
      const Instant instant =
          i % 50 == 0 ? kMinInstant + 400 * kDay + static_cast<Instant>(random() % 3'000'000) * kDay
                      : static_cast<Instant>(random() % (80 * 365)) * kDay - 3650 * kDay +
                            static_cast<Instant>(random() % kDay);
      ASSERT_EQ(calendar.DayOf(instant), PlainDay(Zone(name), instant)) << name << " " << instant;
    }
  }
}

TEST(LocalCalendar, IsExactAtTheInstantsWhereTheOffsetChanges) {
  // St. John's, 2006-10-29 00:01 local: clocks go back to the day before.
  const Instant change = 1'162'089'060 * kSecond;
  const std::vector<Duration> around = {-kSecond, -1, 0, 1, kSecond, 3600 * kSecond};
  for (const Duration first : around) {
    for (const Duration second : around) {
      LocalCalendar calendar(Zone("America/St_Johns"));
      EXPECT_EQ(calendar.DayOf(change + first), PlainDay(Zone("America/St_Johns"), change + first));
      EXPECT_EQ(calendar.DayOf(change + second),
                PlainDay(Zone("America/St_Johns"), change + second));
    }
  }
}

TEST(LastDays, CountsDifferentDaysWhereClocksGoBackOverMidnight) {
  // St. John's set its clocks back at 00:01, so that a date came again after the next had begun.
  const absl::TimeZone zone = Zone("America/St_Johns");
  LocalCalendar calendar(zone);
  const Instant change = absl::ToUnixMicros(
      absl::FromCivil(absl::CivilSecond(2006, 10, 29, 2, 31, 0), absl::UTCTimeZone()));
  for (const std::vector<Duration>& minutes : std::vector<std::vector<Duration>>{
           {-30, 0, 30, 90}, {-1, 30}, {0, 30}, {-2, -1, 1, 70}, {-1440, 20, 1500}}) {
    LastDays days;
    std::vector<std::uint32_t> counts(2);  // of the one part
    std::set<std::int64_t> plain;
    for (const Duration minute : minutes) {
      const Instant instant = change + minute * 60 * kSecond;
      days.Add(calendar.DayOf(instant), 0, counts.data());
      plain.insert(PlainDay(zone, instant));
    }
    EXPECT_EQ(counts[0], plain.size());
  }
}

}  // namespace
}  // namespace kenko
