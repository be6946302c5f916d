#include "model/expression_functions.h"

#include <vector>

#include "base/nearest_name.h"
#include "model/expression_text.h"

namespace kenko {
namespace {

using Takes = ExpressionFunction::Takes;

constexpr ExpressionMethod kMethods[] = {
    {"startsWith", Op::kStartsWith}, {"endsWith", Op::kEndsWith}, {"contains", Op::kContains}};

constexpr ExpressionFunction kFunctions[] = {
    {"has", Takes::kAnything, Op::kHas},
    {"coalesce", Takes::kSameType, Op::kCoalesce, true},
    {"min", Takes::kNumbers, Op::kMin, true},
    {"max", Takes::kNumbers, Op::kMax, true},
    {"abs", Takes::kNumbers, Op::kAbs},
    {"days_since", Takes::kTime, Op::kDaysSince},
    {"days_until", Takes::kTime, Op::kDaysUntil},
    {"done", Takes::kMilestone, Op::kFact},
    {"subscore", Takes::kPath, Op::kFact},
};

}  // namespace

const ExpressionMethod* FindExpressionMethod(std::string_view name) {
  for (const ExpressionMethod& method : kMethods) {
    if (method.name == name) return &method;
  }
  return nullptr;
}

const ExpressionFunction* FindExpressionFunction(std::string_view name) {
  for (const ExpressionFunction& function : kFunctions) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

std::string UnknownFunctionProblem(std::string_view name) {
  // A method misspelt stands behind the name's last dot.
  const std::string_view last = name.substr(name.rfind('.') + 1);
  std::vector<std::string_view> known;
  for (const ExpressionMethod& method : kMethods) {
    if (method.name == last) return Quoted(last) + " is a method: x." + std::string(last) + "(y)";
    known.push_back(method.name);
  }
  for (const ExpressionFunction& function : kFunctions) known.push_back(function.name);
  std::string message = "unknown function " + Quoted(name);
  const std::string_view nearest = NearestName(last, known);
  if (!nearest.empty()) message += "; did you mean " + Quoted(nearest) + "?";
  return message;
}

}  // namespace kenko
