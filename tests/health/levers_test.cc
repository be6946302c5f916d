// The levers of random scorecards against what really comes out when the signal's value is changed.
#include "health/levers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "support/example.h"
#include "support/random_rows.h"

namespace kenko {
namespace {

using testing::RandomRows;
using testing::ReadColumn;

constexpr int kSignals = 5;
constexpr double kStep = 1e-5;  // beyond an open end

// A scorecard over the attributes x0 … x4, an attribute a signal, and `on` and `o`, which
// conditions and overrides read.
class RandomScorecard {
 public:
  explicit RandomScorecard(RandomRows& random) : random_(random) {
    std::string card = Group(0, true);
    std::string rules;
    for (int r = random_.Pick(4); r > 0; --r) {
      static constexpr const char* kEffects[] = {"add", "add", "cap", "floor"};
      const int effect = random_.Pick(4);
      rules += "  - {name: r" + std::to_string(r) +
               ", when: " + (random_.Chance(70) ? "true" : "on") + ", " + kEffects[effect] + ": " +
               std::to_string(effect < 2 ? random_.Pick(60) - 30 : random_.Pick(100)) + "}\n";
    }
    text_ = "kenko: 1\nname: levers\ncustomer:\n  attributes: {on: flag, o: number";
    for (int x = 0; x < kSignals; ++x) text_ += ", x" + std::to_string(x) + ": number";
    text_ += "}\nscorecards:\n  - {name: s, " + card + "}\n";
    if (!rules.empty()) text_ += "rules:\n" + rules;
    const auto edge = [&](int from) {
      return (random_.Chance(50) ? "from: " : "above: ") + std::to_string(from);
    };
    text_ += "bands: [{name: A, " + edge(70 + random_.Pick(20)) + "}, {name: B, " +
             edge(30 + random_.Pick(30)) + "}, {name: C}]\n";
  }

  const std::string& text() const { return text_; }
  // Where a signal's shape may bend or jump.
  const std::set<double>& places() const { return places_; }
  // Whether a signal has a subscore at that value.
  bool HasSubscore(std::size_t x, bool on, double value) const {
    const Domain& domain = domains_[x][on ? 1 : 0];
    return value >= domain.least && value <= domain.most;
  }

 private:
  struct Domain {
    double least = -HUGE_VAL, most = HUGE_VAL;
  };

  std::string Number(int least, int most) {
    return std::to_string(least + random_.Pick(most - least + 1));
  }

  std::string Curve(Domain* domain) {
    std::string points;
    double x = random_.Pick(4), last = x;
    const double first = x;
    for (int n = 2 + random_.Pick(3); n > 0; --n) {
      places_.insert(x);
      last = x;
      points += (points.empty() ? "[" : ", [") + std::to_string(static_cast<int>(x)) + ", " +
                std::to_string(10 * random_.Pick(11)) + "]";
      x += 1 + random_.Pick(3);
    }
    const bool skips = random_.Chance(20);
    if (skips) *domain = {first, last};
    return "curve: [" + points + "]" + (skips ? ", outside: skip" : "");
  }
  std::string Ranges() {
    std::string text;
    int x = random_.Pick(4);
    for (int n = 1 + random_.Pick(3); n > 0; --n) {
      places_.insert(x);
      text += std::string("{") + (random_.Chance(50) ? "below" : "up_to") + ": " +
              std::to_string(x) + ", y: " + std::to_string(10 * random_.Pick(11)) + "}, ";
      x += 1 + random_.Pick(3);
    }
    return "ranges: [" + text + "{y: " + std::to_string(10 * random_.Pick(11)) + "}]";
  }
  std::string Shape(Domain* domain) {
    const int form = random_.Pick(7);
    return form < 3 ? Curve(domain) : form < 6 ? Ranges() : "curve: identity";
  }

  std::string Signal(const std::string& weight) {
    Domain* const domains = domains_[next_signal_];
    const std::string name = "x" + std::to_string(next_signal_++);
    std::string shape = Shape(&domains[1]);
    domains[0] = domains[1];
    if (random_.Chance(15)) {
      domains[0] = Domain();
      shape = "cases: [{when: on, " + shape + "}, {" + Shape(&domains[0]) + "}]";
    }
    return "{name: s" + name + ", measure: " + name + weight + ", " + shape + Missing() + "}";
  }
  std::string Missing() {
    return random_.Chance(30) ? ", missing: " + std::to_string(10 * random_.Pick(10)) : "";
  }

  std::string Group(int depth, bool is_root) {
    const int combine = random_.Pick(5);  // the mean twice
    std::string text;
    if (combine == 2) text += "combine: min, ";
    if (combine == 3) text += "combine: max, ";
    if (combine == 4) {
      text += "combine: sum, base: " + Number(-40, 40) + ", ";
      if (random_.Chance(50)) text += "limits: [" + Number(0, 20) + ", " + Number(60, 100) + "], ";
    }
    if (random_.Chance(25)) text += "round: true, ";
    if (!is_root && random_.Chance(10)) text += "override: o, ";
    const auto weight = [&] {
      return combine < 2 && random_.Chance(60) ? ", weight: " + Number(0, 4) : "";
    };
    std::string signals, groups;
    const auto add = [](std::string& list, const std::string& item) {
      list += (list.empty() ? "" : ", ") + item;
    };
    for (int n = 1 + random_.Pick(3); n > 0 && next_signal_ < kSignals; --n) {
      add(signals, Signal(weight()));
    }
    for (int n = depth < 2 ? random_.Pick(3) : 0; n > 0 && next_signal_ < kSignals; --n) {
      const std::string name = "g" + std::to_string(next_group_++);
      add(groups, "{name: " + name + weight() + Missing() + ", " + Group(depth + 1, false) + "}");
    }
    text += "signals: [" + signals + "]";
    return groups.empty() ? text : text + ", groups: [" + groups + "]";
  }

  RandomRows& random_;
  std::string text_;
  std::set<double> places_;
  Domain domains_[kSignals][2];  // by `on`
  int next_signal_ = 0, next_group_ = 0;
};

struct Customer {
  std::vector<std::optional<double>> x;
  bool on = false;
  std::optional<double> o;
};

Evaluation EvaluateAll(const Model& model, const std::vector<Customer>& customers,
                       const std::vector<std::string>& tables) {
  testing::TableSource source;
  std::vector<std::optional<std::string>> ids;
  std::vector<std::optional<bool>> on;
  std::vector<std::optional<double>> overrides;
  for (std::size_t c = 0; c < customers.size(); ++c) {
    ids.push_back("c" + std::to_string(c));
    on.push_back(customers[c].on);
    overrides.push_back(customers[c].o);
  }
  source.Texts("customer_id", ids).Flags("on", on).Numbers("o", overrides);
  for (std::size_t x = 0; x < kSignals; ++x) {
    std::vector<std::optional<double>> column;
    for (const Customer& customer : customers) column.push_back(customer.x[x]);
    source.Numbers("x" + std::to_string(x), column);
  }
  Portfolio portfolio;
  EXPECT_TRUE(portfolio.Load(InputTable::kCustomers, source).ok());
  auto evaluation = Evaluate(model, portfolio.TakeSnapshot(), testing::AsOf(0, tables));
  EXPECT_TRUE(evaluation.ok()) << evaluation.status().message();
  return *evaluation;
}

// What the tables say of one signal of the customer in question.
struct Signal {
  std::size_t x = 0;
  double value = 0;
  std::optional<double> needed;
};

struct Today {
  char band = 0;                // the score's; 0: there is no score
  char next = 0;                // the next better one
  std::vector<Signal> signals;  // those that took part
};

Today ReadToday(const Evaluation& evaluation) {
  Today today;
  if (ReadColumn(*evaluation.Find("health"), "score")[0] == "-") return today;
  today.band = ReadColumn(*evaluation.Find("health"), "band")[0][0];
  today.next = static_cast<char>(today.band - 1);
  const Table& levers = *evaluation.Find("levers");
  std::map<std::string, double> needed;
  for (std::size_t r = 0; r < static_cast<std::size_t>(levers.row_count()); ++r) {
    needed[ReadColumn(levers, "row")[r]] = std::stod(ReadColumn(levers, "needed")[r]);
    EXPECT_EQ(ReadColumn(levers, "band")[r], std::string(1, today.next));
  }
  const Table& explain = *evaluation.Find("explain");
  const std::vector<std::string> kinds = ReadColumn(explain, "kind");
  for (std::size_t r = 0; r < kinds.size(); ++r) {
    const std::string value = ReadColumn(explain, "value")[r];
    const bool took_part = std::stod("0" + ReadColumn(explain, "weight")[r]) != 0;
    if (kinds[r] != "signal" || value == "-" || !took_part) continue;
    const std::string row = ReadColumn(explain, "row")[r];  // … "sx3"
    Signal signal;
    signal.x = static_cast<std::size_t>(row.back() - '0');
    signal.value = std::stod(value);
    if (const auto found = needed.find(row); found != needed.end()) {
      signal.needed = found->second;
      needed.erase(found);
    }
    today.signals.push_back(signal);
  }
  EXPECT_TRUE(needed.empty()) << "a lever of a signal that took no part: " << needed.size();
  return today;
}

class Levers : public ::testing::Test {
 protected:
  // Which of the values of `signal` lift the customer's score into a better band.
  std::vector<bool> Reach(const Model& model, const Customer& customer, const Today& today,
                          const Signal& signal, const std::vector<double>& values) {
    std::vector<Customer> variants;
    for (const double value : values) {
      variants.push_back(customer);
      variants.back().x[signal.x] = value;
    }
    const Evaluation evaluation = EvaluateAll(model, variants, {"health"});
    std::vector<bool> reach;
    const std::vector<std::string> scores = ReadColumn(*evaluation.Find("health"), "score");
    for (const std::string& band : ReadColumn(*evaluation.Find("health"), "band")) {
      reach.push_back(scores[reach.size()] != "-" && band[0] <= today.next);
    }
    return reach;
  }

  void Check(const Model& model, const Customer& customer, const Today& today, const Signal& signal,
             const RandomScorecard& card) {
    const double distance = signal.needed ? std::fabs(*signal.needed - signal.value) : 1e9;
    std::vector<double> nearer;
    const auto consider = [&](double value) {
      const bool is_nearer = std::fabs(value - signal.value) < distance - 2e-9;
      if (is_nearer && card.HasSubscore(signal.x, customer.on, value)) nearer.push_back(value);
    };
    for (const double place : card.places()) {
      for (const double shift : {0., -2 * kStep, 2 * kStep}) consider(place + shift);
    }
    const double reach = std::min(distance, 25.0);
    for (int i = -40; i <= 40; ++i) consider(signal.value + reach * i / 40.0);
    for (const double far : {-1e6, -150., 150., 1e6}) consider(far);
    const std::vector<bool> reached = Reach(model, customer, today, signal, nearer);
    for (std::size_t i = 0; i < nearer.size(); ++i) {
      EXPECT_FALSE(reached[i]) << "sx" << signal.x << " = " << nearer[i] << " is enough; value "
                               << signal.value << ", needed "
                               << (signal.needed ? std::to_string(*signal.needed) : "none");
    }
    if (!signal.needed) return;
    const double needed = *signal.needed;
    std::vector<double> enough = {needed};
    if (needed >= signal.value) enough.push_back(needed + kStep);
    if (needed <= signal.value) enough.push_back(needed - kStep);
    bool any = false;
    for (const bool one : Reach(model, customer, today, signal, enough)) any |= one;
    EXPECT_TRUE(any) << "sx" << signal.x << " = " << needed << " is not enough; value "
                     << signal.value;
    // Of two that are equally near the greater is told.
    const double mirrored = 2 * signal.value - needed;
    if (needed < signal.value && card.HasSubscore(signal.x, customer.on, mirrored)) {
      EXPECT_FALSE(Reach(model, customer, today, signal, {mirrored})[0]) << mirrored;
    }
  }
};

TEST_F(Levers, AreTheNearestValuesThatReachTheNextBand) {
  int present = 0, absent = 0;
  for (std::uint64_t seed = 1; seed <= 1500 && !HasFailure(); ++seed) {
    RandomRows random(seed);
    const RandomScorecard card(random);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + card.text());
    const Model model = testing::ParseModel(card.text());
    Customer customer;
    customer.on = random.Chance(50);
    if (random.Chance(30)) customer.o = random.Pick(101);
    for (int x = 0; x < kSignals; ++x) {
      const double value = random.Chance(40) ? random.Pick(12) : random.Pick(1200) / 100.0;
      customer.x.push_back(random.Chance(10) ? std::nullopt : std::optional<double>(value));
    }
    const Today today = ReadToday(EvaluateAll(model, {customer}, {"health", "explain", "levers"}));
    if (today.band == 0 || today.band == 'A') continue;
    for (const Signal& signal : today.signals) {
      Check(model, customer, today, signal, card);
      ++(signal.needed ? present : absent);
    }
  }
  EXPECT_GT(present, 400);
  EXPECT_GT(absent, 300);
}

std::vector<std::string> LeversOf(const std::string& rest, double x) {
  const Model model = testing::ParseModel(
      "kenko: 1\nname: one\ncustomer: {attributes: {x0: number}}\n"
      "scorecards: [{name: s, signals: [{name: a, measure: x0, " +
      rest);
  Customer customer;
  customer.x.assign(kSignals, x);
  return testing::ReadRows(*EvaluateAll(model, {customer}, {"levers"}).Find("levers"));
}

TEST_F(Levers, OfOneCurve) {
  const std::string curve = "curve: [[0, 0], [10, 100]]}]}]\n";
  using Rows = std::vector<std::string>;
  EXPECT_EQ(LeversOf(curve, 2), (Rows{"c0;a;2;4;NORMAL;"}));
  EXPECT_EQ(LeversOf(curve, 4), (Rows{"c0;a;4;7;GOOD;"}));
  EXPECT_EQ(LeversOf(curve, 7), Rows{});
  EXPECT_EQ(LeversOf(curve + "rules: [{name: r, when: true, cap: 60}]\n", 4), Rows{});
  EXPECT_EQ(LeversOf(curve + "rules: [{name: r, when: true, add: -10}]\n", 4.5),
            (Rows{"c0;a;4.5;5;NORMAL;"}));
  // A band that is forced is not the score's own.
  EXPECT_EQ(LeversOf(curve + "rules: [{name: r, when: true, band: GOOD}]\n", 2),
            (Rows{"c0;a;2;4;NORMAL;"}));
  // A valley: as near on both sides, so the greater.
  EXPECT_EQ(LeversOf("curve: [[0, 100], [5, 0], [10, 100]]}]}]\n", 5), (Rows{"c0;a;5;7;NORMAL;"}));
}

}  // namespace
}  // namespace kenko
