#include "model/expression_compiler.h"

#include "model/expression_text.h"

namespace kenko {
namespace {

using Kind = Token::Kind;

constexpr std::size_t kLongestSource = std::size_t{1} << 20;
constexpr int kDeepestNesting = 200;

// 0: not a binary operator.
int Precedence(Kind kind) {
  switch (kind) {
    case Kind::kOr:
      return 1;
    case Kind::kAnd:
      return 2;
    case Kind::kEqual:
    case Kind::kNotEqual:
    case Kind::kLess:
    case Kind::kLessEqual:
    case Kind::kGreater:
    case Kind::kGreaterEqual:
    case Kind::kIn:
      return 3;
    case Kind::kPlus:
    case Kind::kMinus:
      return 4;
    case Kind::kTimes:
    case Kind::kDivide:
    case Kind::kRemainder:
      return 5;
    default:
      return 0;
  }
}

}  // namespace

std::optional<Expression> ExpressionCompiler::Compile() {
  if (source_.size() > kLongestSource) {
    Fail(kLongestSource, "an expression is at most 1 MiB long");
    return std::nullopt;
  }
  Advance();
  Operand result;
  if (!ReadExpression(&result)) return std::nullopt;
  if (token_.kind != Kind::kEnd) {
    Unexpected("an operator");
    return std::nullopt;
  }
  if (result.type == ValueType::kTime) {
    Fail(result.begin, builder_.TimeProblem(result));
    return std::nullopt;
  }
  return std::move(builder_).Finish(result.type);
}

bool ExpressionCompiler::ReadExpression(Operand* result) {
  if (++nesting_ > kDeepestNesting) {
    return Fail(token_.offset, "nested more than 200 levels deep");
  }
  if (!ReadBinary(1, result)) return false;
  if (token_.kind == Kind::kQuestion && !ReadChoice(result)) return false;
  --nesting_;
  return true;
}

bool ExpressionCompiler::ReadChoice(Operand* result) {
  if (result->type != ValueType::kFlag) {
    std::string message = builder_.TimeProblem(*result);
    if (message.empty()) {
      message = "before ? stands a flag, not " + std::string(ValueTypePhrase(result->type));
    }
    return Fail(result->begin, std::move(message));
  }
  Advance();
  const std::size_t branch = builder_.Jump(Op::kBranch);
  Operand yes, no;
  if (!ReadBinary(1, &yes)) return false;
  if (!Take(Kind::kColon, "`:`")) return false;
  const std::size_t jump = builder_.Jump(Op::kJump);
  builder_.SetTarget(branch);
  if (!ReadExpression(&no)) return false;
  builder_.SetTarget(jump);
  for (const Operand& part : {yes, no}) {
    if (part.type == ValueType::kTime) return Fail(part.begin, builder_.TimeProblem(part));
  }
  if (yes.type != no.type) {
    return Fail(no.begin, "both results of ?: are of one type, not " +
                              std::string(ValueTypePhrase(yes.type)) + " and " +
                              std::string(ValueTypePhrase(no.type)));
  }
  *result = {yes.type, result->begin, no.end};
  return true;
}

bool ExpressionCompiler::ReadBinary(int lowest, Operand* result) {
  if (!ReadUnary(result)) return false;
  while (true) {
    const Kind kind = token_.kind;
    const int precedence = Precedence(kind);
    if (precedence == 0 || precedence < lowest) return true;
    const std::size_t sign_at = token_.offset;
    Advance();
    if (kind == Kind::kIn) {
      if (!ReadList(result)) return false;
      continue;
    }
    std::optional<std::size_t> jump;
    if (kind == Kind::kAnd) jump = builder_.Jump(Op::kJumpIfFalse);
    if (kind == Kind::kOr) jump = builder_.Jump(Op::kJumpIfTrue);
    Operand right;
    if (!ReadBinary(precedence + 1, &right)) return false;
    std::string problem;
    if (!builder_.ApplyBinary(kind, *result, right, &result->type, &problem)) {
      return Fail(sign_at, std::move(problem));
    }
    if (jump) builder_.SetTarget(*jump);
    result->end = right.end;
  }
}

bool ExpressionCompiler::ReadUnary(Operand* result) {
  const Kind kind = token_.kind;
  if (kind != Kind::kNot && kind != Kind::kMinus) return ReadMember(result);
  const std::size_t begin = token_.offset;
  int count = 0;
  for (; token_.kind == kind; Advance()) {
    if (nesting_ + ++count > kDeepestNesting) {
      return Fail(token_.offset, "nested more than 200 levels deep");
    }
  }
  nesting_ += count;
  if (!ReadMember(result)) return false;
  nesting_ -= count;
  const ValueType wanted = kind == Kind::kNot ? ValueType::kFlag : ValueType::kNumber;
  if (result->type != wanted) {
    std::string message = builder_.TimeProblem(*result);
    if (message.empty()) {
      message = kind == Kind::kNot ? "! takes a flag, not " : "- takes a number, not ";
      message += ValueTypePhrase(result->type);
    }
    return Fail(begin, std::move(message));
  }
  if (count % 2 != 0) builder_.Apply(kind == Kind::kNot ? Op::kNot : Op::kNegate, 1);
  result->begin = begin;
  return true;
}

bool ExpressionCompiler::ReadMember(Operand* result) {
  if (!ReadPrimary(result)) return false;
  while (token_.kind == Kind::kDot) {
    Advance();
    if (token_.kind != Kind::kName) return Unexpected("a method's name");
    const std::string_view name = TokenText();
    const std::size_t name_at = token_.offset;
    Advance();
    if (!ReadMethod(name, name_at, result)) return false;
  }
  return true;
}

bool ExpressionCompiler::ReadPrimary(Operand* result) {
  *result = {ValueType::kNumber, token_.offset, token_.end};
  switch (token_.kind) {
    case Kind::kNumber:
      builder_.PushConstant(Value::Number(token_.number));
      Advance();
      return true;
    case Kind::kText:
      result->type = ValueType::kText;
      builder_.PushText(std::move(token_.text));
      Advance();
      return true;
    case Kind::kTrue:
    case Kind::kFalse:
      result->type = ValueType::kFlag;
      builder_.PushConstant(Value::Flag(token_.kind == Kind::kTrue));
      Advance();
      return true;
    case Kind::kName:
      return ReadNamed(result);
    case Kind::kOpenParenthesis: {
      const std::size_t begin = token_.offset;
      Advance();
      if (!ReadExpression(result) || !Take(Kind::kCloseParenthesis, "`)`")) return false;
      result->begin = begin;
      result->end = last_end_;
      return true;
    }
    case Kind::kNull:
      return Fail(token_.offset, "there is no null; whether x is missing is asked by !has(x)");
    case Kind::kOpenBracket:
      return Fail(token_.offset, "a list stands only behind `in`");
    default:
      return Unexpected("a value");
  }
}

bool ExpressionCompiler::Take(Kind kind, std::string_view what) {
  if (token_.kind != kind) return Unexpected(what);
  Advance();
  return true;
}

bool ExpressionCompiler::Unexpected(std::string_view wanted) {
  if (token_.kind == Kind::kError) return Fail(token_.offset, std::move(token_.text));
  std::string message = "expected " + std::string(wanted) + ", found ";
  message += token_.kind == Kind::kEnd ? "the end" : Quoted(TokenText());
  if (token_.kind == Kind::kName && TokenText() == "and") message += "; it is written &&";
  if (token_.kind == Kind::kName && TokenText() == "or") message += "; it is written ||";
  if (token_.kind == Kind::kQuestion && wanted == "`:`") {
    message += "; a ?: in the middle of another is put in ( )";
  }
  return Fail(token_.offset, std::move(message));
}

std::optional<Expression> CompileExpression(std::string_view text, const NameScope& scope,
                                            ExpressionError* error) {
  return ExpressionCompiler(text, scope, error).Compile();
}

}  // namespace kenko
