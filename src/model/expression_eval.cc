#include <algorithm>
#include <cmath>

#include "base/snap.h"
#include "model/expression.h"
#include "model/expression_ops.h"

namespace kenko {
namespace {

// The next two replace the operands at the top of the stack by compute(…), or by missing where one
// of them is.
template <typename Compute>
inline void Unary(Value* top, Compute compute) {
  if (top[-1].present) top[-1] = compute(top[-1]);
}

template <typename Compute>
inline Value* Binary(Value* top, Compute compute) {
  const Value &a = top[-2], &b = top[-1];
  top[-2] = a.present && b.present ? compute(a, b) : Value::Missing();
  return top - 1;
}

template <typename Compute>
inline Value* Numbers(Value* top, Compute compute) {
  return Binary(top, [compute](const Value& a, const Value& b) {
    return Value::Number(compute(a.number, b.number));
  });
}

// The order, below, at or above 0, of two numbers or texts decides.
template <typename Decide>
inline Value* OrderOfNumbers(Value* top, Decide decide) {
  return Binary(top, [decide](const Value& a, const Value& b) {
    return Value::Flag(decide(CompareSnapped(a.number, b.number)));
  });
}

template <typename Decide>
inline Value* OrderOfTexts(Value* top, Decide decide) {
  return Binary(top, [decide](const Value& a, const Value& b) {
    return Value::Flag(decide(a.text().compare(b.text())));
  });
}

bool StartsWith(std::string_view text, std::string_view part) {
  return text.substr(0, part.size()) == part;
}

bool EndsWith(std::string_view text, std::string_view part) {
  return text.size() >= part.size() && text.substr(text.size() - part.size()) == part;
}

bool IsAmongNumbers(double number, const Value* first, std::size_t count) {
  const double snapped = Snap(number);
  const Value* const last = first + count;
  const Value* const found = std::lower_bound(
      first, last, snapped, [](const Value& item, double wanted) { return item.number < wanted; });
  return found != last && found->number == snapped;
}

bool IsAmongTexts(std::string_view text, const Value* first, std::size_t count) {
  const Value* const last = first + count;
  const Value* const found = std::lower_bound(
      first, last, text,
      [](const Value& item, std::string_view wanted) { return item.text() < wanted; });
  return found != last && found->text() == text;
}

}  // namespace

Value EvaluateExpression(const Expression& expression, const Value* facts, Value* stack) {
  const Instruction* const code = expression.code.data();
  const Instruction* const end = code + expression.code.size();
  const Value* const constants = expression.constants.data();
  Value* top = stack;  // behind the topmost value
  for (const Instruction* at = code; at != end; ++at) {
    switch (at->op) {
      case Op::kConstant:
        *top++ = constants[at->operand];
        break;
      case Op::kFact:
        *top++ = facts[at->operand];
        break;

      case Op::kAdd:
        top = Numbers(top, [](double a, double b) { return a + b; });
        break;
      case Op::kSubtract:
        top = Numbers(top, [](double a, double b) { return a - b; });
        break;
      case Op::kMultiply:
        top = Numbers(top, [](double a, double b) { return a * b; });
        break;
      case Op::kDivide:
        top = Binary(top, [](const Value& a, const Value& b) {
          return SnapsToZero(b.number) ? Value::Missing() : Value::Number(a.number / b.number);
        });
        break;
      case Op::kRemainder:
        top = Binary(top, [](const Value& a, const Value& b) {
          return SnapsToZero(b.number) ? Value::Missing()
                                       : Value::Number(std::fmod(a.number, b.number));
        });
        break;
      case Op::kMin:
        top = Numbers(top, [](double a, double b) { return SnappedLess(b, a) ? b : a; });
        break;
      case Op::kMax:
        top = Numbers(top, [](double a, double b) { return SnappedLess(a, b) ? b : a; });
        break;
      case Op::kNegate:
        top[-1].number = -top[-1].number;
        break;
      case Op::kAbs:
        top[-1].number = std::fabs(top[-1].number);
        break;
      case Op::kDaysSince:
      case Op::kDaysUntil: {
        const Value& now = facts[at->operand];
        if (!now.present) top[-1] = Value::Missing();
        Unary(top, [&](const Value& a) {
          return Value::Number(
              InDays(at->op == Op::kDaysSince ? now.instant - a.instant : a.instant - now.instant));
        });
        break;
      }

      case Op::kNumberEqual:
        top = OrderOfNumbers(top, [](int c) { return c == 0; });
        break;
      case Op::kNumberNotEqual:
        top = OrderOfNumbers(top, [](int c) { return c != 0; });
        break;
      case Op::kNumberLess:
        top = OrderOfNumbers(top, [](int c) { return c < 0; });
        break;
      case Op::kNumberLessEqual:
        top = OrderOfNumbers(top, [](int c) { return c <= 0; });
        break;
      case Op::kNumberGreater:
        top = OrderOfNumbers(top, [](int c) { return c > 0; });
        break;
      case Op::kNumberGreaterEqual:
        top = OrderOfNumbers(top, [](int c) { return c >= 0; });
        break;
      case Op::kTextEqual:
        top = Binary(
            top, [](const Value& a, const Value& b) { return Value::Flag(a.text() == b.text()); });
        break;
      case Op::kTextNotEqual:
        top = Binary(
            top, [](const Value& a, const Value& b) { return Value::Flag(a.text() != b.text()); });
        break;
      case Op::kTextLess:
        top = OrderOfTexts(top, [](int c) { return c < 0; });
        break;
      case Op::kTextLessEqual:
        top = OrderOfTexts(top, [](int c) { return c <= 0; });
        break;
      case Op::kTextGreater:
        top = OrderOfTexts(top, [](int c) { return c > 0; });
        break;
      case Op::kTextGreaterEqual:
        top = OrderOfTexts(top, [](int c) { return c >= 0; });
        break;
      case Op::kFlagEqual:
        top = Binary(top,
                     [](const Value& a, const Value& b) { return Value::Flag(a.flag == b.flag); });
        break;
      case Op::kFlagNotEqual:
        top = Binary(top,
                     [](const Value& a, const Value& b) { return Value::Flag(a.flag != b.flag); });
        break;
      case Op::kStartsWith:
        top = Binary(top, [](const Value& a, const Value& b) {
          return Value::Flag(StartsWith(a.text(), b.text()));
        });
        break;
      case Op::kEndsWith:
        top = Binary(top, [](const Value& a, const Value& b) {
          return Value::Flag(EndsWith(a.text(), b.text()));
        });
        break;
      case Op::kContains:
        top = Binary(top, [](const Value& a, const Value& b) {
          return Value::Flag(a.text().find(b.text()) != std::string_view::npos);
        });
        break;
      case Op::kAnd: {
        const Value &a = top[-2], &b = top[-1];
        // kJumpIfFalse has dealt with a false a.
        if (!a.present && !(b.present && !b.flag)) {
          top[-2] = Value::Missing();
        } else {
          top[-2] = b;
        }
        --top;
        break;
      }
      case Op::kOr: {
        const Value &a = top[-2], &b = top[-1];
        if (!a.present && !b.IsTrue()) {
          top[-2] = Value::Missing();
        } else {
          top[-2] = b;
        }
        --top;
        break;
      }

      case Op::kInNumbers:
        Unary(top, [&](const Value& b) {
          return Value::Flag(IsAmongNumbers(b.number, constants + at->operand, at[1].operand));
        });
        ++at;
        break;
      case Op::kInTexts:
        Unary(top, [&](const Value& b) {
          return Value::Flag(IsAmongTexts(b.text(), constants + at->operand, at[1].operand));
        });
        ++at;
        break;
      case Op::kCount:
        break;  // stepped over
      case Op::kInFlags:
        Unary(top, [&](const Value& b) {
          return Value::Flag((at->operand >> (b.flag ? 1 : 0) & 1) != 0);
        });
        break;
      case Op::kInNothing:
        Unary(top, [](const Value&) { return Value::Flag(false); });
        break;

      case Op::kNot:
        Unary(top, [](const Value& b) { return Value::Flag(!b.flag); });
        break;
      case Op::kHas:
        top[-1] = Value::Flag(top[-1].present);
        break;
      case Op::kCoalesce:
        if (!top[-2].present) top[-2] = top[-1];
        --top;
        break;

      // One less: the loop goes on to the next.
      case Op::kJump:
        at = code + at->operand - 1;
        break;
      case Op::kJumpIfFalse:
        if (top[-1].present && !top[-1].flag) at = code + at->operand - 1;
        break;
      case Op::kJumpIfTrue:
        if (top[-1].IsTrue()) at = code + at->operand - 1;
        break;
      case Op::kBranch:
        if (!top[-1].present) {
          at = code + at->operand - 2;  // to the kJump before it
        } else if (!(--top)->flag) {
          at = code + at->operand - 1;
        }
        break;
    }
  }
  return top == stack ? Value::Missing() : top[-1];
}

}  // namespace kenko
