#include "tests/model/plain_expression.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace kenko {
namespace {

// By way of decimal digits, which printf gives exactly.
double PlainSnap(double x) {
  char digits[400];
  std::snprintf(digits, sizeof digits, std::fabs(x) < 1e6 ? "%.9f" : "%.14e", x);
  const double snapped = std::strtod(digits, nullptr);
  return std::isfinite(snapped) ? snapped : x;
}

bool IsMissing(const Cell& cell) { return cell.index() == 0; }
double Number(const Cell& cell) { return std::get<double>(cell); }
bool Is(const Cell& cell, bool flag) {
  return std::holds_alternative<bool>(cell) && std::get<bool>(cell) == flag;
}

Cell Finite(double x) { return std::isfinite(x) ? Cell(x) : Cell(); }

bool Same(const Cell& a, const Cell& b) {
  if (std::holds_alternative<double>(a)) return PlainSnap(Number(a)) == PlainSnap(Number(b));
  return a == b;
}

bool Below(const Cell& a, const Cell& b) {
  if (std::holds_alternative<double>(a)) return PlainSnap(Number(a)) < PlainSnap(Number(b));
  const std::string &s = std::get<std::string>(a), &t = std::get<std::string>(b);
  for (std::size_t i = 0; i < s.size() && i < t.size(); ++i) {
    const auto c = static_cast<unsigned char>(s[i]), d = static_cast<unsigned char>(t[i]);
    if (c != d) return c < d;
  }
  return s.size() < t.size();
}

Cell OfTwo(const std::string& op, const Cell& a, const Cell& b) {
  if (op == "&&") {
    if (Is(a, false) || Is(b, false)) return false;
    return IsMissing(a) || IsMissing(b) ? Cell() : Cell(true);
  }
  if (op == "||") {
    if (Is(a, true) || Is(b, true)) return true;
    return IsMissing(a) || IsMissing(b) ? Cell() : Cell(false);
  }
  if (IsMissing(a) || IsMissing(b)) return Cell();
  if (op == "+") return Finite(Number(a) + Number(b));
  if (op == "-") return Finite(Number(a) - Number(b));
  if (op == "*") return Finite(Number(a) * Number(b));
  if (op == "/") return PlainSnap(Number(b)) == 0 ? Cell() : Finite(Number(a) / Number(b));
  if (op == "%") {
    return PlainSnap(Number(b)) == 0 ? Cell() : Finite(std::fmod(Number(a), Number(b)));
  }
  if (op == "==") return Same(a, b);
  if (op == "!=") return !Same(a, b);
  if (op == "<") return Below(a, b);
  if (op == "<=") return !Below(b, a);
  if (op == ">") return Below(b, a);
  if (op == ">=") return !Below(a, b);
  const std::string &text = std::get<std::string>(a), &part = std::get<std::string>(b);
  const std::size_t at = text.find(part);
  if (op == "contains") return at != std::string::npos;
  if (op == "startsWith") return at == 0;
  return text.size() >= part.size() &&
         text.compare(text.size() - part.size(), part.size(), part) == 0;  // endsWith
}

constexpr double kMicrosADay = 86400e6;

}  // namespace

Cell EvaluatePlainly(const PlainTree& tree, const Cells& cells, std::int64_t now) {
  const std::string& op = tree.op;
  if (op == "literal") return tree.literal;
  if (op == "name" || op == "done" || op == "subscore") return cells.at(tree.name);
  std::vector<Cell> parts;
  for (const PlainTree& part : tree.parts) parts.push_back(EvaluatePlainly(part, cells, now));
  if (op == "has") return !IsMissing(parts[0]);
  if (op == "coalesce") {
    for (const Cell& part : parts) {
      if (!IsMissing(part)) return part;
    }
    return Cell();
  }
  if (op == "?:") {
    if (IsMissing(parts[0])) return Cell();
    return std::get<bool>(parts[0]) ? parts[1] : parts[2];
  }
  if (op == "min" || op == "max") {
    for (const Cell& part : parts) {
      if (IsMissing(part)) return Cell();
    }
    Cell chosen = parts[0];
    for (const Cell& part : parts) {
      if (op == "min" ? Below(part, chosen) : Below(chosen, part)) chosen = part;
    }
    return chosen;
  }
  if (parts.size() == 2) return OfTwo(op, parts[0], parts[1]);
  if (IsMissing(parts[0])) return Cell();
  if (op == "in") {
    for (const Cell& literal : tree.list) {
      if (Same(parts[0], literal)) return true;
    }
    return false;
  }
  if (op == "!") return !std::get<bool>(parts[0]);
  if (op == "negate") return -Number(parts[0]);
  if (op == "abs") return std::fabs(Number(parts[0]));
  const double micros = static_cast<double>(now - std::get<std::int64_t>(parts[0]));
  return op == "days_since" ? micros / kMicrosADay : -micros / kMicrosADay;
}

}  // namespace kenko
