// The compiler of expressions: CEL's grammar, read by precedence climbing; the builder emits each
// operation as soon as its operands are read. There is no tree, and recursion is only as deep as
// the text nests.
#ifndef KENKO_MODEL_EXPRESSION_COMPILER_H_
#define KENKO_MODEL_EXPRESSION_COMPILER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "model/expression.h"
#include "model/expression_builder.h"
#include "model/expression_functions.h"
#include "model/expression_lexer.h"

namespace kenko {

// For one expression; CompileExpression is its use.
class ExpressionCompiler {
 public:
  ExpressionCompiler(std::string_view source, const NameScope& scope, ExpressionError* error)
      : source_(source), scope_(scope), error_(error), lexer_(source), builder_(source) {}

  std::optional<Expression> Compile();

 private:
  // Each reads a part of the grammar and lets the program push its value; false after an error.
  bool ReadExpression(Operand* result);
  bool ReadChoice(Operand* result);
  bool ReadBinary(int lowest, Operand* result);
  bool ReadUnary(Operand* result);
  bool ReadMember(Operand* result);
  bool ReadPrimary(Operand* result);
  bool ReadNamed(Operand* result);
  bool ReadName(std::string_view name, Operand* result);
  bool ReadMethod(std::string_view name, std::size_t name_at, Operand* result);
  bool ReadCall(std::string_view name, Operand* result);
  bool ReadArguments(const ExpressionFunction& function, Operand* result);
  bool ReadArgument(const ExpressionFunction& function, Operand* result);
  bool ReadLiteralArgument(const ExpressionFunction& function, Operand* result);
  bool ReadList(Operand* result);
  bool ReadListItem(const Operand& sought, Value* item);

  void Advance() {
    last_end_ = token_.end;
    token_ = lexer_.Next();
  }
  bool Take(Token::Kind kind, std::string_view what);
  std::string_view TokenText() const {
    return source_.substr(token_.offset, token_.end - token_.offset);
  }
  // Something else stands where `wanted` is.
  bool Unexpected(std::string_view wanted);
  bool Fail(std::size_t offset, std::string message) {
    error_->offset = offset;
    error_->message = std::move(message);
    return false;
  }

  std::string_view source_;
  const NameScope& scope_;
  ExpressionError* error_;
  ExpressionLexer lexer_;
  ExpressionBuilder builder_;
  Token token_;               // the one looked at
  std::size_t last_end_ = 0;  // of the one before
  int nesting_ = -1;
};

}  // namespace kenko

#endif  // KENKO_MODEL_EXPRESSION_COMPILER_H_
