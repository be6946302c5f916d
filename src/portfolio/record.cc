#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/utf8.h"
#include "portfolio/cells.h"
#include "portfolio/store.h"
#include "portfolio/table_rules.h"

namespace kenko {
namespace {

// One row as a block of one.
class OneRow : public RowSource {
 public:
  explicit OneRow(const std::vector<Field>& fields) : cells_(fields.size()) {
    block_.row_count = 1;
    for (std::size_t i = 0; i < fields.size(); ++i) AddColumn(fields[i], cells_[i]);
  }

  Result<bool> Next(RowBlock* block) override {
    if (taken_) return false;
    taken_ = true;
    *block = block_;
    return true;
  }

 private:
  struct OneCell {
    std::int64_t integer = 0;
    double number = 0;
    std::uint8_t flag = 0;
    std::string_view text;
  };

  void AddColumn(const Field& field, OneCell& cell) {
    ColumnView column;
    column.name = field.column;
    if (const auto* integer = std::get_if<std::int64_t>(&field.cell)) {
      cell.integer = *integer;
      column.integers = &cell.integer;
      column.type = field.is_time ? ColumnView::Type::kTime : ColumnView::Type::kInteger;
    } else if (const auto* number = std::get_if<double>(&field.cell)) {
      cell.number = *number;
      column.numbers = &cell.number;
      column.type = ColumnView::Type::kNumber;
    } else if (const auto* flag = std::get_if<bool>(&field.cell)) {
      cell.flag = *flag;
      column.flags = &cell.flag;
      column.type = ColumnView::Type::kFlag;
    } else if (const auto* text = std::get_if<std::string_view>(&field.cell)) {
      cell.text = *text;
      column.texts = &cell.text;
      column.type = ColumnView::Type::kText;
    }
    block_.columns.push_back(column);
  }

  std::vector<OneCell> cells_;
  RowBlock block_;
  bool taken_ = false;
};

Field TimeField(std::string_view column, Instant instant) {
  Field field;
  field.column = column;
  field.cell = instant;
  field.is_time = true;
  return field;
}

Field PlainField(std::string_view column, Cell cell) {
  Field field;
  field.column = column;
  field.cell = cell;
  return field;
}

std::vector<Field> FieldsOf(const ActivityRecord& record) {
  std::vector<Field> fields;
  std::visit([&](auto id) { fields.push_back(PlainField("customer_id", id)); }, record.customer_id);
  fields.push_back(TimeField("at", record.at));
  fields.push_back(PlainField("kind", record.kind));
  if (record.value) fields.push_back(PlainField("value", *record.value));
  if (record.actor.data() != nullptr) fields.push_back(PlainField("actor", record.actor));
  if (!record.id.empty()) fields.push_back(PlainField("id", record.id));
  if (record.valid_until) fields.push_back(TimeField("valid_until", *record.valid_until));
  if (record.recorded_at) fields.push_back(TimeField("recorded_at", *record.recorded_at));
  if (record.retracted) fields.push_back(PlainField("retracted", true));
  fields.insert(fields.end(), record.attributes, record.attributes + record.attribute_count);
  return fields;
}

// False where a field is not what an activity's must be, or is a duplicate.
bool ToRecord(const std::vector<Field>& fields, ActivityRecord& record,
              std::vector<Field>& attributes) {
  const auto take = [](const Field& field, auto& target, bool is_time) {
    using Target = std::remove_reference_t<decltype(target)>;
    const auto* const value = std::get_if<Target>(&field.cell);
    if (value == nullptr || field.is_time != is_time) return false;
    target = *value;
    return true;
  };
  unsigned seen = 0;
  for (const Field& field : fields) {
    int place = -1;
    bool taken = true;
    Instant instant = 0;
    double number = 0;
    if (field.column == "customer_id") {
      place = ActivityColumn::kCustomerId;
      std::int64_t integer = 0;
      std::string_view text;
      if (take(field, integer, false)) {
        record.customer_id = integer;
      } else {
        taken = take(field, text, false);
        record.customer_id = text;
      }
    } else if (field.column == "at") {
      place = ActivityColumn::kAt;
      taken = take(field, record.at, true);
    } else if (field.column == "kind") {
      place = ActivityColumn::kKind;
      taken = take(field, record.kind, false);
    } else if (field.column == "value") {
      place = ActivityColumn::kValue;
      taken = take(field, number, false);
      record.value = number;
    } else if (field.column == "actor") {
      place = ActivityColumn::kActor;
      taken = take(field, record.actor, false);
    } else if (field.column == "id") {
      place = ActivityColumn::kId;
      taken = take(field, record.id, false);
    } else if (field.column == "valid_until") {
      place = ActivityColumn::kValidUntil;
      taken = take(field, instant, true);
      record.valid_until = instant;
    } else if (field.column == "recorded_at") {
      place = ActivityColumn::kRecordedAt;
      taken = take(field, instant, true);
      record.recorded_at = instant;
    } else if (field.column == "retracted") {
      place = ActivityColumn::kRetracted;
      taken = take(field, record.retracted, false);
    } else {
      attributes.push_back(field);
      continue;
    }
    const unsigned bit = 1u << place;
    if (!taken || (seen & bit) != 0) return false;
    seen |= bit;
  }
  constexpr unsigned kRequired =
      1u << ActivityColumn::kCustomerId | 1u << ActivityColumn::kAt | 1u << ActivityColumn::kKind;
  record.attributes = attributes.data();
  record.attribute_count = attributes.size();
  return (seen & kRequired) == kRequired;
}

bool IsGoodText(std::string_view text) { return text.size() <= kLongestText && IsUtf8(text); }

bool IsInTime(Instant instant) { return instant >= kMinInstant && instant <= kMaxInstant; }

// The field's cell where it is a good one of the column's type.
bool ReadField(const Field& field, ColumnView::Type type, Value& value) {
  switch (type) {
    case ColumnView::Type::kNull:
    case ColumnView::Type::kInteger:
      return false;
    case ColumnView::Type::kNumber:
      if (const auto* integer = std::get_if<std::int64_t>(&field.cell)) {
        value = Value::Number(static_cast<double>(*integer));
        return !field.is_time;
      }
      if (const auto* number = std::get_if<double>(&field.cell)) {
        value = Value::Number(*number);
        return value.present;
      }
      return false;
    case ColumnView::Type::kText:
      if (const auto* text = std::get_if<std::string_view>(&field.cell)) {
        value = Value::Text(*text);
        return IsGoodText(*text);
      }
      return false;
    case ColumnView::Type::kFlag:
      if (const auto* flag = std::get_if<bool>(&field.cell)) {
        value = Value::Flag(*flag);
        return true;
      }
      return false;
    case ColumnView::Type::kTime:
      if (const auto* instant = std::get_if<std::int64_t>(&field.cell)) {
        value = Value::Time(*instant);
        return field.is_time && IsInTime(*instant);
      }
      return false;
  }
  return false;
}

}  // namespace

// Whether nothing about the record is wrong or new, as with almost every one.
bool Store::IsPlain(const ActivityRecord& record, std::uint32_t kind,
                    std::vector<Value>& attributes) const {
  if (const auto* text = std::get_if<std::string_view>(&record.customer_id)) {
    if (ids.are_integers() || text->empty() || !IsGoodText(*text)) return false;
  } else if (ids.are_texts()) {
    return false;
  }
  if (!IsInTime(record.at)) return false;
  const bool is_kind_known = kind != NumberTable::kNone;
  if (!is_kind_known && (record.kind.empty() || !IsGoodText(record.kind))) return false;
  if (record.value && !std::isfinite(*record.value)) return false;
  if (!IsGoodText(record.actor) || !IsGoodText(record.id)) return false;
  if (record.valid_until && !IsInTime(*record.valid_until)) return false;
  if (record.recorded_at && !IsInTime(*record.recorded_at)) return false;
  attributes.assign(record.attribute_count == 0 ? 0 : activity_columns->size(), Value::Missing());
  for (std::size_t i = 0; i < record.attribute_count; ++i) {
    const Field& field = record.attributes[i];
    const std::size_t number = activity_columns->Find(field.column);
    if (number == activity_columns->size() || attributes[number].present) return false;
    if (!ReadField(field, activity_columns->type(number), attributes[number])) return false;
  }
  return true;
}

ActivityFields Store::FieldsOf(const ActivityRecord& record, std::uint32_t kind) {
  ActivityFields fields;
  fields.at = record.at;
  fields.kind = kind;
  fields.value = record.value.value_or(std::numeric_limits<double>::quiet_NaN());
  fields.actor = record.actor;
  fields.id = record.id;
  fields.valid_until = record.valid_until.value_or(kForever);
  fields.recorded_at = record.recorded_at.value_or(kBeginningOfTime);
  fields.retracted = record.retracted;
  attribute_types_.resize(attribute_values_.size());
  for (std::size_t i = 0; i < attribute_types_.size(); ++i) {
    attribute_types_[i] = activity_columns->type(i);
  }
  fields.attributes = attribute_values_.data();
  fields.types = attribute_types_.data();
  fields.attribute_count = attribute_values_.size();
  return fields;
}

// Without waiting in the queue: for a kind or an id that may fail to be added, and what is large.
void Store::TakeIn(const ActivityRecord& record, ActivityFields& fields) {
  Settle();
  Undo undo(*this);
  const Slot slot = ids.FindOrAdd(record.customer_id);
  fields.kind = kinds.FindOrAdd(record.kind);
  ActivityTail& tail = activities.TailFor(slot, *activity_columns);
  activities.Link(tail, slot, tail.MakeRow(fields), sequence);
  ++sequence;
  undo.Keep();
}

Status Store::RecordActivity(const ActivityRecord& record) {
  const std::uint32_t kind = kinds.Find(record.kind);
  if (!IsPlain(record, kind, attribute_values_)) {
    // What is wrong or new is told and taken in as by a load.
    OneRow row(kenko::FieldsOf(record));
    return Load(InputTable::kActivities, row, {}).status();
  }
  ActivityFields fields = FieldsOf(record, kind);
  const bool is_kind_known = kind != NumberTable::kNone;
  if (is_kind_known && ids.count() > 0 && RecordQueue::HasRoomFor(record.customer_id, fields)) {
    recorded_.Add(record.customer_id, fields, *this);
  } else {
    TakeIn(record, fields);
  }
  return {};
}

Status Store::Record(InputTable table, const std::vector<Field>& fields,
                     const LoadOptions& options) {
  if (table == InputTable::kActivities && !options.set_aside) {
    ActivityRecord record;
    std::vector<Field> attributes;
    if (ToRecord(fields, record, attributes)) return RecordActivity(record);
  }
  OneRow row(fields);
  return Load(table, row, options).status();
}

}  // namespace kenko
