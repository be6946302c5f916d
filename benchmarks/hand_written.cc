#include "benchmarks/hand_written.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace kenko::benchmarks {
namespace {

// One cache line a customer.
struct alignas(64) Counters {
  Instant last = kBeginningOfTime;
  double csat_sum = 0;
  std::uint32_t logins = 0, active_users = 0, core_now = 0, core_before = 0;
  std::uint32_t opened = 0, closed = 0, csat_count = 0, pricing = 0, invites = 0, features = 0;
};

// Which counters a kind touches.
enum Role : std::uint8_t {
  kNone,
  kLogin,
  kCore,
  kFeature,
  kReport,
  kOpened,
  kClosed,
  kCsat,
  kPricing,
  kInvited,
  kPageOrOther
};

Role RoleOf(std::string_view kind) {
  const auto begins = [&](std::string_view prefix) {
    return kind.substr(0, prefix.size()) == prefix;
  };
  if (kind == "session.started") return kLogin;
  if (kind == "feature.editor" || kind == "feature.search") return kCore;
  if (begins("feature.")) return kFeature;
  if (begins("report.")) return kReport;
  if (kind == "ticket.opened") return kOpened;
  if (kind == "ticket.closed") return kClosed;
  if (kind == "survey.csat") return kCsat;
  if (kind == "page.pricing") return kPricing;
  if (kind == "user.invited") return kInvited;
  if (begins("page.")) return kPageOrOther;
  return kNone;
}

class IdTable {
 public:
  explicit IdTable(const std::vector<std::int64_t>& ids) {
    while (slots_.size() < ids.size() * 2)
      slots_.resize(std::max<std::size_t>(64, slots_.size() * 2));
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
      std::size_t s = Home(ids[i]);
      while (slots_[s].place != kEmpty) s = (s + 1) & (slots_.size() - 1);
      slots_[s] = {ids[i], i};
    }
  }
  void Prefetch(std::int64_t id) const { __builtin_prefetch(&slots_[Home(id)]); }
  std::uint32_t Find(std::int64_t id) const {
    std::size_t s = Home(id);
    while (slots_[s].id != id) s = (s + 1) & (slots_.size() - 1);
    return slots_[s].place;
  }

 private:
  static constexpr std::uint32_t kEmpty = 0xFFFFFFFF;
  struct Entry {
    std::int64_t id = INT64_MIN;
    std::uint32_t place = kEmpty;
  };
  std::size_t Home(std::int64_t id) const {
    return (static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15u >> 32) & (slots_.size() - 1);
  }
  std::vector<Entry> slots_;
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
  const double core_before = c.core_before;
  add(2, c.logins, {{0, 0}, {2, 40}, {6, 80}, {12, 100}});
  add(3, c.active_users / seats, {{0, 0}, {0.2, 40}, {0.6, 80}, {0.9, 100}});
  // A customer that did not exist 28 days ago has no change since.
  add(2, core_before == 0 || age_days < 28 ? NAN : (c.core_now - core_before) / core_before,
      {{-0.5, 0}, {0, 60}, {0.25, 85}, {1, 100}});
  add(1, __builtin_popcount(c.features), {{0, 0}, {2, 50}, {4, 80}, {6, 100}});
  add(1, static_cast<double>(c.opened) - c.closed, {{-2, 100}, {0, 90}, {3, 50}, {8, 0}});
  add(2, c.last == kBeginningOfTime ? NAN : InDays(kWorkloadAsOf - c.last),
      {{0, 100}, {7, 80}, {21, 40}, {45, 0}});
  add(2, c.csat_count == 0 ? NAN : c.csat_sum / c.csat_count, {{1, 0}, {3, 40}, {4, 80}, {5, 100}});
  add(1, c.pricing, {{0, 50}, {1, 70}, {2, 90}, {4, 100}});
  const double score = sum / weights;
  return c.invites == 0 && age_days > 14 ? std::min(score, 30.0) : score;
}

}  // namespace

std::vector<double> ScoreByHand(const Workload& w) {
  const IdTable ids(w.integer_ids);
  std::vector<Counters> counters(w.integer_ids.size());
  std::vector<std::uint64_t> seen(w.actors.size() / 64 + 1);
  std::vector<Role> role_of_kind;
  for (const std::string_view kind : w.kinds) role_of_kind.push_back(RoleOf(kind));

  constexpr Instant kT = kWorkloadAsOf;
  constexpr Instant k14 = kT - 14 * kDay, k28 = kT - 28 * kDay, k56 = kT - 56 * kDay;
  constexpr Instant k90 = kT - 90 * kDay, k180 = kT - 180 * kDay;
  constexpr std::size_t kAhead = 32;
  std::uint32_t places[kAhead];
  const std::size_t count = w.at.size();
  for (std::size_t i = 0; i < count + kAhead; ++i) {
    if (i + kAhead < count) ids.Prefetch(w.activity_integer_ids[i + kAhead]);
    if (i >= kAhead) {
      const std::size_t a = i - kAhead;
      const Role role = role_of_kind[w.kind[a]];
      Counters& c = counters[places[a % kAhead]];
      const Instant at = w.at[a];
      if (role != kNone && at <= kT) {
        if (role != kCsat) c.last = std::max(c.last, at);
        if (at > k28 && role <= kReport) {
          std::uint64_t& word = seen[w.actor[a] / 64];
          const std::uint64_t bit = std::uint64_t{1} << (w.actor[a] % 64);
          c.active_users += (word & bit) == 0;
          word |= bit;
        }
        switch (role) {
          case kLogin:
            c.logins += at > k28;
            break;
          case kCore:
            c.core_now += at > k28;
            c.core_before += at <= k28 && at > k56;
            [[fallthrough]];
          case kFeature:
            if (at > k90) c.features |= 1u << w.kind[a];
            break;
          case kOpened:
            ++c.opened;
            break;
          case kClosed:
            ++c.closed;
            break;
          case kCsat:
            if (at > k180 && w.value_valid[a] != 0) {
              c.csat_sum += w.value[a];
              ++c.csat_count;
            }
            break;
          case kPricing:
            c.pricing += at > k14;
            break;
          case kInvited:
            ++c.invites;
            break;
          default:
            break;
        }
      }
    }
    if (i < count) {
      places[i % kAhead] = ids.Find(w.activity_integer_ids[i]);
      __builtin_prefetch(&counters[places[i % kAhead]]);
    }
  }

  std::vector<double> scores;
  scores.reserve(counters.size());
  for (std::size_t i = 0; i < counters.size(); ++i) {
    scores.push_back(
        Score(counters[i], static_cast<double>(w.seats[i]), InDays(kT - w.started_at[i])));
  }
  return scores;
}

}  // namespace kenko::benchmarks
