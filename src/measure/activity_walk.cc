#include "measure/activity_walk.h"

#include <algorithm>
#include <cmath>

namespace kenko {

ActivityWalk::ActivityWalk(const MeasurePlan& plan)
    : plan_(plan),
      calendar_(plan.model().timezone),
      sums_(plan.tasks().size()),
      decisions_(plan.model().aggregates.size()) {
  const ModelData& model = plan.model();
  for (const AggregateTask& task : plan.tasks()) {
    if (model.aggregates[task.aggregate].op == AggregateOp::kActiveDays) counts_days_ = true;
  }
  if (counts_days_) days_.resize(plan.tasks().size());
  const auto& columns = plan.snapshot().activity_columns();
  for (const AttributeFact& attribute : model.activity_attributes) {
    std::int64_t column = -1;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].name == attribute.name) column = static_cast<std::int64_t>(c);
    }
    attribute_columns_.push_back(column);
  }
  frame_.resize(kFirstActivityAttribute + model.activity_attributes.size());
  stack_.resize(model.stack_size);
}

void ActivityWalk::Run(const ActivityView& activities) {
  Reset(activities);
  if (plan_.has_segments() && activities.valid_until == nullptr) {
    RunBySegment(activities);
    FindLatest(activities);
  } else {
    RunChecked(activities);
  }
}

void ActivityWalk::Reset(const ActivityView& activities) {
  std::fill(sums_.begin(), sums_.end(), Accumulator{});
  std::fill(days_.begin(), days_.end(), DayCounter{});
  std::fill(decisions_.begin(), decisions_.end(), Decision{});
  if (plan_.bit_set_count() != 0) {
    const std::size_t codes =
        std::max<std::size_t>(activities.text_count + 1, plan_.snapshot().kind_count());
    words_a_set_ = codes / 64 + 1;
    bits_.assign(words_a_set_ * plan_.bit_set_count(), 0);
  }
}

void ActivityWalk::RunBySegment(const ActivityView& activities) {
  const std::vector<Instant>& edges = plan_.edges();
  if (edges.size() < 2) return;
  const Instant* const at = activities.at;
  const Instant* const at_end = at + activities.size;
  const std::uint32_t* const class_of_kind = plan_.classes().data();
  Accumulator* const sums = sums_.data();
  std::size_t i = static_cast<std::size_t>(std::upper_bound(at, at_end, edges[0]) - at);
  for (std::size_t s = 0; s + 1 < edges.size() && i < activities.size; ++s) {
    const Instant until = edges[s + 1];
    const MeasurePlan::SegmentOps segment = plan_.OpsOf(s);
    if (segment.is_idle) {
      i = static_cast<std::size_t>(std::upper_bound(at + i, at_end, until) - at);
      continue;
    }
    for (; i < activities.size && at[i] <= until; ++i) {
      const std::uint32_t kind_class = class_of_kind[activities.kind[i]];
      const TaskOp* op = segment.ops + segment.begin[kind_class];
      const TaskOp* const ops_end = segment.ops + segment.begin[kind_class + 1];
      for (; op != ops_end; ++op) {
        if (op->is_plain_count) {
          ++sums[op->task].count;
        } else {
          Apply(*op, activities, i);
        }
      }
    }
  }
}

// From the end until each has been found: mostly a few steps, at worst one more walk, however many
// tasks there are.
void ActivityWalk::FindLatest(const ActivityView& activities) {
  std::size_t open = plan_.latest_task_count();
  const std::uint32_t* const class_of_kind = plan_.classes().data();
  for (std::size_t i = activities.size; open > 0 && i-- > 0;) {
    const Instant at = activities.at[i];
    if (at <= plan_.latest_after()) return;
    const MeasurePlan::OpList ops = plan_.LatestOpsOf(class_of_kind[activities.kind[i]]);
    for (const TaskOp* op = ops.begin; op != ops.end; ++op) {
      const AggregateTask& task = plan_.tasks()[op->task];
      // Whose count is no longer 0 has been found.
      if (sums_[op->task].count != 0 || at > task.until || at <= task.after) continue;
      Apply(*op, activities, i);
      --open;
    }
  }
}

void ActivityWalk::RunChecked(const ActivityView& activities) {
  for (std::size_t i = 0; i < activities.size; ++i) {
    const Instant at = activities.at[i];
    const Instant valid_until =
        activities.valid_until == nullptr ? kForever : activities.valid_until[i];
    const MeasurePlan::OpList ops = plan_.OpsOfClass(plan_.classes()[activities.kind[i]]);
    for (const TaskOp* op = ops.begin; op != ops.end; ++op) {
      const AggregateTask& task = plan_.tasks()[op->task];
      if (task.after < at && at <= task.until && task.until < valid_until) {
        Apply(*op, activities, i);
      }
    }
  }
}

inline void ActivityWalk::Apply(const TaskOp& op, const ActivityView& activities, std::size_t i) {
  if (op.has_where && !WhereIsTrue(op, activities, i)) return;
  Accumulator& sum = sums_[op.task];
  const auto value_of = [&] { return activities.value == nullptr ? NAN : activities.value[i]; };
  switch (op.op) {
    case AggregateOp::kCount:
      if (op.decay == Decay::kNone) {
        ++sum.count;
      } else {
        AddDecayed(op, 1, activities.at[i]);
      }
      break;
    case AggregateOp::kSum:
      if (const double value = value_of(); std::isnan(value)) {
        break;
      } else if (op.decay == Decay::kNone) {
        sum.number += value;
      } else {
        AddDecayed(op, value, activities.at[i]);
      }
      break;
    case AggregateOp::kMean:
    case AggregateOp::kMin:
    case AggregateOp::kMax:
      if (const double value = value_of(); !std::isnan(value)) AddValue(op.op, sum, value);
      break;
    case AggregateOp::kLast:  // activities come in the order of (at, value)
      sum.number = value_of();
      ++sum.count;
      break;
    case AggregateOp::kDistinctActor:
      if (activities.actor != nullptr && activities.actor[i] != 0) {
        AddDistinct(op, activities.actor[i]);
      }
      break;
    case AggregateOp::kDistinctKind:
      AddDistinct(op, activities.kind[i]);
      break;
    case AggregateOp::kActiveDays:
      days_[op.task].Add(calendar_.DayOf(activities.at[i]));
      break;
    case AggregateOp::kDaysSinceLast:
    case AggregateOp::kDaysSinceFirst:
      if (sum.count++ == 0) sum.first = activities.at[i];
      sum.last = activities.at[i];
      break;
  }
}

void ActivityWalk::AddDecayed(const TaskOp& op, double amount, Instant at) {
  const AggregateTask& task = plan_.tasks()[op.task];
  const double lengths = static_cast<double>(task.until - at) /
                         static_cast<double>(plan_.model().aggregates[task.aggregate].decay_length);
  sums_[op.task].number +=
      amount * (op.decay == Decay::kHalfLife ? std::exp2(-lengths) : std::max(0.0, 1 - lengths));
}

void ActivityWalk::AddValue(AggregateOp op, Accumulator& sum, double value) {
  if (op == AggregateOp::kMean) {
    sum.number += value;
  } else if (sum.count == 0) {
    sum.number = value;
  } else {
    sum.number =
        op == AggregateOp::kMin ? std::min(sum.number, value) : std::max(sum.number, value);
  }
  ++sum.count;
}

void ActivityWalk::AddDistinct(const TaskOp& op, std::uint32_t code) {
  std::uint64_t& word = bits_[op.bit_set * words_a_set_ + code / 64];
  const std::uint64_t bit = std::uint64_t{1} << (code % 64);
  sums_[op.task].count += (word & bit) == 0;
  word |= bit;
}

bool ActivityWalk::WhereIsTrue(const TaskOp& op, const ActivityView& activities, std::size_t i) {
  const std::uint32_t aggregate = plan_.tasks()[op.task].aggregate;
  Decision& decision = decisions_[aggregate];
  if (decision.activity != i) {
    const Expression& where = *plan_.model().aggregates[aggregate].where;
    FillActivityFrame(where, activities, i);
    decision = {i, EvaluateExpression(where, frame_.data(), stack_.data()).IsTrue()};
  }
  return decision.is_true;
}

void ActivityWalk::FillActivityFrame(const Expression& where, const ActivityView& activities,
                                     std::size_t i) {
  for (const FactSlot slot : where.reads) {
    Value& value = frame_[slot];
    switch (slot) {
      case kActivityValue:
        value = activities.value == nullptr ? Value::Missing() : Value::Number(activities.value[i]);
        break;
      case kActivityActor:
        value = activities.actor == nullptr || activities.actor[i] == 0
                    ? Value::Missing()
                    : Value::Text(activities.Text(activities.actor[i]));
        break;
      case kActivityKind:
        value = Value::Text(plan_.snapshot().kind(activities.kind[i]));
        break;
      default:
        value = AttributeValue(activities, slot - kFirstActivityAttribute, i);
    }
  }
}

Value ActivityWalk::AttributeValue(const ActivityView& activities, std::size_t attribute,
                                   std::size_t i) const {
  if (attribute_columns_[attribute] < 0) return Value::Missing();
  const ActivityAttribute& cells =
      activities.attributes[static_cast<std::size_t>(attribute_columns_[attribute])];
  switch (cells.type) {
    case ColumnView::Type::kNumber:
      return Value::Number(cells.numbers[i]);
    case ColumnView::Type::kText:
      return cells.texts[i] == 0 ? Value::Missing() : Value::Text(activities.Text(cells.texts[i]));
    case ColumnView::Type::kFlag:
      return cells.flags[i] > 1 ? Value::Missing() : Value::Flag(cells.flags[i] == 1);
    default:
      return Value::Missing();
  }
}

Value ActivityWalk::Result(std::uint32_t task) const {
  const Accumulator& sum = sums_[task];
  const Aggregate& aggregate = plan_.model().aggregates[plan_.tasks()[task].aggregate];
  const Instant t = plan_.tasks()[task].until;
  switch (aggregate.op) {
    case AggregateOp::kCount:
      return Value::Number(aggregate.decay == Decay::kNone ? static_cast<double>(sum.count)
                                                           : sum.number);
    case AggregateOp::kSum:
      return Value::Number(sum.number);
    case AggregateOp::kMean:
      return sum.count == 0 ? Value::Missing()
                            : Value::Number(sum.number / static_cast<double>(sum.count));
    case AggregateOp::kMin:
    case AggregateOp::kMax:
    case AggregateOp::kLast:  // a latest value that is missing is NaN, and so missing
      return sum.count == 0 ? Value::Missing() : Value::Number(sum.number);
    case AggregateOp::kDistinctActor:
    case AggregateOp::kDistinctKind:
      return Value::Number(static_cast<double>(sum.count));
    case AggregateOp::kActiveDays:
      return Value::Number(static_cast<double>(days_[task].count));
    case AggregateOp::kDaysSinceLast:
      return sum.count == 0 ? Value::Missing() : Value::Number(InDays(t - sum.last));
    case AggregateOp::kDaysSinceFirst:
      return sum.count == 0 ? Value::Missing() : Value::Number(InDays(t - sum.first));
  }
  return Value::Missing();
}

}  // namespace kenko
