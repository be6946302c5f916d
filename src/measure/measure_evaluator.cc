#include "measure/measure_evaluator.h"

#include <cmath>

#include "base/snap.h"

namespace kenko {

MeasureEvaluator::MeasureEvaluator(const MeasurePlan& plan) : plan_(plan), walk_(plan) {
  for (std::size_t frame = 0; frame < plan.needs().instants().size(); ++frame) {
    for (const std::uint32_t m : plan.model().measure_order) {
      if (plan.needs().Needs(m, frame)) AddJob(m, frame);
    }
  }
}

void MeasureEvaluator::AddJob(std::uint32_t measure, std::size_t frame) {
  const ModelData& model = plan_.model();
  Job job{&model.measures[measure], frame, kNoTask, 0, 0};
  switch (job.measure->form) {
    case Measure::Form::kAggregate:
      job.task = plan_.TaskOf(job.measure->aggregate, frame);
      if (job.task != kNoTask && job.measure->needs_history == 0) {
        takings_.push_back({job.task, frame * model.frame_size + job.measure->slot});
        return;
      }
      break;
    case Measure::Form::kChange:
    case Measure::Form::kDifference:
      job.earlier_frame = plan_.needs().FrameAt(InstantOf(job) - job.measure->over);
      job.base = model.measures[job.measure->base].slot;
      break;
    default:
      break;
  }
  jobs_.push_back(job);
}

void MeasureEvaluator::Run(const ActivityView& activities, CustomerFrames& frames) {
  if (!plan_.tasks().empty()) walk_.Run(activities);
  // Where the customer does not exist, nobody looks at what is taken.
  Value* const facts = frames.Frame(0);
  for (const Taking& taking : takings_) facts[taking.place] = walk_.Result(taking.task);
  for (const Job& job : jobs_) {
    if (!frames.ExistsAt(job.frame)) continue;
    Value* const frame = frames.Frame(job.frame);
    if (job.measure->needs_history != 0 && IsTooYoung(job, frame)) continue;
    frame[job.measure->slot] = Compute(job, frames);
  }
}

bool MeasureEvaluator::IsTooYoung(const Job& job, const Value* frame) const {
  const CustomerSection& customer = plan_.model().customer;
  if (!customer.started_at) return false;
  const Value started_at = frame[customer.attributes[*customer.started_at].slot];
  return started_at.present && InstantOf(job) - started_at.instant < job.measure->needs_history;
}

Value MeasureEvaluator::Compute(const Job& job, CustomerFrames& frames) const {
  const Value* const frame = frames.Frame(job.frame);
  switch (job.measure->form) {
    case Measure::Form::kAggregate:
      return job.task == kNoTask ? Value::Missing() : walk_.Result(job.task);
    case Measure::Form::kDaysSince:
    case Measure::Form::kDaysUntil: {
      const Value then = frame[job.measure->attribute];
      if (!then.present) return Value::Missing();
      const Duration since = InstantOf(job) - then.instant;
      return Value::Number(InDays(job.measure->form == Measure::Form::kDaysSince ? since : -since));
    }
    case Measure::Form::kFormula:
      return EvaluateExpression(job.measure->formula, frame, frames.stack());
    case Measure::Form::kChange:
    case Measure::Form::kDifference:
      return Change(job, frames);
  }
  return Value::Missing();
}

Value MeasureEvaluator::Change(const Job& job, const CustomerFrames& frames) {
  if (!frames.ExistsAt(job.earlier_frame)) return Value::Missing();
  const Value now = frames.Frame(job.frame)[job.base];
  const Value then = frames.Frame(job.earlier_frame)[job.base];
  if (!now.present || !then.present) return Value::Missing();
  const double difference = now.number - then.number;
  if (job.measure->form == Measure::Form::kDifference) return Value::Number(difference);
  const double base = std::fabs(then.number);
  if (SnapsToZero(base)) return Value::Missing();
  const std::optional<double>& least = job.measure->base_at_least;
  if (least && SnappedLess(base, *least)) return Value::Missing();
  return Value::Number(difference / base);
}

}  // namespace kenko
