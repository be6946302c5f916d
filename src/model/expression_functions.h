// The functions and methods of expressions.
#ifndef KENKO_MODEL_EXPRESSION_FUNCTIONS_H_
#define KENKO_MODEL_EXPRESSION_FUNCTIONS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "model/expression_ops.h"

namespace kenko {

// x.name(y), of two texts.
struct ExpressionMethod {
  std::string_view name;
  Op op;
};

struct ExpressionFunction {
  enum class Takes : std::uint8_t { kAnything, kSameType, kNumbers, kTime, kMilestone, kPath };
  std::string_view name;
  Takes takes;
  Op op;
  bool many = false;  // one argument or more; `op` then joins two

  bool takes_literal() const { return takes == Takes::kMilestone || takes == Takes::kPath; }
};

// Null where there is none of that name.
const ExpressionMethod* FindExpressionMethod(std::string_view name);
const ExpressionFunction* FindExpressionFunction(std::string_view name);

// What to say about a call of something that is no function.
std::string UnknownFunctionProblem(std::string_view name);

}  // namespace kenko

#endif  // KENKO_MODEL_EXPRESSION_FUNCTIONS_H_
