// Success (MODEL.md 8): how near a customer is to what it wants to achieve, in its own numbers.
#ifndef KENKO_ONBOARDING_SUCCESS_H_
#define KENKO_ONBOARDING_SUCCESS_H_

#include "base/value.h"
#include "model/model_data.h"

namespace kenko {

// Writes the facts `success.…`. REQUIRES: the frame's steps up to onboarding are done.
void WriteSuccessFacts(const std::vector<SuccessGoal>& goals, Value* facts);

}  // namespace kenko

#endif  // KENKO_ONBOARDING_SUCCESS_H_
