#include "model/block_expressions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "base/snap.h"
#include "model/expression_ops.h"

namespace kenko {
namespace {

bool CanRunInstruction(Op op) {
  switch (op) {
    case Op::kConstant:
    case Op::kFact:
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kMin:
    case Op::kMax:
    case Op::kNegate:
    case Op::kAbs:
    case Op::kNumberEqual:
    case Op::kNumberNotEqual:
    case Op::kNumberLess:
    case Op::kNumberLessEqual:
    case Op::kNumberGreater:
    case Op::kNumberGreaterEqual:
    case Op::kAnd:
    case Op::kOr:
    case Op::kNot:
    case Op::kHas:
    case Op::kCoalesce:
    case Op::kJumpIfFalse:
    case Op::kJumpIfTrue:
      return true;
    default:
      return false;
  }
}

// A constant carries no type. But for `true`, whose bits no sensible number has, its bits are those
// of its number: `false` is 0.
bool IsTrueConstant(const Value& constant) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &constant.number, sizeof(bits));
  return bits == 1;
}

}  // namespace

bool BlockExpressions::CanRun(const Expression& expression) {
  return expression.type != ValueType::kText &&
         std::all_of(expression.code.begin(), expression.code.end(),
                     [&](const Instruction& at) { return CanRunInstruction(at.op); }) &&
         std::none_of(expression.constants.begin(), expression.constants.end(), IsTrueConstant);
}

template <typename Compute>
inline void BlockExpressions::Unary(std::size_t rows, const Compute& compute) {
  double* const result = results_[height_ - 1].data();
  const double* const a = stack_[height_ - 1];
  for (std::size_t i = 0; i < rows; ++i) result[i] = compute(a[i]);
  stack_[height_ - 1] = result;
}

template <typename Compute>
inline void BlockExpressions::Binary(std::size_t rows, const Compute& compute) {
  --height_;
  double* const result = results_[height_ - 1].data();
  const double* const a = stack_[height_ - 1];
  const double* const b = stack_[height_];
  for (std::size_t i = 0; i < rows; ++i) result[i] = compute(a[i], b[i]);
  stack_[height_ - 1] = result;
}

template <typename Compute>
inline void BlockExpressions::Compare(std::size_t rows, const Compute& compute) {
  Binary(rows, [&compute](double a, double b) {
    if (IsMissing(a) || IsMissing(b)) return kMissingNumber;
    return compute(a, b) ? 1.0 : 0.0;
  });
}

const double* BlockExpressions::Evaluate(const Expression& expression, const FactBlock& facts) {
  const std::size_t rows = facts.rows();
  height_ = 0;
  for (const Instruction& at : expression.code) {
    switch (at.op) {
      case Op::kConstant:
        std::fill_n(results_[height_].data(), rows, expression.constants[at.operand].number);
        stack_[height_] = results_[height_].data();
        ++height_;
        break;
      case Op::kFact:
        stack_[height_++] = facts.Column(at.operand);
        break;

      case Op::kAdd:
        Binary(rows, [](double a, double b) { return FiniteNumber(a + b); });
        break;
      case Op::kSubtract:
        Binary(rows, [](double a, double b) { return FiniteNumber(a - b); });
        break;
      case Op::kMultiply:
        Binary(rows, [](double a, double b) { return FiniteNumber(a * b); });
        break;
      case Op::kDivide:
        Binary(rows, [](double a, double b) {
          // Snapping what is missing is spared.
          return IsMissing(b) || SnapsToZero(b) ? kMissingNumber : FiniteNumber(a / b);
        });
        break;
      case Op::kMin:
        Binary(rows, [](double a, double b) {
          return IsMissing(a) || IsMissing(b) ? kMissingNumber : SnappedLess(b, a) ? b : a;
        });
        break;
      case Op::kMax:
        Binary(rows, [](double a, double b) {
          return IsMissing(a) || IsMissing(b) ? kMissingNumber : SnappedLess(a, b) ? b : a;
        });
        break;
      case Op::kNegate:
        Unary(rows, [](double a) { return -a; });
        break;
      case Op::kAbs:
        Unary(rows, [](double a) { return std::fabs(a); });
        break;

      case Op::kNumberEqual:
        Compare(rows, [](double a, double b) { return SnappedEqual(a, b); });
        break;
      case Op::kNumberNotEqual:
        Compare(rows, [](double a, double b) { return !SnappedEqual(a, b); });
        break;
      case Op::kNumberLess:
        Compare(rows, [](double a, double b) { return SnappedLess(a, b); });
        break;
      case Op::kNumberLessEqual:
        Compare(rows, [](double a, double b) { return !SnappedLess(b, a); });
        break;
      case Op::kNumberGreater:
        Compare(rows, [](double a, double b) { return SnappedLess(b, a); });
        break;
      case Op::kNumberGreaterEqual:
        Compare(rows, [](double a, double b) { return !SnappedLess(a, b); });
        break;

      // In three-valued logic, as 1, 0 and NaN.
      case Op::kAnd:
        Binary(rows, [](double a, double b) { return a == 0 || b == 0 ? 0 : a * b; });
        break;
      case Op::kOr:
        Binary(rows, [](double a, double b) { return a == 1 || b == 1 ? 1 : a + b; });
        break;
      case Op::kNot:
        Unary(rows, [](double a) { return 1 - a; });
        break;
      case Op::kHas:
        Unary(rows, [](double a) { return IsMissing(a) ? 0.0 : 1.0; });
        break;
      case Op::kCoalesce:
        Binary(rows, [](double a, double b) { return IsMissing(a) ? b : a; });
        break;

      default:  // the jumps of && and ||, which only spare their right sides
        break;
    }
  }
  if (height_ == 0) {
    results_[0].fill(kMissingNumber);
    return results_[0].data();
  }
  return stack_[0];
}

}  // namespace kenko
