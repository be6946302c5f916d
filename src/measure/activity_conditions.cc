#include "measure/activity_conditions.h"

namespace kenko {

ActivityConditions::ActivityConditions(const ModelData& model, const SnapshotData& snapshot)
    : snapshot_(snapshot) {
  const auto& columns = snapshot.activity_columns();
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

bool ActivityConditions::IsTrue(const Expression& where, const ActivityView& activities,
                                std::size_t i) {
  for (const FactSlot slot : where.reads) {
    Value& value = frame_[slot];
    switch (slot) {
      case kActivityValue:
        value = activities.value ? Value::Number(activities.value[i]) : Value::Missing();
        break;
      case kActivityActor:
        value = !activities.actor || activities.actor[i] == 0
                    ? Value::Missing()
                    : Value::Text(activities.Text(activities.actor[i]));
        break;
      case kActivityKind:
        value = Value::Text(snapshot_.kind(activities.kind[i]));
        break;
      default:
        value = AttributeValue(activities, slot - kFirstActivityAttribute, i);
    }
  }
  return EvaluateExpression(where, frame_.data(), stack_.data()).IsTrue();
}

Value ActivityConditions::AttributeValue(const ActivityView& activities, std::size_t attribute,
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

}  // namespace kenko
