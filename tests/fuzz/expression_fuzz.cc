// Any bytes as an expression: it compiles or gives one error inside the text, and what compiles
// evaluates within its stack to a value of its type.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "base/utf8.h"
#include "model/expression.h"
#include "tests/model/expression_scope.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static kenko::ExpressionScope* const scope = [] {
    auto* made = new kenko::ExpressionScope;
    kenko::AddUsualFacts(made);
    return made;
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  kenko::ExpressionError error;
  const std::optional<kenko::Expression> expression =
      kenko::CompileExpression(text, scope->scope(), &error);
  if (!expression) {
    Require(error.offset <= size);
    Require(!error.message.empty() && kenko::IsUtf8(error.message));
    return 0;
  }
  const kenko::Value value = scope->Evaluate(*expression);
  Require(expression->type != kenko::ValueType::kTime);
  if (!value.present) return 0;
  if (expression->type == kenko::ValueType::kNumber) Require(std::isfinite(value.number));
  if (expression->type == kenko::ValueType::kText) Require(kenko::IsUtf8(value.text()));
  return 0;
}
