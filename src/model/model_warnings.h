// Warnings that need the whole model: what is legal but surely a mistake.
#ifndef KENKO_MODEL_MODEL_WARNINGS_H_
#define KENKO_MODEL_MODEL_WARNINGS_H_

#include "model/parse_context.h"

namespace kenko {

// REQUIRES: the model has no errors.
void WarnOfWholeModel(ParseContext* context);

}  // namespace kenko

#endif  // KENKO_MODEL_MODEL_WARNINGS_H_
