#include <cstddef>

#include "capi/question.h"

using kenko::EvaluateOptions;
using kenko::Evaluation;
using kenko::InvalidArgument;
using kenko::Result;
using kenko::Status;
using kenko::capi::AnswerQuestion;
using kenko::capi::TakeGroupBy;
using kenko::capi::TakeNames;
using kenko::capi::TakeRunOptions;
using kenko::capi::TakeStruct;

namespace {

constexpr std::size_t kSizeInVersion01 =
    offsetof(kenko_evaluate_options, user_data) + sizeof(kenko_evaluate_options::user_data);

Status TakeOptions(const kenko_evaluate_options& given, EvaluateOptions* options) {
  if (given.as_of == INT64_MIN) return InvalidArgument("options->as_of is not set");
  if (given.reserved != 0) return InvalidArgument("options->reserved must be 0");
  options->as_of = given.as_of;
  if (given.has_known != 0) options->known = given.known;
  if (Status status = TakeRunOptions(given, options); !status.ok()) return status;
  if (given.table_count != 0) {
    Status status = TakeNames("options->tables", given.tables, given.table_count, &options->tables);
    if (!status.ok()) return status;
  }
  Status status = TakeNames("options->health_columns", given.health_columns,
                            given.health_column_count, &options->health_columns);
  if (!status.ok()) return status;
  return TakeGroupBy(given.group_by, given.group_by_length, &options->group_by);
}

}  // namespace

kenko_status kenko_model_evaluate(const kenko_model* model, const kenko_snapshot* snapshot,
                                  const kenko_evaluate_options* options, kenko_result** result,
                                  kenko_error** error) {
  const auto ask = [&]() -> Result<Evaluation> {
    kenko_evaluate_options taken = KENKO_EVALUATE_OPTIONS_INIT;
    Status status = TakeStruct("options", options, kSizeInVersion01, &taken);
    if (!status.ok()) return status;
    EvaluateOptions question;
    status = TakeOptions(taken, &question);
    if (!status.ok()) return status;
    return kenko::Evaluate(model->model, snapshot->snapshot, question);
  };
  return AnswerQuestion(model, snapshot, options, result, error, ask);
}
