// What customers themselves want to achieve (MODEL.md 8), as compiled.
#ifndef KENKO_MODEL_SUCCESS_DATA_H_
#define KENKO_MODEL_SUCCESS_DATA_H_

#include <optional>
#include <string>

#include "model/fact.h"

namespace kenko {

struct SuccessGoal {
  std::string name;
  FactSlot measure = 0;
  std::optional<FactSlot> target_fact;  // absent: `target` is the number
  double target = 0;
  bool lower_is_better = false;
  FactSlot attainment_slot = 0;  // success.‹name›.attainment
  FactSlot attained_slot = 0;    // success.‹name›.attained
};

}  // namespace kenko

#endif  // KENKO_MODEL_SUCCESS_DATA_H_
