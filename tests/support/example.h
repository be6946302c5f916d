// A small model and portfolio that the tests of the evaluator share.
#ifndef KENKO_TESTS_SUPPORT_EXAMPLE_H_
#define KENKO_TESTS_SUPPORT_EXAMPLE_H_

#include <gtest/gtest.h>

#include <string>

#include "kenko/evaluate.h"
#include "support/read_table.h"
#include "support/table_source.h"

namespace kenko::testing {

inline constexpr Instant kToday = 1'700'000'000 * kSecond;

inline Model ParseModel(const std::string& text) {
  Result<Model> model = Model::Parse(text, "test.yaml");
  EXPECT_TRUE(model.ok()) << model.status().message();
  if (!model.ok()) std::abort();
  return *model;
}

inline const char* ExampleModelText() {
  return R"(
kenko: 1
name: example
customer:
  started_at: signed_on
  value: mrr
  attributes: {mrr: number, seats: number, signed_on: time, plan: text}
measures:
  logins: {count: login, window: 28d}
  people: {distinct: actor, of: login, window: 28d}
  seat_use: {formula: people / seats}
  logins_change: {change: logins, over: 28d}
  csat: {mean: survey, window: 180d}
  idle: {days_since_last: login}
tiers:
  levels: [{name: high, from: 1000}, {name: tech}]
  exceptions: [{name: big plan, when: plan == 'enterprise', tier: high}]
scorecards:
  - name: all
    signals:
      - {name: seats, measure: seat_use, weight: 3, curve: [[0, 0], [1, 100]]}
      - {name: trend, measure: logins_change, curve: [[-0.5, 0], [0.5, 100]]}
      - {name: voice, measure: csat, curve: [[1, 0], [5, 100]]}
      - {name: recency, measure: idle, curve: [[0, 100], [30, 0]]}
rules:
  - {name: silent, when: idle > 20, cap: 30}
)";
}

// `count` customers c0, c1, … with a few dozen activities each, made by a fixed rule.
inline void FillExample(Portfolio& portfolio, int count) {
  TableSource customers, activities;
  std::vector<std::optional<std::string>> ids, plans, of, kinds, actors;
  std::vector<std::optional<double>> mrr, seats, values;
  std::vector<std::optional<Instant>> signed_on, at;
  for (int c = 0; c < count; ++c) {
    ids.push_back("c" + std::to_string(c));
    plans.push_back(c % 7 == 0 ? "enterprise" : "basic");
    mrr.push_back(c % 5 == 0 ? std::nullopt : std::optional<double>(c * 37 % 2000));
    seats.push_back(c % 4 + 1);
    signed_on.push_back(kToday - (c % 300) * kDay);
    for (int a = 0; a < c % 40; ++a) {
      of.push_back(ids.back());
      at.push_back(kToday - (a * 13 + c) % 90 * kDay - a * kSecond);
      kinds.push_back(a % 9 == 8 ? "survey" : "login");
      actors.push_back(a % 3 == 0 ? std::nullopt
                                  : std::optional<std::string>("p" + std::to_string(a % 4)));
      values.push_back(a % 9 == 8 ? std::optional<double>(1 + a % 5) : std::nullopt);
    }
  }
  customers.Texts("customer_id", ids).Texts("plan", plans).Numbers("mrr", mrr);
  customers.Numbers("seats", seats).Times("signed_on", signed_on);
  activities.Texts("customer_id", of).Times("at", at).Texts("kind", kinds);
  activities.Texts("actor", actors).Numbers("value", values);
  ASSERT_TRUE(portfolio.Load(InputTable::kCustomers, customers).ok());
  ASSERT_TRUE(portfolio.Load(InputTable::kActivities, activities).ok());
}

inline EvaluateOptions AsOf(Instant t, std::vector<std::string> tables = {"health"}) {
  EvaluateOptions options;
  options.as_of = t;
  options.tables = std::move(tables);
  return options;
}

}  // namespace kenko::testing

#endif  // KENKO_TESTS_SUPPORT_EXAMPLE_H_
