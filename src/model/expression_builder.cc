#include "model/expression_builder.h"

#include <algorithm>
#include <utility>

#include "base/snap.h"
#include "model/expression_text.h"

namespace kenko {
namespace {

using Kind = Token::Kind;

struct BinaryOperator {
  Kind kind;
  std::string_view text;
  ValueType takes;
  Op op;
  ValueType gives;
};
constexpr BinaryOperator kBinaryOperators[] = {
    {Kind::kPlus, "+", ValueType::kNumber, Op::kAdd, ValueType::kNumber},
    {Kind::kMinus, "-", ValueType::kNumber, Op::kSubtract, ValueType::kNumber},
    {Kind::kTimes, "*", ValueType::kNumber, Op::kMultiply, ValueType::kNumber},
    {Kind::kDivide, "/", ValueType::kNumber, Op::kDivide, ValueType::kNumber},
    {Kind::kRemainder, "%", ValueType::kNumber, Op::kRemainder, ValueType::kNumber},
    {Kind::kEqual, "==", ValueType::kNumber, Op::kNumberEqual, ValueType::kFlag},
    {Kind::kEqual, "==", ValueType::kText, Op::kTextEqual, ValueType::kFlag},
    {Kind::kEqual, "==", ValueType::kFlag, Op::kFlagEqual, ValueType::kFlag},
    {Kind::kNotEqual, "!=", ValueType::kNumber, Op::kNumberNotEqual, ValueType::kFlag},
    {Kind::kNotEqual, "!=", ValueType::kText, Op::kTextNotEqual, ValueType::kFlag},
    {Kind::kNotEqual, "!=", ValueType::kFlag, Op::kFlagNotEqual, ValueType::kFlag},
    {Kind::kLess, "<", ValueType::kNumber, Op::kNumberLess, ValueType::kFlag},
    {Kind::kLess, "<", ValueType::kText, Op::kTextLess, ValueType::kFlag},
    {Kind::kLessEqual, "<=", ValueType::kNumber, Op::kNumberLessEqual, ValueType::kFlag},
    {Kind::kLessEqual, "<=", ValueType::kText, Op::kTextLessEqual, ValueType::kFlag},
    {Kind::kGreater, ">", ValueType::kNumber, Op::kNumberGreater, ValueType::kFlag},
    {Kind::kGreater, ">", ValueType::kText, Op::kTextGreater, ValueType::kFlag},
    {Kind::kGreaterEqual, ">=", ValueType::kNumber, Op::kNumberGreaterEqual, ValueType::kFlag},
    {Kind::kGreaterEqual, ">=", ValueType::kText, Op::kTextGreaterEqual, ValueType::kFlag},
    {Kind::kAnd, "&&", ValueType::kFlag, Op::kAnd, ValueType::kFlag},
    {Kind::kOr, "||", ValueType::kFlag, Op::kOr, ValueType::kFlag},
};

std::string_view TakenPhrase(Kind kind) {
  switch (kind) {
    case Kind::kEqual:
    case Kind::kNotEqual:
      return "two numbers, two texts or two flags";
    case Kind::kLess:
    case Kind::kLessEqual:
    case Kind::kGreater:
    case Kind::kGreaterEqual:
      return "two numbers or two texts";
    case Kind::kAnd:
    case Kind::kOr:
      return "two flags";
    default:
      return "two numbers";
  }
}

bool LiteralLess(ValueType type, const Value& a, const Value& b) {
  return type == ValueType::kText ? a.text() < b.text() : a.number < b.number;
}

}  // namespace

void ExpressionBuilder::Emit(Op op, std::uint32_t operand, int growth) {
  expression_.code.push_back({op, operand});
  height_ += growth;
  expression_.stack_size = std::max(expression_.stack_size, static_cast<std::uint32_t>(height_));
}

void ExpressionBuilder::PushConstant(const Value& value) {
  Emit(Op::kConstant, static_cast<std::uint32_t>(expression_.constants.size()), 1);
  expression_.constants.push_back(value);
}

Value ExpressionBuilder::KeepText(std::string text) {
  expression_.texts.push_back(std::move(text));
  return Value::Text(expression_.texts.back());
}

void ExpressionBuilder::PushText(std::string text) { PushConstant(KeepText(std::move(text))); }

void ExpressionBuilder::PushFact(FactSlot slot) {
  Emit(Op::kFact, slot, 1);
  NoteRead(slot);
}

void ExpressionBuilder::Apply(Op op, int taken, std::uint32_t operand) {
  Emit(op, operand, 1 - taken);
}

std::size_t ExpressionBuilder::Jump(Op op) {
  Emit(op, 0, op == Op::kBranch || op == Op::kJump ? -1 : 0);
  return expression_.code.size() - 1;
}

void ExpressionBuilder::SetTarget(std::size_t jump) {
  expression_.code[jump].operand = static_cast<std::uint32_t>(expression_.code.size());
}

bool ExpressionBuilder::ApplyBinary(Token::Kind kind, const Operand& left, const Operand& right,
                                    ValueType* type, std::string* problem) {
  std::string_view text;
  for (const BinaryOperator& known : kBinaryOperators) {
    if (known.kind != kind) continue;
    text = known.text;
    if (known.takes == left.type && known.takes == right.type) {
      Apply(known.op, 2);
      *type = known.gives;
      return true;
    }
  }
  *problem = TimeProblem(left.type == ValueType::kTime ? left : right);
  if (problem->empty()) {
    problem->append(text).append(" takes ").append(TakenPhrase(kind));
    problem->append(", not ").append(ValueTypePhrase(left.type));
    problem->append(" and ").append(ValueTypePhrase(right.type));
  }
  return false;
}

void ExpressionBuilder::ApplyIn(ValueType type, std::vector<Value> literals) {
  if (literals.empty()) return Apply(Op::kInNothing, 1);
  if (type == ValueType::kFlag) {
    std::uint32_t flags = 0;
    for (const Value& literal : literals) flags |= literal.flag ? 2u : 1u;
    return Apply(Op::kInFlags, 1, flags);
  }
  if (type == ValueType::kNumber) {
    for (Value& literal : literals) literal.number = Snap(literal.number);
  }
  std::sort(literals.begin(), literals.end(),
            [type](const Value& a, const Value& b) { return LiteralLess(type, a, b); });
  std::vector<Value>& constants = expression_.constants;
  Apply(type == ValueType::kText ? Op::kInTexts : Op::kInNumbers, 1,
        static_cast<std::uint32_t>(constants.size()));
  Emit(Op::kCount, static_cast<std::uint32_t>(literals.size()), 0);
  constants.insert(constants.end(), literals.begin(), literals.end());
}

std::string ExpressionBuilder::TimeProblem(const Operand& operand) const {
  if (operand.type != ValueType::kTime) return {};
  const std::string name(source_.substr(operand.begin, operand.end - operand.begin));
  std::string problem = Quoted(name) + " is a time; take its distance from now in days by ";
  return problem + Quoted("days_since(" + name + ")") + " or days_until";
}

Expression ExpressionBuilder::Finish(ValueType type) && {
  std::vector<FactSlot>& reads = expression_.reads;
  std::sort(reads.begin(), reads.end());
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  expression_.type = type;
  expression_.source.assign(source_);
  expression_.code.shrink_to_fit();
  expression_.constants.shrink_to_fit();
  return std::move(expression_);
}

}  // namespace kenko
