#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "support/example.h"
#include "support/load_plain.h"

namespace kenko {
namespace {

// All ways in which five signals lose nothing, little, or as much as another but for a hair.
TEST(Reasons, AreTheThreeGreatestLossesAndOfEqualOnesTheEarlierRows) {
  const std::vector<double> losses = {0, 10, 20, 20 + 1e-12};
  constexpr std::size_t kSignals = 5;
  std::string text = "kenko: 1\nname: ties\ncustomer: {attributes: {";
  for (std::size_t s = 0; s < kSignals; ++s) text += "p" + std::to_string(s) + ": number, ";
  text += "}}\nscorecards:\n  - name: s\n    signals:\n";
  for (std::size_t s = 0; s < kSignals; ++s) {
    const std::string number = std::to_string(s);
    text += "      - {name: s" + number + ", measure: p" + number + ", curve: identity}\n";
  }

  std::vector<std::optional<std::string>> ids;
  std::vector<std::vector<std::optional<double>>> points(kSignals);
  std::vector<std::string> expected;
  for (std::size_t c = 0; c < std::size_t{1} << 2 * kSignals; ++c) {
    ids.emplace_back("c" + std::to_string(c));
    std::vector<std::size_t> rows;
    const auto lost = [&](std::size_t s) { return losses[c >> 2 * s & 3]; };
    for (std::size_t s = 0; s < kSignals; ++s) {
      points[s].emplace_back(100 - lost(s));
      if (lost(s) > 0) rows.push_back(s);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
      return std::round(lost(a)) > std::round(lost(b));
    });
    rows.resize(std::min<std::size_t>(rows.size(), 3));
    std::string names;
    for (const std::size_t s : rows) names += (names.empty() ? "s" : "|s") + std::to_string(s);
    expected.push_back(names);
  }
  testing::TableSource source;
  source.Texts("customer_id", ids);
  for (std::size_t s = 0; s < kSignals; ++s) source.Numbers("p" + std::to_string(s), points[s]);
  Portfolio portfolio;
  testing::LoadRows(portfolio, InputTable::kCustomers, std::move(source));

  const auto evaluation = Evaluate(testing::ParseModel(text), portfolio.TakeSnapshot(),
                                   testing::AsOf(testing::kToday, {"health"}));
  ASSERT_TRUE(evaluation.ok()) << evaluation.status().message();
  EXPECT_EQ(testing::ReadColumn(*evaluation->Find("health"), "reasons"), expected);
}

}  // namespace
}  // namespace kenko
