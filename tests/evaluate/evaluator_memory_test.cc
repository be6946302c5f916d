// A warm evaluator allocates nothing, and one that ran out of memory goes on afterwards.
#include <gtest/gtest.h>

#include <string>

#include "evaluate/summary_cells.h"
#include "kenko/evaluator.h"
#include "support/example.h"
#include "support/failing_allocations.h"
#include "support/load_plain.h"
#include "support/random_rows.h"

namespace kenko {
namespace {

using testing::allocations_left;
using testing::Cells;
using testing::CellsOf;
using testing::kFirstDay;

constexpr Instant kStart = kFirstDay + 40 * kDay + 3 * kSecond;

Portfolio MakePortfolio() {
  testing::RandomRows random(5);
  Portfolio portfolio;
  testing::LoadPlain(portfolio, random.Portfolio(testing::RowSpread()));
  return portfolio;
}

void RecordUse(Portfolio& portfolio, const std::string& id, Instant at) {
  ActivityRecord activity;
  activity.customer_id = std::string_view(id);
  activity.at = at;
  activity.kind = "use.a";
  activity.actor = "p1";
  ASSERT_TRUE(portfolio.RecordActivity(activity).ok());
}

TEST(EvaluatorMemory, IsNotAskedForOnceItIsWarm) {
  const Model model = testing::ParseModel(testing::RichModelText());
  Portfolio portfolio = MakePortfolio();
  Evaluator evaluator(model);
  const std::string id = "c1";
  int failures = 0;
  for (int step = 0; step < 2'000; ++step) {
    // Now and then three days pass, and with them a point of the stability's grid.
    const Instant as_of = kStart + (step / 50) * (3 * kDay) + step * kSecond;
    if (step < 40) RecordUse(portfolio, id, as_of);
    const Snapshot snapshot = portfolio.TakeSnapshot();
    if (step >= 50) allocations_left = 0;
    failures += evaluator.Assess(snapshot, std::string_view(id), as_of).ok() ? 0 : 1;
    allocations_left = -1;
  }
  EXPECT_EQ(failures, 0);
}

TEST(EvaluatorMemory, MayRunOutAnywhereAndIsThereAgain) {
  const Model model = testing::ParseModel(testing::RichModelText());
  Portfolio portfolio = MakePortfolio();
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const std::string_view first = "c0", second = "c3";
  Evaluator fresh(model);
  const Cells expected = CellsOf(**fresh.Assess(snapshot, second, kStart));
  for (std::int64_t n = 0;; ++n) {
    Evaluator evaluator(model);
    allocations_left = n;
    const StatusCode code = evaluator.Assess(snapshot, first, kStart).status().code();
    allocations_left = -1;
    if (code == StatusCode::kOk) break;
    ASSERT_EQ(code, StatusCode::kResourceExhausted) << "allocation " << n;
    ASSERT_EQ(CellsOf(**evaluator.Assess(snapshot, second, kStart)), expected);
  }
}

}  // namespace
}  // namespace kenko
