// Expressions over the rows of a block: an instruction is done for all rows before the next.
#ifndef KENKO_MODEL_BLOCK_EXPRESSIONS_H_
#define KENKO_MODEL_BLOCK_EXPRESSIONS_H_

#include <cstddef>
#include <vector>

#include "base/block.h"
#include "model/expression.h"
#include "model/fact_block.h"

namespace kenko {

// The stack of such programs. One a thread.
class BlockExpressions {
 public:
  // Whether blocks can run it: a number or flag, of numbers and flags, without a ?: or a list.
  static bool CanRun(const Expression& expression);

  // For expressions of that stack_size at most.
  explicit BlockExpressions(std::size_t stack_size) : results_(stack_size), stack_(stack_size) {}

  // The expression's number or flag in each row, as EvaluateExpression has it; stays until the next
  // call. REQUIRES: CanRun; the block holds what it reads.
  const double* Evaluate(const Expression& expression, const FactBlock& facts);

 private:
  template <typename Compute>
  void Unary(std::size_t rows, const Compute& compute);
  template <typename Compute>
  void Binary(std::size_t rows, const Compute& compute);
  template <typename Compute>
  void Compare(std::size_t rows, const Compute& compute);

  std::vector<BlockColumn> results_;  // by height
  std::vector<const double*> stack_;  // likewise: a fact's own column, or a result
  std::size_t height_ = 0;
};

}  // namespace kenko

#endif  // KENKO_MODEL_BLOCK_EXPRESSIONS_H_
