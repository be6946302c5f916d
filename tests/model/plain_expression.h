// Expressions as trees: made at random, written as text, and evaluated the slow, plain way straight
// from MODEL.md 5. It shares no code with the compiler.
#ifndef KENKO_TESTS_MODEL_PLAIN_EXPRESSION_H_
#define KENKO_TESTS_MODEL_PLAIN_EXPRESSION_H_

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <variant>
#include <vector>

namespace kenko {

// Missing, a number, a text, a flag, or an instant.
using Cell = std::variant<std::monostate, double, std::string, bool, std::int64_t>;
using Cells = std::map<std::string, Cell>;

struct PlainTree {
  // "literal", "name", an operator, "?:", "in", or a function's or method's name.
  std::string op;
  Cell literal;
  std::string name;  // also of done and subscore
  std::vector<PlainTree> parts;
  std::vector<Cell> list;  // of "in"
};

// Names in `cells`; those of done and subscore as `done("…")`.
Cell EvaluatePlainly(const PlainTree& tree, const Cells& cells, std::int64_t now);

using Random = std::mt19937_64;

// Writes the tree with the parentheses that it needs, now and then more, and odd spaces.
std::string WriteExpression(const PlainTree& tree, Random* random);

enum class PlainType { kNumber, kText, kFlag };

// The names that a random tree may use.
struct PlainNames {
  std::vector<std::string> numbers, texts, flags, times;
};

PlainTree RandomTree(PlainType type, int depth, const PlainNames& names, Random* random);

}  // namespace kenko

#endif  // KENKO_TESTS_MODEL_PLAIN_EXPRESSION_H_
