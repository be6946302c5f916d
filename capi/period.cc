// The questions about many instants, and about two.
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "capi/question.h"

using kenko::Evaluation;
using kenko::InvalidArgument;
using kenko::PeriodOptions;
using kenko::Result;
using kenko::SeriesOptions;
using kenko::Status;
using kenko::Table;
using kenko::capi::AnswerQuestion;
using kenko::capi::CheckArray;
using kenko::capi::TakeGroupBy;
using kenko::capi::TakeNames;
using kenko::capi::TakeRunOptions;
using kenko::capi::TakeStruct;

namespace {

constexpr std::size_t kSeriesSizeInAbi2 =
    offsetof(kenko_series_options, user_data) + sizeof(kenko_series_options::user_data);

Result<Evaluation> OfOneTable(Result<std::shared_ptr<const Table>> table) {
  if (!table.ok()) return table.status();
  return Evaluation({std::move(*table)});
}

Status TakeSeries(const kenko_series_options* given, SeriesOptions* options) {
  kenko_series_options taken = KENKO_SERIES_OPTIONS_INIT;
  Status status = TakeStruct("options", given, kSeriesSizeInAbi2, &taken);
  if (!status.ok()) return status;
  if (taken.reserved != 0) return InvalidArgument("options->reserved must be 0");
  status =
      CheckArray("options->instants", taken.instants, taken.instant_count, sizeof *taken.instants);
  if (!status.ok()) return status;
  options->instants.assign(taken.instants, taken.instants + taken.instant_count);
  if (taken.has_known != 0) options->known = taken.known;
  status = TakeNames("options->columns", taken.columns, taken.column_count, &options->columns);
  if (!status.ok()) return status;
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
  const auto ask = [&]() -> Result<Evaluation> {
    SeriesOptions question;
    if (Status status = TakeSeries(options, &question); !status.ok()) return status;
    return OfOneTable(kenko::EvaluateSeries(model->model, snapshot->snapshot, question));
  };
  return AnswerQuestion(model, snapshot, options, result, error, ask);
}

kenko_status kenko_model_changes(const kenko_model* model, const kenko_model* to_model,
                                 const kenko_snapshot* snapshot,
                                 const kenko_period_options* options, kenko_result** result,
                                 kenko_error** error) {
  const auto ask = [&]() -> Result<Evaluation> {
    PeriodOptions question;
    std::string group_by;
    if (Status status = TakePeriod(options, &question, &group_by); !status.ok()) return status;
    return OfOneTable(kenko::ExplainChanges(model->model,
                                            to_model != nullptr ? &to_model->model : nullptr,
                                            snapshot->snapshot, question));
  };
  return AnswerQuestion(model, snapshot, options, result, error, ask);
}

kenko_status kenko_model_retention(const kenko_model* model, const kenko_snapshot* snapshot,
                                   const kenko_period_options* options, kenko_result** result,
                                   kenko_error** error) {
  const auto ask = [&]() -> Result<Evaluation> {
    PeriodOptions question;
    std::string group_by;
    if (Status status = TakePeriod(options, &question, &group_by); !status.ok()) return status;
    return OfOneTable(
        kenko::MeasureRetention(model->model, snapshot->snapshot, question, group_by));
  };
  return AnswerQuestion(model, snapshot, options, result, error, ask);
}
