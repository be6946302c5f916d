// Capacity planning against an exhaustive search: of all assignments that keep the rules, the one
// that serves the first in rank best, then the second, and so on.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "support/example.h"
#include "support/random_rows.h"
#include "support/same_cells.h"

namespace kenko {
namespace {

using testing::ColumnsOf;
using testing::RandomRows;
using testing::ReadCells;
using testing::Row;

const std::vector<std::string> kLevels = {"a", "b", "c"};

struct Customer {
  std::string id;
  std::optional<double> value, rank;
  std::string pin;             // a level, or none
  std::vector<bool> bound_by;  // by bound of the model
};

// `at_least` or `at_most` a level, in the model's order.
struct Bound {
  bool at_least;
  std::size_t level;

  std::size_t Of(std::size_t other) const {
    return at_least ? std::min(other, level) : std::max(other, level);
  }
};

struct Capacity {
  double each = 0, hours = 0;
};

struct Problem {
  std::vector<Bound> bounds;
  std::vector<std::optional<Capacity>> capacity;  // by level
  std::vector<Customer> customers;

  std::string ModelText() const {
    std::string text =
        "kenko: 1\nname: capacity\ncustomer:\n  value: money\n  attributes: {money: number, "
        "rank: number, pin: text";
    for (std::size_t b = 0; b < bounds.size(); ++b) text += ", b" + std::to_string(b) + ": flag";
    text += "}\ntiers:\n  levels: [{name: a, from: 10}, {name: b, from: 5}, {name: c}]\n";
    text += "  rank_by: rank\n  exceptions:\n";
    for (const std::string& level : kLevels) {
      text += "    - {name: to " + level + ", when: pin == '" + level + "', tier: " + level + "}\n";
    }
    for (std::size_t b = 0; b < bounds.size(); ++b) {
      const std::string name = "b" + std::to_string(b);
      text += "    - {name: " + name + ", when: " + name +
              (bounds[b].at_least ? ", at_least: " : ", at_most: ") + kLevels[bounds[b].level] +
              "}\n";
    }
    text += "  capacity: {";
    for (std::size_t l = 0; l < kLevels.size(); ++l) {
      if (!capacity[l]) continue;
      text += (text.back() == '{' ? "" : ", ") + kLevels[l] +
              ": {hours_per_customer: " + std::to_string(capacity[l]->each) +
              ", hours: " + std::to_string(capacity[l]->hours) + "}";
    }
    return text + "}\n";
  }

  bool HasRoom(std::size_t level, int taken) const {
    // A billionth forgives what decimal fractions leave.
    return !capacity[level] || (taken + 1) * capacity[level]->each <= capacity[level]->hours + 1e-9;
  }
  std::size_t TierOf(const Customer& customer) const {
    const double value = customer.value.value_or(-1);
    std::size_t level = value >= 10 ? 0 : value >= 5 ? 1 : 2;
    for (std::size_t l = 0; l < kLevels.size(); ++l) {
      if (customer.pin == kLevels[l]) level = l;
    }
    return Bounded(customer, level);
  }
  std::size_t Bounded(const Customer& customer, std::size_t level) const {
    for (std::size_t b = 0; b < bounds.size(); ++b) {
      if (customer.bound_by[b]) level = bounds[b].Of(level);
    }
    return level;
  }
};

// An assignment of the customers that are not pinned, in the order of their rank.
class ExhaustiveSearch {
 public:
  ExhaustiveSearch(const Problem& problem, const std::vector<const Customer*>& ranked,
                   const std::vector<int>& pinned)
      : problem_(problem), ranked_(ranked), pinned_(pinned) {}

  std::vector<std::size_t> Best() const {
    std::vector<std::size_t> best, one(ranked_.size(), 0);
    int kept = 0;
    do {
      if (!KeepsTheRules(one)) continue;
      ++kept;
      if (best.empty() || one < best) best = one;
    } while (Next(one));
    EXPECT_TRUE(kept > 0 || ranked_.empty());
    return best;
  }
  // How many a level holds before the i-th in rank comes.
  std::vector<int> LoadsBefore(const std::vector<std::size_t>& assignment, std::size_t i) const {
    std::vector<int> loads = pinned_;
    for (std::size_t j = 0; j < i; ++j) ++loads[assignment[j]];
    return loads;
  }

 private:
  bool KeepsTheRules(const std::vector<std::size_t>& assignment) const {
    for (std::size_t i = 0; i < assignment.size(); ++i) {
      const std::vector<int> loads = LoadsBefore(assignment, i);
      std::vector<std::size_t> allowed;
      bool any_has_room = false;
      for (std::size_t l = 0; l < kLevels.size(); ++l) {
        if (problem_.Bounded(*ranked_[i], l) != l) continue;
        allowed.push_back(l);
        any_has_room |= problem_.HasRoom(l, loads[l]);
      }
      const bool is_allowed =
          std::find(allowed.begin(), allowed.end(), assignment[i]) != allowed.end();
      const bool fits = any_has_room ? problem_.HasRoom(assignment[i], loads[assignment[i]])
                                     : assignment[i] == allowed.back();
      if (!is_allowed || !fits) return false;
    }
    return true;
  }
  static bool Next(std::vector<std::size_t>& assignment) {
    for (std::size_t& level : assignment) {
      if (++level < kLevels.size()) return true;
      level = 0;
    }
    return false;
  }

  const Problem& problem_;
  const std::vector<const Customer*>& ranked_;
  const std::vector<int>& pinned_;
};

std::string Text(double number) {
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.17g", number);
  return digits;
}

// Both tables as they must be.
struct Expected {
  std::vector<Row> plan, load;
};

Expected Solve(const Problem& problem) {
  std::vector<const Customer*> ranked;
  std::vector<int> now(kLevels.size()), pinned(kLevels.size());
  for (const Customer& customer : problem.customers) {
    const std::size_t tier = problem.TierOf(customer);
    ++now[tier];
    if (customer.pin.empty()) {
      ranked.push_back(&customer);
    } else {
      ++pinned[tier];
    }
  }
  std::sort(ranked.begin(), ranked.end(), [](const Customer* a, const Customer* b) {
    if (a->rank != b->rank) return a->rank.value_or(-1e9) > b->rank.value_or(-1e9);
    return a->id < b->id;
  });
  const ExhaustiveSearch search(problem, ranked, pinned);
  const std::vector<std::size_t> best = search.Best();
  std::vector<std::optional<double>> edge(kLevels.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const std::vector<int> loads = search.LoadsBefore(best, i);
    std::size_t otherwise = 0;
    while (otherwise < 2 && !problem.HasRoom(otherwise, loads[otherwise])) ++otherwise;
    if (best[i] != otherwise || best[i] == 2 || !ranked[i]->rank) continue;
    edge[best[i]] = std::min(edge[best[i]].value_or(*ranked[i]->rank), *ranked[i]->rank);
  }
  Expected expected;
  for (const Customer& customer : problem.customers) {
    const std::size_t tier = problem.TierOf(customer);
    const auto place = std::find(ranked.begin(), ranked.end(), &customer) - ranked.begin();
    const bool is_pinned = place == static_cast<std::ptrdiff_t>(ranked.size());
    const std::size_t planned = is_pinned ? tier : best[static_cast<std::size_t>(place)];
    expected.plan.push_back({customer.id, kLevels[tier], kLevels[planned],
                             is_pinned ? "-" : std::to_string(place + 1)});
  }
  const std::vector<int> loads = search.LoadsBefore(best, best.size());
  for (std::size_t l = 0; l < kLevels.size(); ++l) {
    const auto& capacity = problem.capacity[l];
    const auto hours = [&](int customers) {
      return capacity ? Text(customers * capacity->each) : "-";
    };
    expected.load.push_back({kLevels[l], std::to_string(now[l]), hours(now[l]),
                             capacity ? Text(capacity->hours) : "-", std::to_string(loads[l]),
                             hours(loads[l]), edge[l] ? Text(*edge[l]) : "-"});
  }
  return expected;
}

Evaluation EvaluateProblem(const Problem& problem) {
  testing::TableSource source;
  std::vector<std::optional<std::string>> ids, pins;
  std::vector<std::optional<double>> money, rank;
  for (const Customer& customer : problem.customers) {
    ids.push_back(customer.id);
    money.push_back(customer.value);
    rank.push_back(customer.rank);
    pins.push_back(customer.pin.empty() ? std::nullopt : std::optional(customer.pin));
  }
  source.Texts("customer_id", ids).Texts("pin", pins).Numbers("money", money);
  source.Numbers("rank", rank);
  for (std::size_t b = 0; b < problem.bounds.size(); ++b) {
    std::vector<std::optional<bool>> flags;
    for (const Customer& customer : problem.customers) flags.push_back(customer.bound_by[b]);
    source.Flags("b" + std::to_string(b), flags);
  }
  Portfolio portfolio;
  EXPECT_TRUE(portfolio.Load(InputTable::kCustomers, source).ok());
  auto evaluation = Evaluate(testing::ParseModel(problem.ModelText()), portfolio.TakeSnapshot(),
                             testing::AsOf(testing::kToday, {"tier_plan", "tier_load"}));
  EXPECT_TRUE(evaluation.ok()) << evaluation.status().message();
  return *evaluation;
}

Problem MakeProblem(RandomRows& random) {
  Problem problem;
  for (int b = random.Pick(4); b > 0; --b) {
    problem.bounds.push_back({random.Chance(50), static_cast<std::size_t>(random.Pick(3))});
  }
  for (std::size_t l = 0; l < kLevels.size(); ++l) {
    problem.capacity.emplace_back();
    if (random.Chance(l == 2 ? 40 : 80)) {
      // Fractions, whose multiples are not exact.
      problem.capacity[l] = {0.1 * (1 + random.Pick(3)), 0.1 * random.Pick(9)};
    }
  }
  for (int c = 0; c < 6; ++c) {
    Customer customer;
    customer.id = "c" + std::to_string(c * 7 % 12);  // c10 comes before c7
    if (random.Chance(80)) customer.value = random.Pick(15);
    if (random.Chance(80)) customer.rank = random.Pick(4) / 2.0;  // ties
    if (random.Chance(20)) customer.pin = kLevels[static_cast<std::size_t>(random.Pick(3))];
    for (std::size_t b = 0; b < problem.bounds.size(); ++b) {
      customer.bound_by.push_back(random.Chance(40));
    }
    problem.customers.push_back(customer);
  }
  return problem;
}

TEST(Capacity, IsPlannedAsTheExhaustiveSearchPlansIt) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    RandomRows random(seed);
    const Problem problem = MakeProblem(random);
    const Evaluation evaluation = EvaluateProblem(problem);
    const Expected expected = Solve(problem);
    const Table &plan = *evaluation.Find("tier_plan"), &load = *evaluation.Find("tier_load");
    ASSERT_EQ(testing::Difference(ReadCells(plan), expected.plan, ColumnsOf(plan)), "")
        << "seed " << seed << "\n"
        << problem.ModelText();
    ASSERT_EQ(testing::Difference(ReadCells(load), expected.load, ColumnsOf(load)), "")
        << "seed " << seed << "\n"
        << problem.ModelText();
  }
}

TEST(Capacity, PinnedCustomersGoBeyondTheHoursAndLeaveNoRoom) {
  Problem problem;
  problem.capacity = {Capacity{2, 3}, Capacity{1, 1}, std::nullopt};
  problem.customers = {{"big", 50, 9, "", {}},
                       {"pinned", 1, 1, "a", {}},
                       {"pinned too", 1, 1, "a", {}},
                       {"small", 1, 2, "", {}}};
  const Evaluation evaluation = EvaluateProblem(problem);
  EXPECT_EQ(testing::ReadRows(*evaluation.Find("tier_plan")),
            (std::vector<std::string>{"big;a;b;1;", "pinned;a;a;-;", "pinned too;a;a;-;",
                                      "small;c;c;2;"}));
  EXPECT_EQ(testing::ReadRows(*evaluation.Find("tier_load")),
            (std::vector<std::string>{"a;3;6;3;2;4;-;", "b;0;0;1;1;1;9;", "c;1;-;-;1;-;-;"}));
}

TEST(Capacity, WithoutItBothTablesAreEmpty) {
  const Model model = testing::ParseModel(testing::ExampleModelText());
  Portfolio portfolio;
  testing::FillExample(portfolio, 5);
  const auto evaluation = Evaluate(model, portfolio.TakeSnapshot(),
                                   testing::AsOf(testing::kToday, {"tier_plan", "tier_load"}));
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(evaluation->Find("tier_plan")->row_count(), 0);
  EXPECT_EQ(evaluation->Find("tier_load")->row_count(), 0);
}

}  // namespace
}  // namespace kenko
