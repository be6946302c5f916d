// Model::Parse as its callers see it.
#include "kenko/model.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/model/diagnose.h"
#include "tests/model/saas_model.h"

namespace kenko {
namespace {

TEST(ModelTest, ReadsTheModelOfTheLanguagesDescription) {
  std::vector<Diagnostic> diagnostics;
  const Result<Model> model = Model::Parse(SaasModelText(), "saas.yaml", &diagnostics);
  ASSERT_TRUE(model.ok()) << model.status().message();
  EXPECT_EQ(model->name(), "b2b-saas");
  EXPECT_EQ(model->clock_count(), 2);  // 28 d ago, and 28 d before that for the trend
  EXPECT_EQ(model->customer_id_column(), "account_id");
  EXPECT_EQ(model->valid_from_column(), "changed_at");
  ASSERT_EQ(model->customer_attributes().size(), 8u);
  EXPECT_EQ(model->customer_attributes()[0].name, "plan");
  EXPECT_EQ(model->customer_attributes()[7].type, AttributeType::kTime);
  ASSERT_EQ(model->activity_attributes().size(), 2u);
  EXPECT_EQ(model->activity_attributes()[1].name, "role");

  std::vector<std::string> told;
  for (const Diagnostic& diagnostic : diagnostics) {
    told.push_back(FormatDiagnostic("saas.yaml", diagnostic));
  }
  // It has them to show what measures there are.
  EXPECT_EQ(told, (std::vector<std::string>{
                      "saas.yaml:23:3: warning: nothing uses the measure `features`",
                      "saas.yaml:29:3: warning: nothing uses the measure `quiet_days`",
                      "saas.yaml:32:3: warning: nothing uses the measure `promoters`",
                  }));
}

TEST(ModelTest, TakesTheSmallestModel) {
  const Result<Model> model = Model::Parse("kenko: 1\nname: 健康\n", "m.yaml");
  ASSERT_TRUE(model.ok()) << model.status().message();
  EXPECT_EQ(model->name(), "健康");
  EXPECT_EQ(model->clock_count(), 1);
  EXPECT_EQ(model->customer_id_column(), "customer_id");
  EXPECT_EQ(model->valid_from_column(), "");
}

TEST(ModelTest, HashIsOfTheBytes) {
  const auto hash = [](const std::string& text) { return Model::Parse(text, "f").value().hash(); };
  EXPECT_EQ(hash("kenko: 1\nname: m\n"), hash("kenko: 1\nname: m\n"));
  EXPECT_NE(hash("kenko: 1\nname: m\n"), hash("kenko: 1\nname: m"));
  EXPECT_NE(hash("kenko: 1\nname: m\n"), hash("kenko: 1\r\nname: m\r\n"));
  EXPECT_EQ(hash("kenko: 1\nname: m\n").size(), 16u);
  EXPECT_EQ(hash("kenko: 1\nname: m\n").find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(ModelTest, StatusHoldsEveryErrorAndThePlaceOfTheFirst) {
  const std::string text =
      "kenko: 1\nname: m\nmeasures: {a: {count: x}}\n"
      "scorecards: [{name: s, signals: [{name: b, formula: 1, curve: [[0, 5], [1, 5]]}]}]\n"
      "rules: [{name: r, when: b, add: c}]\n";
  std::vector<Diagnostic> diagnostics = {
      {Diagnostic::Severity::kError, 9, 9, "of an earlier call"}};
  const Status status = Model::Parse(text, "dir/m.yaml", &diagnostics).status();
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            "dir/m.yaml:5:25: error: unknown name `b`\n"
            "dir/m.yaml:5:33: error: unknown name `c`");
  EXPECT_EQ(status.location().file, "dir/m.yaml");
  EXPECT_EQ(status.location().line, 5);
  EXPECT_EQ(status.location().file_column, 25);
  // Warnings are told besides, in the order of the file.
  ASSERT_EQ(diagnostics.size(), 3u);
  EXPECT_EQ(diagnostics[0].severity, Diagnostic::Severity::kWarning);
  EXPECT_EQ(diagnostics[0].line, 4);
}

TEST(ModelTest, TellsTheSameThingOfAnAliasOnce) {
  EXPECT_EQ(Diagnose("measures: {a: &m {cuont: x}, b: *m}\nrules: [{name: r, when: a > b, add: 1}]",
                     Snippets::kWithoutHead),
            (std::vector<std::string>{
                "1:19: error: measure `a` has no key `cuont`; did you mean `count`?",
                "1:19: error: measure `b` has no key `cuont`; did you mean `count`?"}));
  EXPECT_EQ(
      Diagnose("scorecards: [{name: s, signals: [&s {name: a, formula: 1, crve: 1}]}, {name: t, "
               "signals: [*s]}]",
               Snippets::kWithoutHead),
      (std::vector<std::string>{"1:59: error: a signal has no key `crve`; did you mean `curve`?"}));
}

TEST(ModelTest, KeepsErrorsWhereThereAreVeryManyWarnings) {
  std::string text = "scorecards:\n";
  for (int i = 0; i < 3'000; ++i) {
    text += "  - {name: s" + std::to_string(i) +
            ", signals: [{name: a, formula: 1, curve: [[0, 5], [1, 5]]}]}\n";
  }
  text += "rules: [{name: r, when: nothing, add: 1}]";
  const std::vector<std::string> told = Diagnose(text, Snippets::kWithoutHead);
  ASSERT_EQ(told.size(), 1002u);
  EXPECT_EQ(told[1000], "3002:25: error: unknown name `nothing`");
  EXPECT_EQ(told[1001], "3005:1: warning: there is more of this; it is left out");
}

TEST(ModelTest, NamesAttributeTypes) {
  EXPECT_EQ(AttributeTypeName(AttributeType::kText), "text");
  EXPECT_EQ(AttributeTypeName(AttributeType::kNumber), "number");
  EXPECT_EQ(AttributeTypeName(AttributeType::kFlag), "flag");
  EXPECT_EQ(AttributeTypeName(AttributeType::kTime), "time");
}

}  // namespace
}  // namespace kenko
