// Chosen columns of the health of customers are those of the whole table.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/example.h"
#include "support/load_plain.h"
#include "support/random_rows.h"
#include "support/same_cells.h"

namespace kenko {
namespace {

using testing::AsOf;
using testing::ColumnsOf;
using testing::ParseModel;
using testing::RandomRows;
using testing::ReadCells;
using Names = std::vector<std::string>;

// Models whose late steps read more and less of the early ones.
std::vector<Model> Models() {
  const std::string rich = testing::RichModelText();
  std::vector<Model> models;
  for (const char* late : {
           "",
           "\npriority: \"coalesce(trend, 0) + (band == 'BAD' ? 50 : 0)\"\n",
           "\npriority: \"coalesce(worst, 0) + coalesce(success.attainment, 0) + "
           "(tier == 'high' ? 9 : 0) + coalesce(onboarding.progress, 0) + (done('m3') ? 3 : 0)\"\n",
       }) {
    models.push_back(ParseModel(rich + late));
  }
  models.push_back(ParseModel(testing::ExampleModelText()));
  return models;
}

Names Choose(RandomRows& random, Names columns, const Names& always) {
  Names chosen;
  for (const std::string& column : columns) {
    const bool is_always = std::find(always.begin(), always.end(), column) != always.end();
    if (!is_always && random.Chance(15)) chosen.push_back(column);
  }
  if (chosen.empty())
    chosen.push_back(columns[always.size() + static_cast<std::size_t>(random.Pick(static_cast<int>(
                                                 columns.size() - always.size())))]);
  std::reverse(chosen.begin(), chosen.end());  // given in any order
  return chosen;
}

// What the table shows of `chosen`: in its own order, behind the columns that are always there.
Names Shown(const Names& all, const Names& chosen, const Names& always) {
  Names shown = always;
  for (const std::string& column : all) {
    if (std::find(chosen.begin(), chosen.end(), column) != chosen.end()) shown.push_back(column);
  }
  return shown;
}

TEST(HealthColumns, HaveTheCellsOfTheWholeTable) {
  const std::vector<Model> models = Models();
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRows random(seed);
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio({}));
    const Snapshot snapshot = portfolio.TakeSnapshot();
    const Model& model = models[seed % models.size()];
    EvaluateOptions options = AsOf(random.Time(0, testing::kDays + 30));
    const auto whole = Evaluate(model, snapshot, options);
    ASSERT_TRUE(whole.ok()) << whole.status().message();
    const Names columns = ColumnsOf(*whole->Find("health"));
    for (int i = 0; i < 8; ++i) {
      options.health_columns = Choose(random, columns, {"customer_id"});
      const auto chosen = Evaluate(model, snapshot, options);
      ASSERT_TRUE(chosen.ok()) << chosen.status().message();
      const Names shown = Shown(columns, options.health_columns, {"customer_id"});
      EXPECT_EQ(ColumnsOf(*chosen->Find("health")), shown);
      EXPECT_EQ(ReadCells(*chosen->Find("health")), ReadCells(*whole->Find("health"), shown));
    }
  }
}

TEST(HealthColumns, OfASeriesHaveTheCellsOfTheWholeSeries) {
  const std::vector<Model> models = Models();
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRows random(seed);
    Portfolio portfolio;
    testing::LoadPlain(portfolio, random.Portfolio({}));
    const Snapshot snapshot = portfolio.TakeSnapshot();
    const Model& model = models[seed % models.size()];
    SeriesOptions options;
    for (int day = 5; day < 60; day += 7)
      options.instants.push_back(testing::kFirstDay + day * kDay);
    const auto whole = EvaluateSeries(model, snapshot, options);
    ASSERT_TRUE(whole.ok()) << whole.status().message();
    const Names columns = ColumnsOf(**whole);
    for (int i = 0; i < 4; ++i) {
      options.columns = Choose(random, columns, {"customer_id", "as_of"});
      const auto chosen = EvaluateSeries(model, snapshot, options);
      ASSERT_TRUE(chosen.ok()) << chosen.status().message();
      const Names shown = Shown(columns, options.columns, {"customer_id", "as_of"});
      EXPECT_EQ(ColumnsOf(**chosen), shown);
      EXPECT_EQ(ReadCells(**chosen), ReadCells(**whole, shown));
    }
  }
}

TEST(HealthColumns, DoNotChangeOtherTables) {
  std::string text = testing::RichModelText();
  const std::string tiers = "\ntiers:\n";
  text.replace(text.find(tiers), tiers.size(),
               tiers +
                   "  rank_by: trend\n"
                   "  capacity: {high: {hours_per_customer: 1, hours: 2}}\n");
  const Model model = ParseModel(text);
  RandomRows random(5);
  Portfolio portfolio;
  testing::LoadPlain(portfolio, random.Portfolio({}));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const Names others = {"measures", "explain",   "milestones", "worklist",
                        "levers",   "tier_plan", "tier_load",  "summary"};
  const Instant t = testing::kFirstDay + 40 * kDay;
  const auto together = Evaluate(model, snapshot, AsOf(t, others));
  ASSERT_TRUE(together.ok()) << together.status().message();
  for (const std::string& table : others) {
    SCOPED_TRACE(table);
    EvaluateOptions options = AsOf(t, {"health", table});
    options.health_columns = {"score"};
    const auto chosen = Evaluate(model, snapshot, options);
    ASSERT_TRUE(chosen.ok()) << chosen.status().message();
    EXPECT_EQ(testing::ReadRows(*chosen->Find(table)), testing::ReadRows(*together->Find(table)));
    EXPECT_FALSE(testing::ReadRows(*chosen->Find(table)).empty());
  }
}

std::string ProblemOf(const Names& columns) {
  EvaluateOptions options = AsOf(testing::kToday);
  options.health_columns = columns;
  const auto evaluation =
      Evaluate(ParseModel(testing::ExampleModelText()), Portfolio().TakeSnapshot(), options);
  return evaluation.ok() ? "" : evaluation.status().message();
}

TEST(HealthColumns, MustBeThereAndNamedOnce) {
  EXPECT_EQ(ProblemOf({"customer_id", "score"}), "");
  EXPECT_EQ(ProblemOf({"score", "bnad"}).substr(0, 63),
            "table 'health' has no column 'bnad'; did you mean 'band'? There");
  EXPECT_EQ(ProblemOf({"as_of"}).substr(0, 37), "table 'health' has no column 'as_of';");
  EXPECT_EQ(ProblemOf({"score", "band", "score"}), "column 'score' is asked for twice");

  SeriesOptions series;
  series.instants = {testing::kToday};
  series.columns = {"scores"};
  const auto made =
      EvaluateSeries(ParseModel(testing::ExampleModelText()), Portfolio().TakeSnapshot(), series);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.status().code(), StatusCode::kNotFound);
  EXPECT_EQ(made.status().message().substr(0, 57),
            "the series has no column 'scores'; did you mean 'score'? ");
}

TEST(HealthColumns, AreChosenOnlyOfATableThatIsAskedFor) {
  EvaluateOptions options = AsOf(testing::kToday, {"explain"});
  options.health_columns = {"score"};
  const auto evaluation =
      Evaluate(ParseModel(testing::ExampleModelText()), Portfolio().TakeSnapshot(), options);
  ASSERT_FALSE(evaluation.ok());
  EXPECT_EQ(evaluation.status().message(),
            "columns of table 'health' are chosen, but it is not asked for");
}

}  // namespace
}  // namespace kenko
