#include <cstddef>
#include <string_view>
#include <vector>

#include "capi/arguments.h"
#include "capi/entry.h"
#include "capi/handles.h"
#include "capi/load_options.h"
#include "capi/text.h"

using kenko::Field;
using kenko::InvalidArgument;
using kenko::Status;
using kenko::capi::BorrowText;
using kenko::capi::CheckArray;
using kenko::capi::CheckPointers;
using kenko::capi::Enter;
using kenko::capi::TakeLoadOptions;
using kenko::capi::TakeStruct;
using kenko::capi::TakeTable;
using kenko::capi::TakeText;

namespace {

constexpr std::size_t kActivitySizeInVersion01 =
    offsetof(kenko_activity, attribute_count) + sizeof(kenko_activity::attribute_count);

Status TakeField(const kenko_field& given, Field* field) {
  Status status = TakeText("a field's name", given.name, given.name_length, &field->column);
  if (!status.ok()) return status;
  std::string_view text;
  switch (given.type) {
    case KENKO_FIELD_MISSING:
      field->cell = std::monostate();
      return {};
    case KENKO_FIELD_TIME:
      field->is_time = true;
      field->cell = given.integer;
      return {};
    case KENKO_FIELD_INTEGER:
      field->cell = given.integer;
      return {};
    case KENKO_FIELD_NUMBER:
      field->cell = given.number;
      return {};
    case KENKO_FIELD_FLAG:
      field->cell = given.flag != 0;
      return {};
    case KENKO_FIELD_TEXT:
      status = BorrowText("a field's text", given.text, given.text_length, &text);
      field->cell = text;
      return status;
    default:
      return InvalidArgument("field " + std::string(field->column) + ": its type is " +
                             std::to_string(given.type) + "; it must be one of KENKO_FIELD_…");
  }
}

Status TakeFields(const char* name, const kenko_field* given, std::size_t count,
                  std::vector<Field>* fields) {
  if (Status status = CheckArray(name, given, count, sizeof *given); !status.ok()) return status;
  fields->resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (Status status = TakeField(given[i], &(*fields)[i]); !status.ok()) return status;
  }
  return {};
}

Status TakeActivity(const kenko_activity& given, kenko::ActivityRecord* record) {
  std::string_view text;
  Status status;
  if (given.customer_id_type == KENKO_ID_TEXT) {
    status = BorrowText("activity->customer_id_text", given.customer_id_text,
                        given.customer_id_text_length, &text);
    if (!status.ok()) return status;
    record->customer_id = text;
  } else if (given.customer_id_type == KENKO_ID_INTEGER) {
    record->customer_id = given.customer_id;
  } else {
    return InvalidArgument("activity->customer_id_type is " +
                           std::to_string(given.customer_id_type) +
                           "; it must be KENKO_ID_INTEGER or KENKO_ID_TEXT");
  }
  if (given.reserved != 0) return InvalidArgument("activity->reserved must be 0");
  record->at = given.at;
  status = BorrowText("activity->kind", given.kind, given.kind_length, &record->kind);
  if (!status.ok()) return status;
  status = BorrowText("activity->actor", given.actor, given.actor_length, &record->actor);
  if (!status.ok()) return status;
  status = BorrowText("activity->id", given.id, given.id_length, &record->id);
  if (!status.ok()) return status;
  if (given.has_value != 0) record->value = given.value;
  if (given.has_valid_until != 0) record->valid_until = given.valid_until;
  if (given.has_recorded_at != 0) record->recorded_at = given.recorded_at;
  record->retracted = given.retracted != 0;
  return {};
}

}  // namespace

kenko_status kenko_portfolio_record(kenko_portfolio* portfolio, int32_t table,
                                    const kenko_field* fields, size_t field_count,
                                    const kenko_load_options* options, kenko_error** error) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers({{"portfolio", portfolio}});
    if (!status.ok()) return status;
    kenko::InputTable input;
    status = TakeTable(table, &input);
    if (!status.ok()) return status;
    kenko_load_options taken;
    kenko::LoadOptions load_options;
    status = TakeLoadOptions(options, &taken, &load_options);
    if (!status.ok()) return status;
    if (load_options.set_aside) {
      return InvalidArgument("options->set_aside must be 0 for a record: there is no report");
    }
    std::vector<Field> row;
    status = TakeFields("fields", fields, field_count, &row);
    if (!status.ok()) return status;
    return portfolio->portfolio.Record(input, row, load_options);
  };
  return Enter(error, body);
}

kenko_status kenko_portfolio_record_activity(kenko_portfolio* portfolio,
                                             const kenko_activity* activity, kenko_error** error) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers({{"portfolio", portfolio}, {"activity", activity}});
    if (!status.ok()) return status;
    kenko_activity taken = KENKO_ACTIVITY_INIT;
    status = TakeStruct("activity", activity, kActivitySizeInVersion01, &taken);
    if (!status.ok()) return status;
    kenko::ActivityRecord record;
    status = TakeActivity(taken, &record);
    if (!status.ok()) return status;
    std::vector<Field> attributes;
    status =
        TakeFields("activity->attributes", taken.attributes, taken.attribute_count, &attributes);
    if (!status.ok()) return status;
    record.attributes = attributes.data();
    record.attribute_count = attributes.size();
    return portfolio->portfolio.RecordActivity(record);
  };
  return Enter(error, body);
}
