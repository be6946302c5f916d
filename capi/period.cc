// The questions about many instants, and about two.
#include <memory>
#include <string>
#include <utility>

#include "capi/arguments.h"
#include "capi/entry.h"
#include "capi/handles.h"
#include "capi/run_options.h"

using kenko::Evaluation;
using kenko::InvalidArgument;
using kenko::PeriodOptions;
using kenko::Result;
using kenko::SeriesOptions;
using kenko::Status;
using kenko::Table;
using kenko::capi::CheckArray;
using kenko::capi::CheckPointers;
using kenko::capi::Enter;
using kenko::capi::TakeGroupBy;
using kenko::capi::TakeRunOptions;
using kenko::capi::TakeStruct;

namespace {

Status GiveTable(Result<std::shared_ptr<const Table>> table, kenko_result** result) {
  if (!table.ok()) return table.status();
  *result = new kenko_result{Evaluation({std::move(*table)})};
  return {};
}

Status TakeSeries(const kenko_series_options* given, SeriesOptions* options) {
  kenko_series_options taken = KENKO_SERIES_OPTIONS_INIT;
  Status status = TakeStruct("options", given, sizeof taken, &taken);
  if (!status.ok()) return status;
  if (taken.reserved != 0) return InvalidArgument("options->reserved must be 0");
  status =
      CheckArray("options->instants", taken.instants, taken.instant_count, sizeof *taken.instants);
  if (!status.ok()) return status;
  options->instants.assign(taken.instants, taken.instants + taken.instant_count);
  if (taken.has_known != 0) options->known = taken.known;
  return TakeRunOptions(taken, options);
}

Status TakePeriod(const kenko_period_options* given, PeriodOptions* options,
                  std::string* group_by) {
  kenko_period_options taken = KENKO_PERIOD_OPTIONS_INIT;
  Status status = TakeStruct("options", given, sizeof taken, &taken);
  if (!status.ok()) return status;
  if (taken.from == INT64_MIN) return InvalidArgument("options->from is not set");
  if (taken.to == INT64_MIN) return InvalidArgument("options->to is not set");
  options->from = taken.from;
  options->to = taken.to;
  status = TakeGroupBy(taken.group_by, taken.group_by_length, group_by);
  if (!status.ok()) return status;
  return TakeRunOptions(taken, options);
}

}  // namespace

kenko_status kenko_model_series(const kenko_model* model, const kenko_snapshot* snapshot,
                                const kenko_series_options* options, kenko_result** result,
                                kenko_error** error) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers(
        {{"model", model}, {"snapshot", snapshot}, {"options", options}, {"result", result}});
    if (!status.ok()) return status;
    SeriesOptions question;
    status = TakeSeries(options, &question);
    if (!status.ok()) return status;
    return GiveTable(kenko::EvaluateSeries(model->model, snapshot->snapshot, question), result);
  };
  return Enter(error, body, result);
}

kenko_status kenko_model_changes(const kenko_model* model, const kenko_model* to_model,
                                 const kenko_snapshot* snapshot,
                                 const kenko_period_options* options, kenko_result** result,
                                 kenko_error** error) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers(
        {{"model", model}, {"snapshot", snapshot}, {"options", options}, {"result", result}});
    if (!status.ok()) return status;
    PeriodOptions question;
    std::string group_by;
    status = TakePeriod(options, &question, &group_by);
    if (!status.ok()) return status;
    return GiveTable(
        kenko::ExplainChanges(model->model, to_model != nullptr ? &to_model->model : nullptr,
                              snapshot->snapshot, question),
        result);
  };
  return Enter(error, body, result);
}

kenko_status kenko_model_retention(const kenko_model* model, const kenko_snapshot* snapshot,
                                   const kenko_period_options* options, kenko_result** result,
                                   kenko_error** error) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers(
        {{"model", model}, {"snapshot", snapshot}, {"options", options}, {"result", result}});
    if (!status.ok()) return status;
    PeriodOptions question;
    std::string group_by;
    status = TakePeriod(options, &question, &group_by);
    if (!status.ok()) return status;
    return GiveTable(kenko::MeasureRetention(model->model, snapshot->snapshot, question, group_by),
                     result);
  };
  return Enter(error, body, result);
}
