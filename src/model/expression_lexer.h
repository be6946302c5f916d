// The words and signs of an expression.
#ifndef KENKO_MODEL_EXPRESSION_LEXER_H_
#define KENKO_MODEL_EXPRESSION_LEXER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/expression.h"

namespace kenko {

struct Token {
  enum class Kind : std::uint8_t {
    kEnd,
    kError,  // text says what is wrong
    kNumber,
    kText,
    kName,
    kTrue,
    kFalse,
    kNull,
    kIn,
    kOr,
    kAnd,
    kNot,
    kEqual,
    kNotEqual,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    kPlus,
    kMinus,
    kTimes,
    kDivide,
    kRemainder,
    kQuestion,
    kColon,
    kComma,
    kDot,
    kOpenParenthesis,
    kCloseParenthesis,
    kOpenBracket,
    kCloseBracket,
  };
  Kind kind = Kind::kEnd;
  std::size_t offset = 0;  // in bytes, into the source
  std::size_t end = 0;     // that of the byte behind it
  double number = 0;
  std::string text;  // a literal's, or an error's message
};

class ExpressionLexer {
 public:
  // `source` has to outlive the lexer.
  explicit ExpressionLexer(std::string_view source) : source_(source) {}

  // The next token; after the last one, and after an error, kEnd.
  Token Next();

 private:
  void ReadNumber(Token* token);
  void ReadName(Token* token);
  void ReadText(Token* token);
  bool ReadSign(Token* token);
  void Fail(std::size_t offset, std::string message, Token* token);

  std::string_view source_;
  std::size_t position_ = 0;
};

}  // namespace kenko

#endif  // KENKO_MODEL_EXPRESSION_LEXER_H_
