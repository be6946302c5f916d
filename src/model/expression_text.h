// Text literals of expressions: CEL's quotes and escapes.
#ifndef KENKO_MODEL_EXPRESSION_TEXT_H_
#define KENKO_MODEL_EXPRESSION_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "model/expression.h"

namespace kenko {

// Reads the literal whose opening quote stands at *position, and moves *position behind its closing
// one. The text is valid UTF-8. False, and `error`, where there is no such literal.
bool ReadTextLiteral(std::string_view source, std::size_t* position, std::string* text,
                     ExpressionError* error);

// `text` in backquotes for a message: control characters and bytes that are not UTF-8 replaced, cut
// where it is long.
std::string Quoted(std::string_view text);

}  // namespace kenko

#endif  // KENKO_MODEL_EXPRESSION_TEXT_H_
