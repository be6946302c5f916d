#include "kenko/evaluate.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/example.h"

namespace kenko {
namespace {

using testing::AsOf;
using testing::ExampleModelText;
using testing::FillExample;
using testing::kToday;
using testing::ParseModel;
using testing::ReadColumn;
using testing::ReadRows;

const std::vector<std::string> kAllTables = {"health", "measures", "explain", "diagnostics"};

std::vector<std::string> AllRows(const Evaluation& evaluation) {
  std::vector<std::string> rows;
  for (const auto& table : evaluation.tables()) {
    for (const std::string& row : ReadRows(*table)) rows.push_back(table->name() + ";" + row);
  }
  return rows;
}

TEST(Evaluate, GivesTheSameBitsForAnyNumberOfThreads) {
  const Model model = ParseModel(ExampleModelText());
  Portfolio portfolio;
  FillExample(portfolio, 5000);
  EvaluateOptions options = AsOf(kToday, kAllTables);
  const auto alone = Evaluate(model, portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(alone.ok()) << alone.status().message();
  options.threads = 5;
  const auto together = Evaluate(model, portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(together.ok());
  EXPECT_GT(alone->Find("health")->row_count(), 4000);
  EXPECT_EQ(AllRows(*alone), AllRows(*together));
}

TEST(Evaluate, OneCustomerGivesWhatTheBatchGives) {
  const Model model = ParseModel(ExampleModelText());
  Portfolio portfolio;
  FillExample(portfolio, 60);
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const auto batch = Evaluate(model, snapshot, AsOf(kToday));
  ASSERT_TRUE(batch.ok());
  const std::vector<std::string> rows = ReadRows(*batch->Find("health"));
  const std::vector<std::string> ids = ReadColumn(*batch->Find("health"), "customer_id");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EvaluateOptions options = AsOf(kToday);
    options.customers = std::vector<CustomerId>{ids[i]};
    const auto one = Evaluate(model, snapshot, options);
    ASSERT_TRUE(one.ok());
    EXPECT_EQ(ReadRows(*one->Find("health")), std::vector<std::string>{rows[i]});
  }
}

TEST(Evaluate, ListedCustomersComeOnceInThePortfoliosOrder) {
  const Model model = ParseModel(ExampleModelText());
  Portfolio portfolio;
  FillExample(portfolio, 10);
  EvaluateOptions options = AsOf(kToday);
  options.customers =
      std::vector<CustomerId>{std::string("c7"), std::string("c2"), std::string("c7")};
  const auto evaluation = Evaluate(model, portfolio.TakeSnapshot(), options);
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(ReadColumn(*evaluation->Find("health"), "customer_id"),
            (std::vector<std::string>{"c2", "c7"}));
}

TEST(Evaluate, NamesAnUnknownCustomerTableAndInstant) {
  const Model model = ParseModel(ExampleModelText());
  Portfolio portfolio;
  FillExample(portfolio, 3);
  EvaluateOptions options = AsOf(kToday);
  options.customers = std::vector<CustomerId>{std::string("nobody")};
  const auto unknown = Evaluate(model, portfolio.TakeSnapshot(), options);
  EXPECT_EQ(unknown.status().code(), StatusCode::kNotFound);
  EXPECT_EQ(unknown.status().message(), "the portfolio has no customer 'nobody'");

  const auto table = Evaluate(model, portfolio.TakeSnapshot(), AsOf(kToday, {"helth"}));
  EXPECT_EQ(table.status().code(), StatusCode::kNotFound);
  EXPECT_NE(table.status().message().find("there are health, measures"), std::string::npos);

  const auto instant = Evaluate(model, portfolio.TakeSnapshot(), AsOf(kForever));
  EXPECT_EQ(instant.status().code(), StatusCode::kInvalidArgument);

  options = AsOf(kToday);
  options.threads = 0;
  EXPECT_EQ(Evaluate(model, portfolio.TakeSnapshot(), options).status().code(),
            StatusCode::kInvalidArgument);
}

TEST(Evaluate, NamesAnAttributeOfAnotherTypeThanDeclared) {
  const Model model = ParseModel(ExampleModelText());
  Portfolio portfolio;
  testing::TableSource customers;
  customers.Texts("customer_id", {"a"}).Texts("mrr", {"much"});
  ASSERT_TRUE(portfolio.Load(InputTable::kCustomers, customers).ok());
  const auto evaluation = Evaluate(model, portfolio.TakeSnapshot(), AsOf(kToday));
  EXPECT_EQ(evaluation.status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(evaluation.status().location().table, "customers");
  EXPECT_EQ(evaluation.status().location().column, "mrr");
}

TEST(Evaluate, StopsWhenTheProgressCallbackSaysSo) {
  const Model model = ParseModel(ExampleModelText());
  Portfolio portfolio;
  FillExample(portfolio, 6000);
  EvaluateOptions options = AsOf(kToday);
  options.progress = [](double) { return false; };
  EXPECT_EQ(Evaluate(model, portfolio.TakeSnapshot(), options).status().code(),
            StatusCode::kCancelled);
}

TEST(Evaluate, GivesEmptyTablesForAnEmptyPortfolio) {
  const Model model = ParseModel(ExampleModelText());
  const Portfolio portfolio;
  const auto evaluation = Evaluate(model, portfolio.TakeSnapshot(), AsOf(kToday, kAllTables));
  ASSERT_TRUE(evaluation.ok()) << evaluation.status().message();
  EXPECT_EQ(evaluation->Find("health")->row_count(), 0);
  EXPECT_EQ(evaluation->Find("health")->schema().size(), 26u);
  EXPECT_EQ(evaluation->Find("diagnostics")->row_count(), 9);
}

TEST(Evaluate, LeavesOutRoundingRowsBelowABillionth) {
  Portfolio portfolio;
  FillExample(portfolio, 1);
  const auto rows_of = [&](const std::string& score) {
    const Model model = ParseModel(
        "kenko: 1\nname: rounded\nscorecards: [{name: s, round: true, signals: [{name: x, "
        "formula: " +
        score + ", curve: identity}]}]\n");
    const auto evaluation = Evaluate(model, portfolio.TakeSnapshot(), AsOf(kToday, {"explain"}));
    return ReadColumn(*evaluation->Find("explain"), "row");
  };
  EXPECT_EQ(rows_of("50.0000000009"), (std::vector<std::string>{"x"}));
  EXPECT_EQ(rows_of("50.000000002"), (std::vector<std::string>{"x", "(round)"}));
}

TEST(Evaluate, ScoresOnePortfolioByTwoModelsSideBySide) {
  const Model model = ParseModel(ExampleModelText());
  const Model other =
      ParseModel("kenko: 1\nname: other\nrules: [{name: all, when: true, score: 55}]\n");
  Portfolio portfolio;
  FillExample(portfolio, 5);
  const Snapshot snapshot = portfolio.TakeSnapshot();
  ASSERT_TRUE(Evaluate(model, snapshot, AsOf(kToday)).ok());
  const auto evaluation = Evaluate(other, snapshot, AsOf(kToday));
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(ReadColumn(*evaluation->Find("health"), "score"), std::vector<std::string>(5, "55"));
  EXPECT_EQ(ReadColumn(*evaluation->Find("health"), "band"), std::vector<std::string>(5, "NORMAL"));
}

TEST(Evaluate, ALateActivityCountsAfterwardsButNotInAnOlderSnapshot) {
  const Model model = ParseModel(ExampleModelText());
  Portfolio portfolio;
  FillExample(portfolio, 30);
  const Snapshot before = portfolio.TakeSnapshot();
  const auto old_rows = Evaluate(model, before, AsOf(kToday, {"measures"}));
  ASSERT_TRUE(old_rows.ok());
  ActivityRecord late;
  late.customer_id = std::string_view("c20");
  late.at = kToday - 5 * kDay;
  late.kind = "login";
  ASSERT_TRUE(portfolio.RecordActivity(late).ok());

  const auto logins = [&](const Snapshot& snapshot) {
    const auto evaluation = Evaluate(model, snapshot, AsOf(kToday, {"measures"}));
    return std::stod(ReadColumn(*evaluation->Find("measures"), "logins")[20]);
  };
  EXPECT_EQ(logins(portfolio.TakeSnapshot()), logins(before) + 1);
  EXPECT_EQ(ReadRows(*Evaluate(model, before, AsOf(kToday, {"measures"}))->Find("measures")),
            ReadRows(*old_rows->Find("measures")));
}

}  // namespace
}  // namespace kenko
