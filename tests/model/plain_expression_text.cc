#include <cmath>
#include <cstdio>

#include "tests/model/plain_expression.h"

namespace kenko {
namespace {

bool OneIn(int n, Random* random) { return (*random)() % static_cast<unsigned>(n) == 0; }

// How tightly an operator binds: the lowest number, the least.
constexpr int kChoice = 0, kOr = 1, kAnd = 2, kRelation = 3, kSum = 4, kProduct = 5, kUnary = 6,
              kMember = 7;

int Tightness(const PlainTree& tree) {
  const std::string& op = tree.op;
  if (op == "?:") return kChoice;
  if (op == "||") return kOr;
  if (op == "&&") return kAnd;
  if (op == "in" || op == "==" || op == "!=" || op[0] == '<' || op[0] == '>') return kRelation;
  if (op == "+" || op == "-") return kSum;
  if (op == "*" || op == "/" || op == "%") return kProduct;
  if (op == "!" || op == "negate") return kUnary;
  return kMember;
}

class Writer {
 public:
  explicit Writer(Random* random) : random_(random) {}

  // In parentheses where it binds less than `tightness`.
  void Write(const PlainTree& tree, int tightness) {
    const bool parentheses = Tightness(tree) < tightness || OneIn(12, random_);
    if (parentheses) Put("(");
    WriteBare(tree);
    if (parentheses) Put(")");
  }

  std::string Take() { return std::move(text_); }

 private:
  void Put(const std::string& part) {
    text_ += part;
    if (OneIn(6, random_)) text_ += " \t\n"[(*random_)() % 3];
  }

  void PutLiteral(const Cell& literal) {
    if (std::holds_alternative<bool>(literal)) {
      text_ += std::get<bool>(literal) ? "true " : "false ";
    } else if (std::holds_alternative<double>(literal)) {
      char digits[40];
      const double number = std::get<double>(literal);
      std::snprintf(digits, sizeof digits, "%.*g", 17, std::fabs(number));
      Put((std::signbit(number) ? "-" : "") + std::string(digits));
    } else {
      PutText(std::get<std::string>(literal));
    }
  }

  void PutText(const std::string& text) {
    const char quote = OneIn(2, random_) ? '"' : '\'';
    text_ += quote;
    for (const char c : text) {
      if (c == quote || c == '\\') text_ += '\\';
      if (c >= 'a' && c <= 'z' && OneIn(5, random_)) {
        char escape[8];
        std::snprintf(escape, sizeof escape, OneIn(2, random_) ? "\\x%02x" : "\\%03o", c);
        text_ += escape;
      } else {
        text_ += c;
      }
    }
    Put(std::string(1, quote));
  }

  void WriteBare(const PlainTree& tree) {
    const std::string& op = tree.op;
    const int tightness = Tightness(tree);
    if (op == "literal") return PutLiteral(tree.literal);
    if (op == "name") return Put(tree.name + " ");
    if (op == "done" || op == "subscore") return Put(tree.name);
    if (op == "?:") {
      Write(tree.parts[0], kOr);
      Put("?");
      Write(tree.parts[1], kOr);
      Put(":");
      return Write(tree.parts[2], kChoice);
    }
    if (op == "in") return WriteIn(tree);
    if (op == "!" || op == "negate") {
      Put(op == "!" ? "!" : "-");
      return Write(tree.parts[0], tree.parts[0].op == op ? kUnary : kMember);
    }
    if (op == "startsWith" || op == "endsWith" || op == "contains") {
      Write(tree.parts[0], kMember);
      Put("." + op);
      Put("(");
      Write(tree.parts[1], kChoice);
      return Put(")");
    }
    if (tightness < kUnary) {
      Write(tree.parts[0], tightness);
      Put(op);
      return Write(tree.parts[1], tightness + 1);
    }
    Put(op);
    Put("(");
    for (std::size_t i = 0; i < tree.parts.size(); ++i) {
      if (i > 0) Put(",");
      Write(tree.parts[i], kChoice);
    }
    Put(")");
  }

  void WriteIn(const PlainTree& tree) {
    Write(tree.parts[0], kRelation);
    Put(" in");
    Put("[");
    for (std::size_t i = 0; i < tree.list.size(); ++i) {
      if (i > 0) Put(",");
      PutLiteral(tree.list[i]);
    }
    Put("]");
  }

  Random* random_;
  std::string text_;
};

}  // namespace

std::string WriteExpression(const PlainTree& tree, Random* random) {
  Writer writer(random);
  writer.Write(tree, kChoice);
  return writer.Take();
}

}  // namespace kenko
