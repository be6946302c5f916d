#include "benchmarks/hand_written.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "benchmarks/in_parallel.h"

namespace kenko::benchmarks {
namespace {

constexpr Instant kT = kWorkloadAsOf;

enum Count { kLogins, kCoreNow, kCoreBefore, kOpened, kClosed, kPricing, kInvites, kNothing };

// One cache line a customer.
struct alignas(64) Counters {
  Instant last = kBeginningOfTime;
  double csat_sum = 0;
  std::uint32_t csat_count = 0, active_users = 0, features = 0;
  std::uint32_t counts[8] = {};
};

// What an activity of a kind at an age does.
struct Effect {
  std::uint8_t count = kNothing;
  bool is_recent = false;  // counts for recency
  bool is_use = false, is_csat = false;
  std::uint32_t feature = 0;  // its bit
};

// Windows are of whole days, so the whole days since an activity say which ones it is in. The last
// row of effects is of all older ones.
constexpr std::size_t kDays = 182, kMostKinds = 20;
using Effects = std::array<std::array<Effect, kMostKinds>, kDays>;

Effect EffectOf(std::string_view kind, std::size_t code, std::size_t days) {
  const auto begins = [&](std::string_view prefix) {
    return kind.substr(0, prefix.size()) == prefix;
  };
  const bool in_14 = days < 14, in_28 = days < 28, in_56 = days < 56, in_90 = days < 90;
  const bool in_180 = days < 180;
  Effect effect;
  const bool is_feature = begins("feature."), is_use = begins("session.") || begins("report.");
  effect.is_recent =
      is_feature || is_use || begins("page.") || begins("user.") || begins("ticket.");
  effect.is_use = (is_feature || is_use) && in_28;
  effect.is_csat = kind == "survey.csat" && in_180;
  if (is_feature && in_90) effect.feature = 1u << code;
  if (kind == "session.started" && in_28) effect.count = kLogins;
  if (kind == "feature.editor" || kind == "feature.search") {
    effect.count = in_28 ? kCoreNow : in_56 ? kCoreBefore : kNothing;
  }
  if (kind == "ticket.opened") effect.count = kOpened;
  if (kind == "ticket.closed") effect.count = kClosed;
  if (kind == "page.pricing" && in_14) effect.count = kPricing;
  if (kind == "user.invited") effect.count = kInvites;
  return effect;
}

// A customer's place by its id: ids lie close enough together for an array of all between.
class Places {
 public:
  explicit Places(const WorkloadColumns& w) {
    const auto [least, greatest] =
        std::minmax_element(w.customer_ids, w.customer_ids + w.customer_count);
    least_ = *least;
    places_.resize(static_cast<std::size_t>(*greatest - least_ + 1));
    for (std::uint32_t i = 0; i < w.customer_count; ++i) {
      places_[static_cast<std::size_t>(w.customer_ids[i] - least_)] = i;
    }
  }
  std::uint32_t operator()(std::int64_t id) const {
    return places_[static_cast<std::size_t>(id - least_)];
  }

 private:
  std::int64_t least_ = 0;
  std::vector<std::uint32_t> places_;
};

class Counting {
 public:
  Counting(const WorkloadColumns& w, int threads)
      : w_(w), places_(w), seen_(w.actors.size / 64 + 1), of_thread_(threads) {
    for (auto& counters : of_thread_) counters.resize(w.customer_count);
    for (std::size_t days = 0; days < kDays; ++days) {
      for (std::size_t code = 0; code < w.kinds.size; ++code) {
        effects_[days][code] = EffectOf(w.kinds[code], code, days);
      }
    }
  }

  // Adds activities [begin, end). While a block's counters are on their way, the one before it is
  // added.
  void Add(int thread, std::size_t begin, std::size_t end) {
    constexpr std::size_t kBlock = 64;
    std::vector<Counters>& counters = of_thread_[thread];
    std::uint32_t places[2][kBlock];
    std::size_t current = 0;
    const auto fetch = [&](std::size_t from, std::size_t to, std::uint32_t* into) {
      for (std::size_t i = from; i < to; ++i) {
        into[i - from] = places_(w_.activity_ids[i]);
        __builtin_prefetch(&counters[into[i - from]], 1);
      }
    };
    fetch(begin, std::min(begin + kBlock, end), places[current]);
    for (std::size_t block = begin; block < end; block += kBlock, current ^= 1) {
      const std::size_t stop = std::min(block + kBlock, end);
      fetch(stop, std::min(stop + kBlock, end), places[current ^ 1]);
      for (std::size_t i = block; i < stop; ++i) AddOne(counters[places[current][i - block]], i);
    }
  }

  // Of all threads together. Afterwards they are the first one's.
  const Counters& Sum(std::size_t customer) {
    Counters& sum = of_thread_[0][customer];
    for (std::size_t thread = 1; thread < of_thread_.size(); ++thread) {
      const Counters& c = of_thread_[thread][customer];
      sum.last = std::max(sum.last, c.last);
      sum.csat_sum += c.csat_sum;
      sum.csat_count += c.csat_count;
      sum.active_users += c.active_users;
      sum.features |= c.features;
      for (std::size_t k = 0; k < kNothing; ++k) sum.counts[k] += c.counts[k];
    }
    return sum;
  }

 private:
  void AddOne(Counters& c, std::size_t i) {
    const Instant at = w_.at[i];
    if (at > kT) return;
    const std::size_t days = static_cast<std::uint64_t>(kT - at) / kDay;
    const Effect& effect = effects_[std::min(days, kDays - 1)][w_.kind[i]];
    ++c.counts[effect.count];
    c.features |= effect.feature;
    c.last = std::max(c.last, effect.is_recent ? at : kBeginningOfTime);
    if (effect.is_use) {
      std::atomic<std::uint64_t>& word = seen_[w_.actor[i] / 64];
      const std::uint64_t bit = std::uint64_t{1} << (w_.actor[i] % 64);
      const std::uint64_t old = word.load(std::memory_order_relaxed);
      if ((old & bit) == 0) c.active_users += IsNew(word, old, bit);
    } else if (effect.is_csat && (w_.value_valid_bits[i / 8] >> (i % 8) & 1) != 0) {
      c.csat_sum += w_.value[i];
      ++c.csat_count;
    }
  }
  bool IsNew(std::atomic<std::uint64_t>& word, std::uint64_t old, std::uint64_t bit) const {
    if (of_thread_.size() > 1) return (word.fetch_or(bit, std::memory_order_relaxed) & bit) == 0;
    word.store(old | bit, std::memory_order_relaxed);
    return true;
  }

  const WorkloadColumns& w_;
  Places places_;
  Effects effects_;
  std::vector<std::atomic<std::uint64_t>> seen_;  // users, a bit each
  std::vector<std::vector<Counters>> of_thread_;
};

double OnCurve(const double (&points)[4][2], double x) {
  if (x <= points[0][0]) return points[0][1];
  for (int i = 1; i < 4; ++i) {
    if (x > points[i][0]) continue;
    const double *a = points[i - 1], *b = points[i];
    return a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]);
  }
  return points[3][1];
}

double Score(const Counters& c, double seats, double age_days) {
  double sum = 0, weights = 0;
  const auto add = [&](double weight, double x, const double(&points)[4][2]) {
    if (std::isnan(x)) return;
    sum += weight * OnCurve(points, x);
    weights += weight;
  };
  const double core_now = c.counts[kCoreNow], core_before = c.counts[kCoreBefore];
  add(2, c.counts[kLogins], {{0, 0}, {2, 40}, {6, 80}, {12, 100}});
  add(3, c.active_users / seats, {{0, 0}, {0.2, 40}, {0.6, 80}, {0.9, 100}});
  // A customer that did not exist 28 days ago has no change since.
  add(2, core_before == 0 || age_days < 28 ? NAN : (core_now - core_before) / core_before,
      {{-0.5, 0}, {0, 60}, {0.25, 85}, {1, 100}});
  add(1, __builtin_popcount(c.features), {{0, 0}, {2, 50}, {4, 80}, {6, 100}});
  add(1, static_cast<double>(c.counts[kOpened]) - c.counts[kClosed],
      {{-2, 100}, {0, 90}, {3, 50}, {8, 0}});
  add(2, c.last == kBeginningOfTime ? NAN : InDays(kT - c.last),
      {{0, 100}, {7, 80}, {21, 40}, {45, 0}});
  add(2, c.csat_count == 0 ? NAN : c.csat_sum / c.csat_count, {{1, 0}, {3, 40}, {4, 80}, {5, 100}});
  add(1, c.counts[kPricing], {{0, 50}, {1, 70}, {2, 90}, {4, 100}});
  const double score = sum / weights;
  return c.counts[kInvites] == 0 && age_days > 14 ? std::min(score, 30.0) : score;
}

}  // namespace

std::vector<double> ScoreByHand(const WorkloadColumns& w, int threads) {
  Counting counting(w, threads);
  InParallel(
      threads, w.activity_count, 65'536,
      [&](int thread, std::size_t begin, std::size_t end) { counting.Add(thread, begin, end); });
  std::vector<double> scores(w.customer_count);
  InParallel(threads, w.customer_count, 4'096, [&](int, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      scores[i] =
          Score(counting.Sum(i), static_cast<double>(w.seats[i]), InDays(kT - w.started_at[i]));
    }
  });
  return scores;
}

}  // namespace kenko::benchmarks
