#include "health/stability.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace kenko {
namespace {

const std::vector<Band> kBands = {
    {"A", 80, false}, {"B", 60, true}, {"C", 40, false}, {"D", 0, false}};
constexpr std::uint32_t kUnknown = 4;

StabilitySection Section(Duration every, Duration look_back, double margin = 0,
                         std::uint32_t confirm = 1) {
  StabilitySection section;
  section.every = every;
  section.look_back = look_back;
  section.margin = margin;
  section.confirm = confirm;
  return section;
}

TEST(GridOf, IsTheMultiplesWithinTheLookBackOnBothSidesOf1970) {
  for (Instant t = -25; t <= 25; ++t) {
    for (Duration every = 1; every <= 9; ++every) {
      for (Duration look_back = 1; look_back <= 20; ++look_back) {
        std::vector<Instant> plain;
        for (Instant at = t - look_back; at <= t; ++at) {
          if (at % every == 0) plain.push_back(at);
        }
        const StabilityGrid grid = GridOf(Section(every, look_back), t);
        std::vector<Instant> points;
        for (std::int64_t i = 0; i < grid.count; ++i) points.push_back(grid.At(i));
        ASSERT_EQ(points, plain) << t << " " << every << " " << look_back;
        if (!plain.empty()) {
          ASSERT_EQ(grid.last(), plain.back());
        }
      }
    }
  }
}

TEST(GridOf, HoldsAtTheEndsOfTime) {
  const StabilityGrid early = GridOf(Section(7 * kDay, 180 * kDay), kMinInstant);
  EXPECT_EQ(early.count, 26);
  EXPECT_LE(early.last(), kMinInstant);
  EXPECT_EQ(GridOf(Section(36'500 * kDay, kSecond), kMaxInstant).count, 0);
}

// One point of the grid, or t.
struct Point {
  Instant at = 0;
  PlainBandPoint plain;
};

// MODEL.md 11, step by step, with bands by name of their letter; '?' is UNKNOWN.
class PlainReplay {
 public:
  PlainReplay(double margin, std::uint32_t confirm) : margin_(margin), confirm_(confirm) {}

  void See(const Point& point) {
    const char c = Letter(point.plain.band);
    if (c == '?') return;  // no grid point
    if (held_ == 0) {
      held_ = c;
      return;
    }
    if (point.plain.is_forced) {
      Become(c, point.at);
      return;
    }
    char target = held_;
    if (c < held_) target = std::min(held_, BandAt(point.plain.score, +margin_));
    if (c > held_) target = std::max(held_, BandAt(point.plain.score, -margin_));
    if (target == held_) {
      pending_ = 0;
    } else if (target == pending_) {
      ++run_;
    } else {
      pending_ = target;
      run_ = 1;
    }
    if (pending_ != 0 && run_ == confirm_) Become(target, point.at);
  }

  // "band since previous".
  std::string At(const Point& now) const {
    const char plain = Letter(now.plain.band);
    const bool takes_plain = plain == '?' || now.plain.is_forced || held_ == 0;
    const char band = takes_plain ? plain : held_;
    if (held_ == 0) return std::string(1, band) + " - -";
    if (band != held_) return std::string(1, band) + " " + std::to_string(now.at) + " " + held_;
    if (previous_ == 0) return std::string(1, band) + " - -";
    return std::string(1, band) + " " + std::to_string(since_) + " " + previous_;
  }
  static char Letter(std::uint32_t band) { return "ABCD?"[band]; }

 private:
  void Become(char band, Instant at) {
    if (band != held_) {
      since_ = at;
      previous_ = held_;
      held_ = band;
    }
    pending_ = 0;
  }
  static char BandAt(double score, double raised) {
    if (score >= 80 + raised) return 'A';
    if (score > 60 + raised) return 'B';
    return score >= 40 + raised ? 'C' : 'D';
  }

  double margin_;
  std::uint32_t confirm_;
  char held_ = 0, pending_ = 0, previous_ = 0;  // 0: none
  std::uint32_t run_ = 0;
  Instant since_ = 0;
};

class RandomPoints {
 public:
  explicit RandomPoints(std::uint64_t seed) : random_(seed) {}
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  // Scores wander about the edges; a forced band has nothing to do with its score.
  Point Next(Instant at, bool may_be_unknown = true) {
    score_ = Pick(4) == 0 ? Pick(101) : std::clamp(score_ + Pick(25) - 12, 0, 100);
    Point point;
    point.at = at;
    point.plain.score = score_;
    point.plain.band = BandOfScore(kBands, score_);
    point.plain.is_forced = Pick(8) == 0;
    if (point.plain.is_forced && Pick(2) == 0) {
      point.plain.band = static_cast<std::uint32_t>(Pick(4));
    }
    if (may_be_unknown && Pick(7) == 0) point.plain.band = kUnknown;
    return point;
  }

 private:
  std::mt19937_64 random_;
  int score_ = 50;
};

std::string TextOf(const StableBand& band) {
  return std::string(1, PlainReplay::Letter(band.band)) + " " +
         (band.since.present ? std::to_string(band.since.instant) : "-") + " " +
         (band.previous < 0 ? '-' : PlainReplay::Letter(static_cast<std::uint32_t>(band.previous)));
}

TEST(BandHolder, HoldsWhatThePlainReplayHolds) {
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 5000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomPoints points(seed);
    const StabilitySection section =
        Section(kDay, 400 * kDay, points.Pick(8) * 5, 1 + static_cast<unsigned>(points.Pick(4)));
    BandHolder holder(kBands, section);
    PlainReplay plain(section.margin, section.confirm);
    for (int day = 0; day < 20; ++day) {
      // Asked at any time between, which changes nothing.
      const Point now = points.Next(day * kDay - kDay / 2);
      const StableBand band = holder.At(now.at, now.plain);
      ASSERT_EQ(TextOf(band), plain.At(now)) << "day " << day;
      ASSERT_EQ(band.is_held, band.band != now.plain.band);
      held += band.is_held ? 1 : 0;
      ASSERT_EQ(band.days_in_band.present, band.since.present);
      if (band.since.present) {
        ASSERT_EQ(band.days_in_band.number, InDays(now.at - band.since.instant));
      }
      const Point next = points.Next(day * kDay);
      holder.Add(next.at, next.plain);
      plain.See(next);
    }
  }
  EXPECT_GT(held, 10'000);
}

TEST(BandHolder, WithoutMarginAndConfirmationGivesThePlainBandAtAGridInstant) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    RandomPoints points(seed);
    const StabilitySection section = Section(kDay, 400 * kDay);
    BandHolder holder(kBands, section);
    std::uint32_t before = kUnknown;
    for (int day = 0; day < 30; ++day) {
      const Point point = points.Next(day * kDay, false);
      holder.Add(point.at, point.plain);
      const StableBand band = holder.At(point.at, point.plain);
      ASSERT_EQ(band.band, point.plain.band);
      ASSERT_FALSE(band.is_held);
      if (before != kUnknown && before != point.plain.band) {
        ASSERT_EQ(band.since.instant, point.at);
        ASSERT_EQ(band.previous, static_cast<std::int32_t>(before));
        ASSERT_EQ(band.days_in_band.number, 0);
      }
      before = point.plain.band;
    }
  }
}

TEST(BandHolder, ASweepOfTheScoreMovesTheBandBeyondTheMarginOnly) {
  const StabilitySection section = Section(kDay, 400 * kDay, 5, 2);
  BandHolder holder(kBands, section);
  Instant day = 0;
  const auto see = [&](double score) {
    PlainBandPoint point;
    point.score = score;
    point.band = BandOfScore(kBands, score);
    holder.Add(++day * kDay, point);
    return PlainReplay::Letter(holder.At(day * kDay, point).band);
  };
  std::string bands;
  // C, up to the raised edge of B (above 65) and beyond it; down to the lowered one (above 55).
  for (const double score : {50., 64., 65., 65.5, 65.5, 58., 56., 55.0000000001, 55., 55.}) {
    bands += see(score);
  }
  EXPECT_EQ(bands, "CCCCBBBBCC");
}

}  // namespace
}  // namespace kenko
