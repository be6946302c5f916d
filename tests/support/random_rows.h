// Random portfolios for one rich model: few days, so that much comes together on the same instants.
#ifndef KENKO_TESTS_SUPPORT_RANDOM_ROWS_H_
#define KENKO_TESTS_SUPPORT_RANDOM_ROWS_H_

#include <optional>
#include <random>
#include <string>

#include "portfolio/plain_portfolio.h"

namespace kenko::testing {

inline constexpr Instant kFirstDay = 19'630 * kDay;  // 2023-09-30
inline constexpr int kDays = 60;                     // that rows lie in

// How the rows of a portfolio are spread, in percent.
struct RowSpread {
  int customers = 6;
  int most_activities = 30;  // a customer
  int late = 30;             // recorded after the instant from which they hold
  int corrected = 25;        // activities with an id, which another may have too; some retracted
  int expiring = 20;
  int histories = 50;  // customers with more than one row
  int milestones = 60;
};

class RandomRows {
 public:
  explicit RandomRows(std::uint64_t seed) : random_(seed) {}

  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  bool Chance(int percent) { return Pick(100) < percent; }
  // Often the beginning of a day or an hour, else any instant.
  Instant Time(int first_day = 0, int days = kDays) {
    const Instant day = kFirstDay + (first_day + Pick(days)) * kDay;
    if (Chance(40)) return day;
    if (Chance(30)) return day + Pick(24) * kDay / 24;
    return day + static_cast<Instant>(random_() % kDay);
  }
  std::mt19937_64& bits() { return random_; }

  PlainPortfolio Portfolio(const RowSpread& spread) {
    PlainPortfolio plain;
    for (int c = 0; c < spread.customers; ++c) {
      const std::string id = "c" + std::to_string(c);
      for (int n = Chance(spread.histories) ? 1 + Pick(3) : 1; n > 0; --n) {
        PlainPortfolio::Replace(plain.customers, Customer(id, spread));
      }
      if (Chance(10)) continue;  // a customer that does nothing
      for (int n = Pick(spread.most_activities + 1); n > 0; --n) {
        plain.activities.push_back(Activity(id, spread));
      }
      for (int n = Chance(spread.milestones) ? 1 + Pick(4) : 0; n > 0; --n) {
        PlainPortfolio::Replace(plain.milestones, Milestone(id, spread));
      }
    }
    return plain;
  }

  PlainActivity Activity(const std::string& customer, const RowSpread& spread) {
    static constexpr const char* kKinds[] = {"use.a", "use.b", "use.c", "talk", "ticket", "user"};
    PlainActivity row;
    row.customer = customer;
    row.at = Time();
    row.kind = kKinds[Pick(6)];
    if (Chance(70)) row.value = Pick(7) - 3;
    if (Chance(70)) row.actor = "p" + std::to_string(Pick(5));
    if (Chance(spread.late)) row.recorded_at = Recorded(row.at);
    if (Chance(spread.expiring)) row.valid_until = row.at + Pick(20) * kDay / 2;
    if (Chance(60)) row.severity = Chance(50) ? "high" : "low";
    if (Chance(60)) row.size = Pick(5);
    if (Chance(60)) row.paid = Chance(50);
    // Which of two rows counts that are equal in what decides it is open: their value makes them
    // different.
    if (Chance(spread.corrected)) {
      row.id = "i" + std::to_string(Pick(6));
      row.value = next_value_++ % 1000;
      row.retracted = Chance(30);
    }
    return row;
  }

 private:
  std::optional<Instant> Recorded(Instant from) {
    return Chance(80) ? from + Pick(40) * kDay / 2 : Time();
  }

  PlainCustomer Customer(const std::string& id, const RowSpread& spread) {
    PlainCustomer row;
    row.customer = id;
    if (Chance(spread.histories)) row.valid_from = Time();
    if (Chance(spread.late)) row.recorded_at = Recorded(row.valid_from.value_or(kFirstDay));
    if (Chance(90)) row.seats = Pick(100);
    if (Chance(90)) row.plan = Chance(50) ? "basic" : "pro";
    if (Chance(80)) row.strategic = Chance(30);
    if (Chance(85)) row.signed_on = Time(-20, 50);
    if (Chance(30)) row.ended_on = Time(20, 60);
    return row;
  }

  PlainMilestone Milestone(const std::string& customer, const RowSpread& spread) {
    PlainMilestone row;
    row.customer = customer;
    row.milestone = "m" + std::to_string(Pick(5));
    if (Chance(40)) row.due_at = Time();
    if (Chance(70)) row.completed_at = Time();
    if (Chance(spread.late)) row.recorded_at = Recorded(row.completed_at.value_or(kFirstDay));
    return row;
  }

  std::mt19937_64 random_;
  int next_value_ = 0;
};

// A model that uses all of the language on those rows.
inline const char* RichModelText() {
  return R"(
kenko: 1
name: rich
timezone: America/New_York
customer:
  started_at: signed_on
  ended_at: ended_on
  value: seats
  attributes: {seats: number, plan: text, strategic: flag, signed_on: time, ended_on: time}
activity:
  attributes: {severity: text, size: number, paid: flag}
measures:
  uses: {count: use.*, window: 10d}
  uses_more: {difference: uses, over: 7d}
  people: {distinct: actor, of: "*"}
  kinds_used: {distinct: kind, of: use.*, window: 5d}
  days: {active_days: "*", window: 20d, needs_history: 3d}
  mood: {last: talk}
  best_mood: {max: talk, window: 30d}
  idle: {days_since_last: use.*}
  worth: {sum: "*", where: paid || size > 1, decay: {half_life: 5d}}
  urgent: {count: ticket, where: severity == "high", window: 15d, decay: {linear: 10d}}
tiers:
  levels: [{name: high, from: 60}, {name: low, from: 20}, {name: tech}]
  exceptions: [{name: flagship, when: strategic, at_least: low}]
onboarding:
  stalled_after: 5d
  closes_after: 40d
  plans:
    - name: guided
      when: tier != "tech"
      milestones:
        - {name: m0, done_by: use.a, due: 3d}
        - {name: m1, done_by: use.*, times: 3, due: 10d, after: [m0], first_value: true}
        - {name: m2, due: 20d, weight: 2}
    - name: alone
      milestones: [{name: m1, done_by: talk, where: value > 0}, {name: m3, due: 4d}]
success:
  - {name: staff, measure: people, target: seats}
  - {name: calm, measure: urgent, target: 1, better: lower}
scorecards:
  - name: starting
    when: onboarding.status in ["on_track", "late", "stalled"]
    signals:
      - {name: progress, measure: onboarding.progress, curve: [[0, 0], [1, 100]]}
      - {name: uses, measure: uses, weight: 2, curve: [[0, 0], [4, 100]]}
  - name: running
    when: plan == "pro" || strategic
    round: true
    signals:
      - {name: uses, measure: uses, weight: 2, curve: [[0, 10], [2, 60], [6, 100]]}
      - {name: more, measure: uses_more, ranges: [{below: 0, y: 20}, {up_to: 1, y: 60}, {y: 100}]}
      - {name: worth, measure: worth, curve: [[0, 0], [5, 100]]}
    groups:
      - name: voice
        combine: min
        missing: 50
        signals:
          - {name: mood, measure: mood, curve: [[-3, 0], [3, 100]]}
          - {name: best, measure: best_mood, curve: [[-3, 0], [3, 100]]}
  - name: quiet
    when: has(idle)
    combine: sum
    base: 20
    signals:
      - {name: days, measure: days, curve: identity}
      - {name: kinds, measure: kinds_used, ranges: [{below: 1, y: -10}, {y: 30}], missing: 5}
    rules: [{name: attained, when: success.attained, add: 10}]
rules:
  - {name: silent, when: idle > 20, cap: 35}
  - {name: angry, when: mood < -1, band: BAD}
  - {name: third, when: done("m2"), add: 5}
bands: [{name: GOOD, from: 55}, {name: NORMAL, above: 32}, {name: BAD}]
unknown_below_coverage: 0.3
stability: {every: 3d, look_back: 12d, margin: 5, confirm: 2, at_once: [silent]}
trend: {over: 6d}
plays:
  - {name: call, when: band == "BAD" && tier != "tech", within: 2d, done_by: talk, quiet: 4d}
  - {name: praise, when: direction == "rising" || days_in_band > 5}
)";
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_SUPPORT_RANDOM_ROWS_H_
