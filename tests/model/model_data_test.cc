// What the parser makes of a model for the evaluator.
#include "model/model_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "tests/model/saas_model.h"

namespace kenko {
namespace {

class ModelDataTest : public testing::Test {
 protected:
  const ModelData& Parse(const std::string& text) {
    Result<Model> model = Model::Parse("kenko: 1\nname: m\n" + text, "m.yaml");
    EXPECT_TRUE(model.ok()) << model.status().message();
    data_ = model.ok() ? model->shared_data() : std::make_shared<const ModelData>();
    return *data_;
  }
  static std::vector<std::string> Paths(const Scorecard& scorecard) {
    std::vector<std::string> paths;
    for (const Node& node : scorecard.nodes) paths.push_back(node.path);
    return paths;
  }

  std::shared_ptr<const ModelData> data_;
};

TEST_F(ModelDataTest, DefaultsAreThoseOfTheLanguage) {
  const ModelData& m = Parse("");
  EXPECT_EQ(m.timezone.name(), "UTC");
  EXPECT_EQ(m.late_by, 0);
  EXPECT_EQ(m.trend.over, 28 * kDay);
  EXPECT_EQ(m.trend.steady_within, 5);
  ASSERT_EQ(m.bands.size(), 3u);
  EXPECT_EQ(m.bands[1].name, "NORMAL");
  EXPECT_EQ(m.bands[1].edge, 40);
  EXPECT_FALSE(m.bands[1].edge_is_outside);
  EXPECT_TRUE(m.tiers.levels.empty());
  EXPECT_EQ(m.frame_size, kFixedFactCount);
  EXPECT_EQ(m.clocks, (std::vector<Duration>{0, 28 * kDay}));
  EXPECT_EQ(m.trend_clock, 1u);
}

TEST_F(ModelDataTest, SlotsAreAttributesThenMeasuresThenSubscores) {
  const ModelData& m = Parse(R"(
customer: {value: value, attributes: {plan: text, value: number}}
measures: {a: {formula: b + value}, b: {count: x}}
scorecards:
  - name: s
    signals: [{name: a, measure: {count: y, window: 1d, needs_history: 2d}, curve: identity}]
    rules: [{name: q, when: subscore("g/b") > subscore("a"), add: 1}]
  - name: t
    groups: [{name: g, signals: [{name: b, measure: a, curve: identity}]}]
rules: [{name: r, when: subscore("a") > 1, add: 1}]
)");
  const FactSlot first = kFixedFactCount;
  EXPECT_EQ(m.customer.attributes[1].slot, first + 1);
  ASSERT_EQ(m.measures.size(), 3u);
  EXPECT_EQ(m.named_measure_count, 2u);
  EXPECT_EQ(m.measures[0].slot, first + 2);
  EXPECT_EQ(m.measures[2].slot, first + 4);
  EXPECT_EQ(m.measures[2].name, "");
  EXPECT_EQ(m.measures[2].needs_history, 2 * kDay);
  EXPECT_EQ(m.aggregates[m.measures[2].aggregate].window, kDay);
  // `value` is the fact, which the role fills.
  EXPECT_EQ(m.measures[0].formula.reads, (std::vector<FactSlot>{kFactValue, first + 3}));
  EXPECT_EQ(m.measure_order, (std::vector<std::uint32_t>{1, 0, 2}));
  EXPECT_EQ(m.frame_size, first + 7);
  EXPECT_EQ(m.scorecards[0].nodes[1].subscore_slot, first + 6);
  EXPECT_FALSE(m.scorecards[1].nodes[1].subscore_slot);
  EXPECT_EQ(m.scorecards[1].nodes[2].subscore_slot, first + 5);
  EXPECT_EQ(m.scorecards[0].rules[0].when.reads, (std::vector<FactSlot>{first + 5, first + 6}));
  EXPECT_GE(m.stack_size, 2u);
}

TEST_F(ModelDataTest, TreesAreInTheOrderOfTheExplanation) {
  const ModelData& m = Parse(R"(
scorecards:
  - name: s
    combine: sum
    base: 5
    limits: [10, 90]
    round: true
    override: 50
    groups:
      - name: g
        missing: -3
        combine: sum
        base: -1
        groups: [{name: h, combine: min, missing: fail, signals: [{name: x, formula: 1, curve: identity}]}]
        signals: [{name: y, missing: 500, true_if: true, points: [-5, 500]}]
      - {name: k, limits: [0, 5], combine: sum, signals: [{name: z, formula: 1, curve: identity}]}
    signals: [{name: a, says: Text, formula: 1, curve: [[0, -10], [1, 200]], outside: skip}]
)");
  const Scorecard& s = m.scorecards[0];
  EXPECT_EQ(Paths(s), (std::vector<std::string>{"", "a", "g", "g/y", "g/h", "g/h/x", "k", "k/z"}));
  const Node& root = s.nodes[0];
  EXPECT_EQ(root.children, (std::vector<std::uint32_t>{1, 2, 6}));
  EXPECT_EQ(root.combine, Combine::kSum);
  EXPECT_EQ(root.base, 5);
  EXPECT_EQ(root.lowest, 10);
  EXPECT_EQ(root.highest, 90);
  EXPECT_TRUE(root.round);
  EXPECT_TRUE(root.override_with);
  EXPECT_EQ(root.parent, kNoNode);
  EXPECT_EQ(s.nodes[1].says, "Text");
  EXPECT_TRUE(s.nodes[1].cases[0].shape.outside_is_missing);
  EXPECT_EQ(s.nodes[1].cases[0].shape.curve[1].y, 200);
  const Node& g = s.nodes[2];
  EXPECT_EQ(g.children, (std::vector<std::uint32_t>{3, 4}));
  EXPECT_EQ(g.lowest, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(g.highest, std::numeric_limits<double>::infinity());
  EXPECT_EQ(g.missing.form, MissingPolicy::Form::kStandIn);
  EXPECT_EQ(g.missing.stand_in, -3);
  EXPECT_EQ(s.nodes[3].input_type, ValueType::kFlag);
  EXPECT_EQ(s.nodes[3].cases[0].shape.form, Shape::Form::kTrueIf);
  EXPECT_EQ(s.nodes[3].cases[0].shape.if_false, -5);
  EXPECT_EQ(s.nodes[4].combine, Combine::kMin);
  EXPECT_EQ(s.nodes[4].missing.form, MissingPolicy::Form::kFail);
  EXPECT_EQ(s.nodes[6].highest, 5);
}

TEST_F(ModelDataTest, SetsStandForTheirKinds) {
  const ModelData& m = Parse(R"(
kinds: {usage: [session.*, report.shared], all: "*"}
measures: {a: {count: ["@usage", session.*, x], except: "@all", decay: {half_life: 2w}}}
rules: [{name: r, when: a > 1, add: 1}]
)");
  const Aggregate& a = m.aggregates[0];
  ASSERT_EQ(a.of.items.size(), 3u);
  EXPECT_EQ(a.of.items[0].text, "session.");
  EXPECT_TRUE(a.of.items[0].is_prefix);
  EXPECT_EQ(a.of.items[2].text, "x");
  EXPECT_TRUE(a.except.Matches("anything"));
  EXPECT_EQ(a.decay, Decay::kHalfLife);
  EXPECT_EQ(a.decay_length, 14 * kDay);
}

TEST_F(ModelDataTest, ClocksFollowNestedOvers) {
  const ModelData& m = Parse(R"(
trend: {over: 7d}
measures:
  c: {formula: b + a}
  b: {change: a, over: 28d}
  a: {difference: x, over: 21d}
  x: {count: k}
rules: [{name: r, when: c > 1, add: 1}]
)");
  const auto days = [](std::vector<int> list) {
    std::vector<Duration> clocks;
    for (const int d : list) clocks.push_back(d * kDay);
    return clocks;
  };
  EXPECT_EQ(m.clocks, days({0, 7, 21, 28, 35, 49, 56}));
  EXPECT_EQ(m.trend_clock, 1u);
  const auto place = [&m](std::uint32_t measure) {
    return std::find(m.measure_order.begin(), m.measure_order.end(), measure);
  };
  EXPECT_LT(place(3), place(2));
  EXPECT_LT(place(2), place(1));
  EXPECT_LT(place(1), place(0));
}

TEST_F(ModelDataTest, TwoHundredAndFiftySixEarlierClocksAreEnough) {
  // One of them the trend's.
  const auto with = [](int overs) {
    std::string measures = "trend: {over: 1s}\nmeasures:\n  x: {count: k}\n";
    for (int i = 0; i < overs; ++i) {
      measures +=
          "  a" + std::to_string(i) + ": {change: x, over: " + std::to_string(2 + 2 * i) + "s}\n";
    }
    return "kenko: 1\nname: m\n" + measures;
  };
  // Each over needs two clocks: at t, and at the trend's.
  const Result<Model> most = Model::Parse(with(127), "m");
  ASSERT_TRUE(most.ok()) << most.status().message();
  EXPECT_EQ(most->clock_count(), 255);
  EXPECT_FALSE(Model::Parse(with(128), "m").ok());
}

TEST_F(ModelDataTest, TheModelOfTheLanguagesDescription) {
  const Result<Model> model = Model::Parse(SaasModelText(), "saas.yaml");
  ASSERT_TRUE(model.ok());
  const ModelData& m = model->data();
  EXPECT_EQ(m.tiers.by, kFactValue);
  EXPECT_EQ(m.tiers.by_name, "value");
  ASSERT_EQ(m.tiers.levels.size(), 3u);
  EXPECT_EQ(m.tiers.levels[0].from, 300000);
  ASSERT_EQ(m.tiers.exceptions.size(), 2u);
  EXPECT_EQ(m.tiers.exceptions[1].effect, TierException::Effect::kAtLeast);
  EXPECT_EQ(m.tiers.exceptions[1].level, 1u);
  ASSERT_EQ(m.rules.size(), 3u);
  EXPECT_EQ(m.rules[0].effect, Rule::Effect::kCap);
  EXPECT_TRUE(m.rules[0].decides);
  EXPECT_EQ(m.rules[0].says, "No teammate after two weeks");
  EXPECT_EQ(m.rules[2].effect, Rule::Effect::kBand);
  EXPECT_EQ(m.rules[2].band, 0u);
  EXPECT_EQ(m.unknown_below_coverage, 0.5);
  EXPECT_EQ(m.timezone.name(), "Asia/Tokyo");
  EXPECT_EQ(m.late_by, kDay);
  EXPECT_EQ(m.customer.ended_at, std::optional<std::size_t>(6));
  EXPECT_EQ(m.file, "saas.yaml");
  EXPECT_EQ(m.tiers.levels[1].capacity->hours, 240);
  ASSERT_EQ(m.onboarding.plans.size(), 1u);
  EXPECT_EQ(m.onboarding.plans[0].milestones[1].after, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(m.success[1].target, 3);
  EXPECT_EQ(m.stability->confirm, 2u);
  EXPECT_TRUE(m.rules[0].at_once);
  EXPECT_TRUE(m.priority);
  EXPECT_TRUE(m.plays[0].done_count);
}

TEST_F(ModelDataTest, CustomersCanBeGroupedByAnyText) {
  const ModelData& m = Parse(R"(
customer: {ended_at: gone, attributes: {seats: number, 担当: text, plan: text, gone: time}}
success: [{name: a, measure: value, target: 1}]
)");
  std::vector<std::string> names;
  for (const TextFact& text : m.text_facts) names.push_back(text.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"band", "direction", "onboarding.next", "onboarding.plan",
                                      "onboarding.status", "plan", "previous_band", "raw_band",
                                      "scorecard", "tier", "担当"}));
  EXPECT_EQ(m.text_facts[3].slot, kFactOnboardingPlan);
  EXPECT_EQ(m.text_facts[5].slot, m.customer.attributes[2].slot);
  EXPECT_EQ(m.text_facts[9].slot, kFactTier);
}

// Slots of facts that the file itself brings are no measures' slots, wherever they are read.
TEST_F(ModelDataTest, MeasuresHaveSlotsInARow) {
  const ModelData& m = Parse(R"(
success: [{name: a, measure: y, target: 1}, {name: b, measure: y, target: x}]
measures: {x: {formula: y * 2}, y: {count: k}, z: {change: x, over: 1d}}
rules: [{name: r, when: success.b.attained, add: z}]
)");
  const FactSlot first = m.measures[0].slot;
  EXPECT_EQ(m.measures[2].slot, first + 2);
  EXPECT_EQ(m.measure_order, (std::vector<std::uint32_t>{1, 0, 2}));
  EXPECT_EQ(m.measures[2].base, 0u);
  EXPECT_EQ(m.success[1].target_fact, first);
  EXPECT_EQ(m.rules[0].when.reads, (std::vector<FactSlot>{m.success[1].attained_slot}));
  EXPECT_EQ(m.frame_size, kFixedFactCount + 7);
}

TEST_F(ModelDataTest, AmountsMayBeNumbersAsYamlWritesThem) {
  const ModelData& m = Parse(R"(
rules:
  - {name: a, when: true, add: +5}
  - {name: b, when: true, add: 0x1F}
  - {name: c, when: true, add: 1e3}
  - {name: d, when: true, add: -15}
  - {name: e, when: true, add: "score - 5"}
)");
  std::vector<Value> frame(m.frame_size), stack(m.stack_size);
  frame[kFactScore] = Value::Number(50);
  std::vector<double> amounts;
  for (const Rule& rule : m.rules) {
    amounts.push_back(EvaluateExpression(rule.amount, frame.data(), stack.data()).number);
  }
  EXPECT_EQ(amounts, (std::vector<double>{5, 31, 1000, -15, 45}));
}

TEST_F(ModelDataTest, ConditionsOnActivitiesSeeTheirAttributes) {
  const ModelData& m = Parse(R"(
customer: {attributes: {severity: number}}
activity: {attributes: {role: text, severity: text}}
measures: {a: {count: x, where: severity == "urgent" && value > 3}}
rules: [{name: r, when: a > severity, add: 1}]
)");
  EXPECT_EQ(m.activity_attributes[1].slot, kFirstActivityAttribute + 1);
  EXPECT_EQ(m.aggregates[0].where->reads,
            (std::vector<FactSlot>{kActivityValue, kFirstActivityAttribute + 1}));
}

}  // namespace
}  // namespace kenko
