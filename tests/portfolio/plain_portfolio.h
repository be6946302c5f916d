// A portfolio as the model reference tells it, slow and obvious: what the real one is compared
// with.
#ifndef KENKO_TESTS_PORTFOLIO_PLAIN_PORTFOLIO_H_
#define KENKO_TESTS_PORTFOLIO_PLAIN_PORTFOLIO_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "kenko/time.h"

namespace kenko::testing {

struct PlainCustomer {
  std::string customer;
  std::optional<Instant> valid_from, recorded_at;
  std::optional<double> seats;
  std::optional<std::string> plan;
  std::optional<bool> strategic;
  std::optional<Instant> signed_on, ended_on;

  auto Key() const { return std::tuple(customer, From(), Recorded()); }
  Instant From() const { return valid_from.value_or(kBeginningOfTime); }
  Instant Recorded() const { return recorded_at.value_or(kBeginningOfTime); }
};

struct PlainActivity {
  std::string customer;
  Instant at = 0;
  std::string kind;
  std::optional<double> value;
  std::optional<std::string> actor, id;
  std::optional<Instant> valid_until, recorded_at;
  bool retracted = false;
  std::optional<std::string> severity;
  std::optional<double> size;
  std::optional<bool> paid;

  Instant Recorded() const { return recorded_at.value_or(kBeginningOfTime); }
  // Of the known rows with one id the greatest counts. A missing optional is the least.
  auto Precedence() const { return std::tuple(Recorded(), at, kind, value, actor); }
  // All that a reader of the row sees.
  auto Seen() const {
    return std::tuple(at, value, kind, actor, valid_until, severity, size, paid);
  }
};

using SeenActivity = decltype(PlainActivity().Seen());

struct PlainMilestone {
  std::string customer, milestone;
  std::optional<Instant> due_at, completed_at, recorded_at;

  auto Key() const { return std::tuple(customer, milestone, recorded_at); }
  auto Seen() const { return std::tuple(milestone, due_at, completed_at, recorded_at); }
};

struct PlainPortfolio {
  std::vector<PlainCustomer> customers;  // rows held, in the order of their first coming
  std::vector<PlainActivity> activities;
  std::vector<PlainMilestone> milestones;

  template <typename Row>
  static void Replace(std::vector<Row>& rows, const Row& row) {
    const auto same = std::find_if(rows.begin(), rows.end(),
                                   [&](const Row& other) { return other.Key() == row.Key(); });
    if (same == rows.end()) {
      rows.push_back(row);
    } else {
      *same = row;
    }
  }

  std::vector<std::string> CustomerIds() const {
    std::vector<std::string> ids;
    for (const PlainCustomer& row : customers) {
      if (std::find(ids.begin(), ids.end(), row.customer) == ids.end()) ids.push_back(row.customer);
    }
    return ids;
  }

  const PlainCustomer* FindRow(const std::string& customer, Instant t, Instant known) const {
    const PlainCustomer* found = nullptr;
    for (const PlainCustomer& row : customers) {
      if (row.customer != customer || row.From() > t || row.Recorded() > known) continue;
      if (found == nullptr ||
          std::tuple(row.From(), row.Recorded()) > std::tuple(found->From(), found->Recorded())) {
        found = &row;
      }
    }
    return found;
  }

  // In order of (at, value, …); missing is the least.
  std::vector<SeenActivity> Activities(const std::string& customer, Instant known,
                                       std::int64_t* held, std::int64_t* superseded) const {
    std::map<std::string, const PlainActivity*> winners;
    *held = *superseded = 0;
    for (const PlainActivity& row : activities) {
      if (row.customer != customer) continue;
      ++*held;
      if (row.Recorded() > known || !row.id || row.id->empty()) continue;
      const PlainActivity*& winner = winners[*row.id];
      if (winner == nullptr || row.Precedence() > winner->Precedence()) winner = &row;
    }
    std::vector<SeenActivity> seen;
    for (const PlainActivity& row : activities) {
      if (row.customer != customer || row.Recorded() > known) continue;
      const bool counts = !row.id || row.id->empty() || winners[*row.id] == &row;
      if (!counts || row.retracted) {
        ++*superseded;
      } else {
        seen.push_back(row.Seen());
      }
    }
    std::sort(seen.begin(), seen.end());
    return seen;
  }
};

}  // namespace kenko::testing

#endif  // KENKO_TESTS_PORTFOLIO_PLAIN_PORTFOLIO_H_
