// What all questions have in common: a model, a snapshot, an option struct with customers, threads
// and progress, and a result.
#ifndef KENKO_CAPI_QUESTION_H_
#define KENKO_CAPI_QUESTION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "capi/arguments.h"
#include "capi/entry.h"
#include "capi/handles.h"
#include "capi/kenko.h"
#include "kenko/evaluate.h"
#include "kenko/status.h"

namespace kenko::capi {

// The ids that a caller asks for, by KENKO_ID_….
struct GivenCustomers {
  const std::int64_t* ids;
  const kenko_text* id_texts;
  std::size_t count;
  std::int32_t id_type;
};
Status TakeCustomers(const GivenCustomers& given, RunOptions* options);

// The names of an array that may be null with count 0; `what` is the array for messages.
Status TakeNames(const char* what, const kenko_text* items, std::size_t count,
                 std::vector<std::string>* names);

// A group_by that may be null or empty: then it is no group.
Status TakeGroupBy(const char* data, std::size_t length, std::string* group_by);

template <typename Given>
Status TakeRunOptions(const Given& given, RunOptions* options) {
  if (given.threads < 1) {
    return InvalidArgument("options->threads is " + std::to_string(given.threads) +
                           "; at least 1 is needed");
  }
  options->threads = given.threads;
  if (given.progress != nullptr) {
    options->progress = [progress = given.progress, user_data = given.user_data](double done) {
      return progress(done, user_data) == 0;
    };
  }
  return TakeCustomers(
      {given.customer_ids, given.customer_id_texts, given.customer_count, given.customer_id_type},
      options);
}

// Runs `ask`, which answers with a Result<Evaluation>, once the pointers are checked.
template <typename Options, typename Ask>
kenko_status AnswerQuestion(const kenko_model* model, const kenko_snapshot* snapshot,
                            const Options* options, kenko_result** result, kenko_error** error,
                            const Ask& ask) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers(
        {{"model", model}, {"snapshot", snapshot}, {"options", options}, {"result", result}});
    if (!status.ok()) return status;
    Result<Evaluation> evaluation = ask();
    if (!evaluation.ok()) return evaluation.status();
    *result = new kenko_result{std::move(*evaluation)};
    return {};
  };
  return Enter(error, body, result);
}

}  // namespace kenko::capi

#endif  // KENKO_CAPI_QUESTION_H_
