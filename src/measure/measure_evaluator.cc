#include "measure/measure_evaluator.h"

#include <algorithm>
#include <cmath>

#include "base/snap.h"
#include "portfolio/activity_scratch.h"

namespace kenko {

MeasureEvaluator::MeasureEvaluator(const MeasurePlan& plan, Instant known)
    : plan_(plan), known_(known), walk_(plan), scratch_(std::make_unique<ActivityScratch>()) {
  for (std::size_t clock = plan.model().clocks.size(); clock-- > 0;) {
    for (const std::uint32_t m : plan.model().measure_order) {
      if (plan.needs().Needs(m, clock)) order_.push_back({clock, m});
    }
  }
}

MeasureEvaluator::~MeasureEvaluator() = default;

void MeasureEvaluator::Run(Slot slot, CustomerFrames& frames) {
  if (!plan_.tasks().empty()) {
    walk_.Run(plan_.snapshot().Activities(slot, known_, *scratch_));
  }
  for (const Pair& pair : order_) {
    if (!frames.ExistsAt(pair.clock)) continue;
    const Measure& measure = plan_.model().measures[pair.measure];
    Value* const frame = frames.Frame(pair.clock);
    if (measure.needs_history != 0 && IsTooYoung(measure, pair.clock, frame)) continue;
    frame[measure.slot] = Compute(measure, pair.clock, frames);
  }
}

bool MeasureEvaluator::IsTooYoung(const Measure& measure, std::size_t clock,
                                  const Value* frame) const {
  const CustomerSection& customer = plan_.model().customer;
  if (!customer.started_at) return false;
  const Value started_at = frame[customer.attributes[*customer.started_at].slot];
  return started_at.present &&
         plan_.clock_instant(clock) - started_at.instant < measure.needs_history;
}

Value MeasureEvaluator::Compute(const Measure& measure, std::size_t clock,
                                CustomerFrames& frames) const {
  const Value* const frame = frames.Frame(clock);
  switch (measure.form) {
    case Measure::Form::kAggregate: {
      const std::uint32_t task = plan_.TaskOf(measure.aggregate, clock);
      return task == kNoTask ? Value::Missing() : walk_.Result(task);
    }
    case Measure::Form::kDaysSince:
    case Measure::Form::kDaysUntil: {
      const Value then = frame[measure.attribute];
      if (!then.present) return Value::Missing();
      const Duration since = plan_.clock_instant(clock) - then.instant;
      return Value::Number(InDays(measure.form == Measure::Form::kDaysSince ? since : -since));
    }
    case Measure::Form::kFormula:
      return EvaluateExpression(measure.formula, frame, frames.stack());
    case Measure::Form::kChange:
    case Measure::Form::kDifference:
      return Change(measure, clock, frames);
  }
  return Value::Missing();
}

Value MeasureEvaluator::Change(const Measure& measure, std::size_t clock,
                               const CustomerFrames& frames) const {
  const std::vector<Duration>& clocks = plan_.model().clocks;
  const std::size_t earlier = static_cast<std::size_t>(
      std::lower_bound(clocks.begin(), clocks.end(), clocks[clock] + measure.over) -
      clocks.begin());
  const FactSlot slot = plan_.model().measures[measure.base].slot;
  const Value now = frames.Frame(clock)[slot];
  const Value then = frames.Frame(earlier)[slot];
  if (!now.present || !then.present) return Value::Missing();
  const double difference = now.number - then.number;
  if (measure.form == Measure::Form::kDifference) return Value::Number(difference);
  const double base = std::fabs(then.number);
  if (Snap(base) == 0) return Value::Missing();
  if (measure.base_at_least && SnappedLess(base, *measure.base_at_least)) return Value::Missing();
  return Value::Number(difference / base);
}

}  // namespace kenko
