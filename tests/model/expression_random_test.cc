// Random well-typed expressions: the compiled program must give what the plain interpreter gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "model/block_expressions.h"
#include "model/expression.h"
#include "tests/model/expression_scope.h"
#include "tests/model/plain_expression.h"

namespace kenko {
namespace {

constexpr Instant kNow = 20'000 * kDay + 12'345'678;

Value ToValue(const Cell& cell) {
  switch (cell.index()) {
    case 1:
      return Value::Number(std::get<double>(cell));
    case 2:
      return Value::Text(std::get<std::string>(cell));
    case 3:
      return Value::Flag(std::get<bool>(cell));
    case 4:
      return Value::Time(std::get<std::int64_t>(cell));
    default:
      return Value::Missing();
  }
}

Cell ToCell(const Value& value, ValueType type) {
  if (!value.present) return Cell();
  switch (type) {
    case ValueType::kNumber:
      return value.number;
    case ValueType::kText:
      return std::string(value.text());
    case ValueType::kFlag:
      return value.flag;
    case ValueType::kTime:
      return value.instant;
  }
  return Cell();
}

// A model whose attributes are all facts of the scope that blocks can hold.
ModelData ModelOf(const ExpressionScope& scope) {
  ModelData model;
  for (const Fact& fact : scope.facts()) {
    model.frame_size = std::max(model.frame_size, fact.slot + 1);
    if (fact.type == ValueType::kNumber || fact.type == ValueType::kFlag) {
      const bool is_flag = fact.type == ValueType::kFlag;
      model.customer.attributes.push_back(
          {fact.name, is_flag ? AttributeType::kFlag : AttributeType::kNumber, fact.slot});
    } else {
      model.customer.attributes.push_back({fact.name, AttributeType::kText, fact.slot});
    }
  }
  return model;
}

// What blocks make of it; REQUIRES: they can run it.
Cell EvaluateInBlock(const Expression& expression, const ModelData& model, const Value* frame) {
  FactBlock facts(model, expression.reads);
  for (int row = 0; row < 3; ++row) facts.Add(frame);
  BlockExpressions expressions(expression.stack_size);
  const double* const results = expressions.Evaluate(expression, facts);
  const Value value =
      expression.type == ValueType::kFlag ? FlagValueOf(results[0]) : ValueOf(results[0]);
  for (int row = 1; row < 3; ++row) {
    EXPECT_TRUE(results[row] == results[0] || (IsMissing(results[row]) && !value.present));
  }
  return ToCell(value, expression.type);
}

TEST(RandomExpressionTest, AgreesWithThePlainInterpreter) {
  // Missing cells, and numbers that only snapping makes equal.
  const Cells cells = {{"n", 3.0},
                       {"n.tenths", 0.1 + 0.2},
                       {"n_big", 1e6 / 3},
                       {"数", -7.25},
                       {"n_no", Cell()},
                       {"t", std::string("ab")},
                       {"t.é", std::string("é")},
                       {"t_no", Cell()},
                       {"f", true},
                       {"f_false", false},
                       {"f_no", Cell()},
                       {"at", kNow - 3 * kDay / 7},
                       {"at_no", Cell()},
                       {"done('m')", true},
                       {"done(\"no\")", Cell()},
                       {"subscore('a/b')", 41.5},
                       {"subscore( 'no' )", Cell()}};
  const PlainNames names = {
      {"n", "n.tenths", "n_big", "数", "n_no", "subscore('a/b')", "subscore( 'no' )"},
      {"t", "t.é", "t_no"},
      {"f", "f_false", "f_no", "done('m')", "done(\"no\")"},
      {"at", "at_no"}};
  ExpressionScope scope;
  scope.SetNow(kNow);
  const auto add = [&](const std::vector<std::string>& group, ValueType type) {
    for (const std::string& name : group) scope.Add(name, type, ToValue(cells.at(name)));
  };
  add({"n", "n.tenths", "n_big", "数", "n_no"}, ValueType::kNumber);
  add(names.texts, ValueType::kText);
  add({"f", "f_false", "f_no"}, ValueType::kFlag);
  add(names.times, ValueType::kTime);
  scope.AddMilestone("m", Value::Flag(true));
  scope.AddMilestone("no", Value::Missing());
  scope.AddPath("a/b", Value::Number(41.5));
  scope.AddPath("no", Value::Missing());

  const ModelData model = ModelOf(scope);
  Random random(20250131);
  std::array<int, 3> present = {}, missing = {};
  int in_blocks = 0;
  for (int i = 0; i < 30'000; ++i) {
    const auto type = static_cast<PlainType>(random() % 3);
    const PlainTree tree = RandomTree(type, 1 + static_cast<int>(random() % 6), names, &random);
    const std::string text = WriteExpression(tree, &random);
    ExpressionError error;
    const auto expression = CompileExpression(text, scope.scope(), &error);
    ASSERT_TRUE(expression) << text << "\n" << error.offset << ": " << error.message;
    ASSERT_EQ(static_cast<int>(expression->type), static_cast<int>(type)) << text;
    const Cell expected = EvaluatePlainly(tree, cells, kNow);
    ASSERT_EQ(ToCell(scope.Evaluate(*expression), expression->type), expected) << text;
    if (BlockExpressions::CanRun(*expression) && FactBlock::CanHold(model, expression->reads)) {
      ASSERT_EQ(EvaluateInBlock(*expression, model, scope.frame()), expected) << text;
      ++in_blocks;
    }
    ++(expected.index() == 0 ? missing : present)[static_cast<std::size_t>(type)];
  }
  for (std::size_t type = 0; type < 3; ++type) {
    EXPECT_GT(present[type], 3'000);
    EXPECT_GT(missing[type], 1'000);
  }
  EXPECT_GT(in_blocks, 5'000);
}

}  // namespace
}  // namespace kenko
