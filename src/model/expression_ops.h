// The instructions that expressions are compiled to. Each works on the top of a stack of values;
// "a" is the value below "b", the top. Types are checked when compiling, so no instruction asks.
#ifndef KENKO_MODEL_EXPRESSION_OPS_H_
#define KENKO_MODEL_EXPRESSION_OPS_H_

#include <cstdint>

namespace kenko {

enum class Op : std::uint8_t {
  kConstant,  // pushes constants[operand]
  kFact,      // pushes facts[operand]

  // a, b → number
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kMin,
  kMax,
  // b → number
  kNegate,
  kAbs,
  kDaysSince,  // operand: the slot of t
  kDaysUntil,

  // a, b → flag
  kNumberEqual,
  kNumberNotEqual,
  kNumberLess,
  kNumberLessEqual,
  kNumberGreater,
  kNumberGreaterEqual,
  kTextEqual,
  kTextNotEqual,
  kTextLess,
  kTextLessEqual,
  kTextGreater,
  kTextGreaterEqual,
  kFlagEqual,
  kFlagNotEqual,
  kStartsWith,
  kEndsWith,
  kContains,
  kAnd,
  kOr,

  // b → flag. The literals, sorted and (numbers) snapped, are the constants from operand on; how
  // many is the operand of a kCount that follows and is stepped over.
  kInNumbers,
  kInTexts,
  kCount,
  kInFlags,    // operand: bit 0 for false, bit 1 for true
  kInNothing,  // `in []`

  kNot,       // flag → flag
  kHas,       // anything → flag
  kCoalesce,  // a, b → the first that is not missing

  // The operand is the number of the instruction to go to.
  kJump,
  kJumpIfFalse,  // these leave the flag: it is the result of && and || without their right sides
  kJumpIfTrue,
  // Takes a flag from the stack: on true goes on, on false to the operand, where the third part of
  // a ?: begins. Missing stays as the result, and the kJump just before the operand leads to the
  // end.
  kBranch,
};

}  // namespace kenko

#endif  // KENKO_MODEL_EXPRESSION_OPS_H_
