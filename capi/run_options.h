// What the option structs of all questions have in common: which customers, threads, progress.
#ifndef KENKO_CAPI_RUN_OPTIONS_H_
#define KENKO_CAPI_RUN_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>

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

}  // namespace kenko::capi

#endif  // KENKO_CAPI_RUN_OPTIONS_H_
