// The part of the compiler that reads names, calls of functions and methods, and lists.
#include <vector>

#include "model/expression_compiler.h"
#include "model/expression_text.h"

namespace kenko {
namespace {

using Kind = Token::Kind;
using Takes = ExpressionFunction::Takes;

std::string TakesOne(std::string_view function) {
  return std::string(function) + " takes one argument";
}

}  // namespace

// A name, a function's call, or a name with a method.
bool ExpressionCompiler::ReadNamed(Operand* result) {
  const std::string_view name = TokenText();
  Advance();
  if (token_.kind != Kind::kOpenParenthesis) return ReadName(name, result);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || FindExpressionMethod(name.substr(dot + 1)) == nullptr) {
    return ReadCall(name, result);
  }
  result->end = result->begin + dot;
  if (!ReadName(name.substr(0, dot), result)) return false;
  return ReadMethod(name.substr(dot + 1), result->begin + dot + 1, result);
}

bool ExpressionCompiler::ReadName(std::string_view name, Operand* result) {
  std::string problem;
  const Fact* fact = scope_.find ? scope_.find(name, &problem) : nullptr;
  if (fact == nullptr) {
    if (problem.empty()) problem = "unknown name " + Quoted(name);
    return Fail(result->begin, std::move(problem));
  }
  result->type = fact->type;
  builder_.PushFact(fact->slot);
  return true;
}

bool ExpressionCompiler::ReadMethod(std::string_view name, std::size_t name_at, Operand* result) {
  const ExpressionMethod* const method = FindExpressionMethod(name);
  if (method == nullptr || token_.kind != Kind::kOpenParenthesis) {
    return Fail(name_at, "behind this dot stands startsWith(…), endsWith(…) or contains(…), not " +
                             Quoted(name));
  }
  Advance();
  if (token_.kind == Kind::kCloseParenthesis) {
    return Fail(name_at, TakesOne(name));
  }
  Operand part;
  if (!ReadExpression(&part)) return false;
  if (token_.kind == Kind::kComma) {
    return Fail(token_.offset, TakesOne(name));
  }
  if (!Take(Kind::kCloseParenthesis, "`)`")) return false;
  if (result->type != ValueType::kText || part.type != ValueType::kText) {
    std::string message = builder_.TimeProblem(result->type == ValueType::kTime ? *result : part);
    if (message.empty()) {
      message = std::string(name) + " is of two texts, not ";
      message.append(ValueTypePhrase(result->type)).append(" and ");
      message.append(ValueTypePhrase(part.type));
    }
    return Fail(name_at, std::move(message));
  }
  builder_.Apply(method->op, 2);
  *result = {ValueType::kFlag, result->begin, last_end_};
  return true;
}

bool ExpressionCompiler::ReadCall(std::string_view name, Operand* result) {
  const ExpressionFunction* const function = FindExpressionFunction(name);
  if (function == nullptr) return Fail(result->begin, UnknownFunctionProblem(name));
  Advance();
  const std::size_t begin = result->begin;
  if (token_.kind == Kind::kCloseParenthesis) {
    return Fail(begin, TakesOne(name) + (function->many ? " or more" : ""));
  }
  if (function->takes_literal() ? !ReadLiteralArgument(*function, result)
                                : !ReadArguments(*function, result)) {
    return false;
  }
  if (token_.kind == Kind::kComma) {
    return Fail(token_.offset, TakesOne(name));
  }
  if (!Take(Kind::kCloseParenthesis, function->many ? "`,` or `)`" : "`)`")) return false;
  result->begin = begin;
  result->end = last_end_;
  return true;
}

bool ExpressionCompiler::ReadArguments(const ExpressionFunction& function, Operand* result) {
  if (!ReadArgument(function, result)) return false;
  while (function.many && token_.kind == Kind::kComma) {
    Advance();
    Operand next;
    if (!ReadArgument(function, &next)) return false;
    if (next.type != result->type) {
      return Fail(next.begin, std::string(function.name) + " takes values of one type, not " +
                                  std::string(ValueTypePhrase(result->type)) + " and " +
                                  std::string(ValueTypePhrase(next.type)));
    }
    builder_.Apply(function.op, 2);
  }
  if (function.takes == Takes::kTime) {
    builder_.Apply(function.op, 1, *scope_.now);
    builder_.NoteRead(*scope_.now);
    result->type = ValueType::kNumber;
  } else if (!function.many) {
    builder_.Apply(function.op, 1);
    if (function.takes == Takes::kAnything) result->type = ValueType::kFlag;
  }
  return true;
}

bool ExpressionCompiler::ReadArgument(const ExpressionFunction& function, Operand* result) {
  const std::string name(function.name);
  if (!ReadExpression(result)) return false;
  const std::string type(ValueTypePhrase(result->type));
  switch (function.takes) {
    case Takes::kTime:
      if (!scope_.now) return Fail(result->begin, name + " can't be used here");
      if (result->type == ValueType::kTime) return true;
      return Fail(result->begin, name + " takes a time attribute, not " + type);
    case Takes::kSameType:
    case Takes::kNumbers:
      if (result->type == ValueType::kTime) {
        return Fail(result->begin, builder_.TimeProblem(*result));
      }
      if (result->type == ValueType::kNumber || function.takes == Takes::kSameType) return true;
      return Fail(result->begin, name + " takes numbers, not " + type);
    default:
      return true;
  }
}

bool ExpressionCompiler::ReadLiteralArgument(const ExpressionFunction& function, Operand* result) {
  const bool milestone = function.takes == Takes::kMilestone;
  const auto& find = milestone ? scope_.find_done : scope_.find_subscore;
  const std::string name(function.name);
  if (!find) return Fail(result->begin, name + " can't be used here");
  if (token_.kind == Kind::kError) return Unexpected("a text");
  if (token_.kind != Kind::kText) {
    return Fail(token_.offset, milestone ? "done takes a milestone's name in quotes"
                                         : "subscore takes a path in quotes");
  }
  std::string problem;
  const Fact* const fact = find(token_.text, &problem);
  if (fact == nullptr) {
    if (problem.empty()) {
      problem = (milestone ? "unknown milestone " : "unknown path ") + Quoted(token_.text);
    }
    return Fail(token_.offset, std::move(problem));
  }
  Advance();
  result->type = fact->type;
  builder_.PushFact(fact->slot);
  return true;
}

bool ExpressionCompiler::ReadList(Operand* result) {
  if (!Take(Kind::kOpenBracket, "a list in [ ]")) return false;
  if (result->type == ValueType::kTime) return Fail(result->begin, builder_.TimeProblem(*result));
  std::vector<Value> items;
  while (token_.kind != Kind::kCloseBracket) {
    if (!ReadListItem(*result, &items.emplace_back())) return false;
    // As in CEL, a comma may stand behind the last one too.
    if (token_.kind != Kind::kComma) break;
    Advance();
  }
  if (!Take(Kind::kCloseBracket, "`,` or `]`")) return false;
  builder_.ApplyIn(result->type, std::move(items));
  *result = {ValueType::kFlag, result->begin, last_end_};
  return true;
}

bool ExpressionCompiler::ReadListItem(const Operand& sought, Value* item) {
  const std::size_t begin = token_.offset;
  const bool negative = token_.kind == Kind::kMinus;
  if (negative) Advance();
  ValueType type = ValueType::kNumber;
  if (token_.kind == Kind::kNumber) {
    *item = Value::Number(negative ? -token_.number : token_.number);
  } else if (token_.kind == Kind::kText && !negative) {
    type = ValueType::kText;
    *item = builder_.KeepText(std::move(token_.text));
  } else if ((token_.kind == Kind::kTrue || token_.kind == Kind::kFalse) && !negative) {
    type = ValueType::kFlag;
    *item = Value::Flag(token_.kind == Kind::kTrue);
  } else {
    return Unexpected("a literal");
  }
  Advance();
  if (type == sought.type) return true;
  return Fail(begin, "the list of `in` holds " + std::string(ValueTypePhrase(type)) + " where " +
                         std::string(ValueTypePhrase(sought.type)) + " is looked for");
}

}  // namespace kenko
