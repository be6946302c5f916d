#include "model/expression_lexer.h"

#include <utility>

#include "base/number_text.h"
#include "base/utf8.h"
#include "model/expression_text.h"

namespace kenko {
namespace {

using Kind = Token::Kind;

struct Sign {
  std::string_view text;
  Kind kind;
};
// The longer ones first.
constexpr Sign kSigns[] = {
    {"||", Kind::kOr},
    {"&&", Kind::kAnd},
    {"==", Kind::kEqual},
    {"!=", Kind::kNotEqual},
    {"<=", Kind::kLessEqual},
    {">=", Kind::kGreaterEqual},
    {"<", Kind::kLess},
    {">", Kind::kGreater},
    {"!", Kind::kNot},
    {"+", Kind::kPlus},
    {"-", Kind::kMinus},
    {"*", Kind::kTimes},
    {"/", Kind::kDivide},
    {"%", Kind::kRemainder},
    {"?", Kind::kQuestion},
    {":", Kind::kColon},
    {",", Kind::kComma},
    {".", Kind::kDot},
    {"(", Kind::kOpenParenthesis},
    {")", Kind::kCloseParenthesis},
    {"[", Kind::kOpenBracket},
    {"]", Kind::kCloseBracket},
};

struct Word {
  std::string_view text;
  Kind kind;
};
constexpr Word kReservedWords[] = {
    {"true", Kind::kTrue}, {"false", Kind::kFalse}, {"in", Kind::kIn}, {"null", Kind::kNull}};

// kName where it is none of them.
Kind WordKind(std::string_view text) {
  for (const Word& word : kReservedWords) {
    if (word.text == text) return word.kind;
  }
  return Kind::kName;
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsNamePartAt(std::string_view text, std::size_t position) {
  return position < text.size() && IsNamePart(DecodeUtf8(text, &position));
}

// The end of the name that begins at `start`; `start` itself where none does. A dot belongs to it
// only between two of its parts.
std::size_t NameEnd(std::string_view text, std::size_t start) {
  std::size_t end = start;
  if (end == text.size() || !IsNameStart(DecodeUtf8(text, &end))) return start;
  while (true) {
    if (IsNamePartAt(text, end)) {
      DecodeUtf8(text, &end);
    } else if (end < text.size() && text[end] == '.' && IsNamePartAt(text, end + 1)) {
      ++end;
    } else {
      return end;
    }
  }
}

}  // namespace

bool IsExpressionName(std::string_view text) {
  return !text.empty() && NameEnd(text, 0) == text.size() && WordKind(text) == Kind::kName;
}

Token ExpressionLexer::Next() {
  while (position_ < source_.size() && IsSpace(source_[position_])) ++position_;
  Token token;
  token.offset = position_;
  if (position_ == source_.size()) {
    token.end = position_;
    return token;
  }
  const char c = source_[position_];
  const bool digit_follows = position_ + 1 < source_.size() && IsDigit(source_[position_ + 1]);
  if (IsDigit(c) || (c == '.' && digit_follows)) {
    ReadNumber(&token);
  } else if (c == '"' || c == '\'') {
    ReadText(&token);
  } else if (NameEnd(source_, position_) != position_) {
    ReadName(&token);
  } else if (!ReadSign(&token)) {
    std::size_t end = position_;
    if (DecodeUtf8(source_, &end) == kNotUtf8) {
      Fail(position_, "not valid UTF-8", &token);
    } else {
      const std::string_view sign = source_.substr(position_, end - position_);
      std::string message = "unexpected " + Quoted(sign);
      if (sign == "=") message += "; equality is written ==";
      if (sign == "&") message += "; \"and\" is written &&";
      if (sign == "|") message += "; \"or\" is written ||";
      Fail(position_, std::move(message), &token);
    }
  }
  if (token.kind != Kind::kError) token.end = position_;
  return token;
}

void ExpressionLexer::ReadNumber(Token* token) {
  const std::size_t start = position_;
  const auto skip_digits = [this] {
    while (position_ < source_.size() && IsDigit(source_[position_])) ++position_;
  };
  const auto digit_at = [this](std::size_t i) { return i < source_.size() && IsDigit(source_[i]); };
  skip_digits();
  if (position_ < source_.size() && source_[position_] == '.' && digit_at(position_ + 1)) {
    ++position_;
    skip_digits();
  }
  if (position_ < source_.size() && (source_[position_] == 'e' || source_[position_] == 'E')) {
    const bool sign = position_ + 1 < source_.size() &&
                      (source_[position_ + 1] == '+' || source_[position_ + 1] == '-');
    if (digit_at(position_ + (sign ? 2 : 1))) {
      position_ += sign ? 2 : 1;
      skip_digits();
    }
  }
  // A name's dot may follow, that of a method.
  const bool dot_ends_it = position_ < source_.size() && source_[position_] == '.' &&
                           NameEnd(source_, position_ + 1) == position_ + 1;
  if (IsNamePartAt(source_, position_) || dot_ends_it) {
    return Fail(start, "a number is written in decimal digits, such as 16, 1.5 or 1.5e3", token);
  }
  const std::optional<double> number = ParseDecimal(source_.substr(start, position_ - start));
  if (!number) return Fail(start, "a number beyond what a 64-bit float can hold", token);
  token->kind = Kind::kNumber;
  token->number = *number;
}

void ExpressionLexer::ReadName(Token* token) {
  const std::size_t start = position_;
  position_ = NameEnd(source_, start);
  const std::string_view name = source_.substr(start, position_ - start);
  // CEL's r"…" and b"…"; a name can't stand before a text otherwise.
  if (position_ < source_.size() && (source_[position_] == '"' || source_[position_] == '\'')) {
    return Fail(start, "a text is written in quotes without a letter before them", token);
  }
  token->kind = WordKind(name);
}

void ExpressionLexer::ReadText(Token* token) {
  ExpressionError error;
  if (!ReadTextLiteral(source_, &position_, &token->text, &error)) {
    return Fail(error.offset, std::move(error.message), token);
  }
  token->kind = Kind::kText;
}

bool ExpressionLexer::ReadSign(Token* token) {
  const std::string_view rest = source_.substr(position_);
  if (rest.substr(0, 2) == "//") {
    Fail(position_, "an expression can't hold a comment", token);
    return true;
  }
  for (const Sign& sign : kSigns) {
    if (rest.substr(0, sign.text.size()) == sign.text) {
      token->kind = sign.kind;
      position_ += sign.text.size();
      return true;
    }
  }
  return false;
}

void ExpressionLexer::Fail(std::size_t offset, std::string message, Token* token) {
  token->kind = Kind::kError;
  token->offset = offset;
  token->end = offset;
  token->text = std::move(message);
  position_ = source_.size();
}

}  // namespace kenko
