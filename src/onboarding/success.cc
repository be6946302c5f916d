#include "onboarding/success.h"

#include "base/snap.h"

namespace kenko {

void WriteSuccessFacts(const std::vector<SuccessGoal>& goals, Value* facts) {
  Value least;
  bool all_attained = !goals.empty(), any_failed = false;
  for (const SuccessGoal& goal : goals) {
    const Value measure = facts[goal.measure];
    const Value target = goal.target_fact ? facts[*goal.target_fact] : Value::Number(goal.target);
    Value attainment, attained;
    if (measure.present && target.present) {
      const Value& reached = goal.lower_is_better ? target : measure;
      const Value& wanted = goal.lower_is_better ? measure : target;
      if (!SnapsToZero(wanted.number)) attainment = Value::Number(reached.number / wanted.number);
      attained = Value::Flag(!SnappedLess(reached.number, wanted.number));
    }
    facts[goal.attainment_slot] = attainment;
    facts[goal.attained_slot] = attained;
    if (attainment.present && (!least.present || SnappedLess(attainment.number, least.number))) {
      least = attainment;
    }
    all_attained = all_attained && attained.IsTrue();
    any_failed = any_failed || (attained.present && !attained.flag);
  }
  facts[kFactAttainment] = least;
  facts[kFactAttained] = all_attained || any_failed ? Value::Flag(all_attained) : Value::Missing();
}

}  // namespace kenko
