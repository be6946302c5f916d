// Writes an expression's program while the compiler reads its text: the types of operands are
// checked here, and how high the stack grows is counted.
#ifndef KENKO_MODEL_EXPRESSION_BUILDER_H_
#define KENKO_MODEL_EXPRESSION_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/expression.h"
#include "model/expression_lexer.h"
#include "model/expression_ops.h"

namespace kenko {

// A part of the expression whose value the program leaves on the stack.
struct Operand {
  ValueType type = ValueType::kNumber;
  std::size_t begin = 0, end = 0;  // where it stands in the source
};

class ExpressionBuilder {
 public:
  explicit ExpressionBuilder(std::string_view source) : source_(source) {}

  void PushConstant(const Value& value);
  void PushText(std::string text);
  void PushFact(FactSlot slot);
  // Replaces operands by a result: `taken` values leave the stack, one comes.
  void Apply(Op op, int taken, std::uint32_t operand = 0);
  // The slot of t, read by an instruction that is no push.
  void NoteRead(FactSlot slot) { expression_.reads.push_back(slot); }

  // A jump whose target is not known yet; gives its place for SetTarget. A kBranch takes the
  // condition; after a kJump the stack is as high as where the jump's alternative begins.
  std::size_t Jump(Op op);
  // Lets that jump lead to the next instruction.
  void SetTarget(std::size_t jump);

  // The binary operator `kind` over the two topmost values; false and `problem` if it does not take
  // their types. Gives the result's type.
  bool ApplyBinary(Token::Kind kind, const Operand& left, const Operand& right, ValueType* type,
                   std::string* problem);
  // `in` over the topmost value, which has the type of the literals.
  void ApplyIn(ValueType type, std::vector<Value> literals);
  // A text that lives as long as the expression.
  Value KeepText(std::string text);

  // "`signed_on` is a time; …" where an operand is one, which only has() and days_… take.
  std::string TimeProblem(const Operand& operand) const;

  Expression Finish(ValueType type) &&;

 private:
  void Emit(Op op, std::uint32_t operand, int growth);

  std::string_view source_;
  Expression expression_;
  int height_ = 0;
};

}  // namespace kenko

#endif  // KENKO_MODEL_EXPRESSION_BUILDER_H_
