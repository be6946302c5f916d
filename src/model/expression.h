// Expressions (MODEL.md 5): compiled once to a flat program for a small stack machine, so that
// evaluating neither recurses nor allocates.
#ifndef KENKO_MODEL_EXPRESSION_H_
#define KENKO_MODEL_EXPRESSION_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.h"
#include "model/fact.h"

namespace kenko {

enum class Op : std::uint8_t;  // expression_ops.h

struct Instruction {
  Op op;
  std::uint32_t operand = 0;  // a fact's slot, a constant's number, …
};

// Immutable once compiled; shared by threads.
struct Expression {
  ValueType type = ValueType::kNumber;
  std::vector<Instruction> code;
  std::vector<Value> constants;   // texts point into `texts`
  std::deque<std::string> texts;  // owns the constants' texts: a deque's elements stay in place
  std::vector<FactSlot> reads;    // every slot that it reads, each once, rising
  std::uint32_t stack_size = 0;   // how many values the stack holds at most
  std::string source;

  Expression() = default;
  Expression(Expression&&) = default;
  Expression& operator=(Expression&&) = default;
  Expression(const Expression&) = delete;
  Expression& operator=(const Expression&) = delete;
};

// The program's value over `facts` (a frame of the model, or an activity's own frame). `stack` has
// room for stack_size values.
Value EvaluateExpression(const Expression& expression, const Value* facts, Value* stack);

struct ExpressionError {
  std::size_t offset = 0;  // in bytes, into the text
  std::string message;
};

// What a name means where an expression stands.
struct NameScope {
  // Finds a name; or null, and then `problem` says why ("unknown name …; did you mean …?", "score
  // is known only from the rules on").
  std::function<const Fact*(std::string_view name, std::string* problem)> find;
  // For done("…") and subscore("…"): the slot of that milestone or path, as above. Empty functions:
  // not to be used here.
  std::function<const Fact*(std::string_view milestone, std::string* problem)> find_done;
  std::function<const Fact*(std::string_view path, std::string* problem)> find_subscore;
  // The slot of t, for days_since and days_until; absent where expressions have no clock (an
  // activity's `where`).
  std::optional<FactSlot> now;
};

// Compiles `text`, or fills `error` with the first thing wrong. Nesting is limited to 200 levels.
std::optional<Expression> CompileExpression(std::string_view text, const NameScope& scope,
                                            ExpressionError* error);

// A name of MODEL.md 5: letters of any script, digits (not first), `_` and dots.
bool IsExpressionName(std::string_view text);

}  // namespace kenko

#endif  // KENKO_MODEL_EXPRESSION_H_
