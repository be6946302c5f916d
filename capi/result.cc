#include <string>
#include <string_view>
#include <vector>

#include "capi/arguments.h"
#include "capi/entry.h"
#include "capi/handles.h"
#include "capi/text.h"
#include "kenko/arrow.h"

using kenko::Status;
using kenko::capi::CheckPointers;
using kenko::capi::Enter;
using kenko::capi::GiveText;
using kenko::capi::TakeText;

void kenko_result_free(kenko_result* result) { delete result; }

size_t kenko_result_table_count(const kenko_result* result) {
  return result != nullptr ? result->evaluation.tables().size() : 0;
}

const char* kenko_result_table_name(const kenko_result* result, size_t index, size_t* length) {
  if (index >= kenko_result_table_count(result)) return GiveText(nullptr, length);
  return GiveText(result->evaluation.tables()[index]->name(), length);
}

kenko_status kenko_result_export(const kenko_result* result, const char* table, size_t table_length,
                                 struct ArrowArrayStream* stream, kenko_error** error) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers({{"result", result}, {"table", table}, {"stream", stream}});
    if (!status.ok()) return status;
    std::string_view name;
    status = TakeText("table", table, table_length, &name);
    if (!status.ok()) return status;
    auto found = result->evaluation.Find(name);
    if (found == nullptr) {
      return kenko::NotFound("the result has no table `" + std::string(name) +
                             "`; name it in the tables to evaluate");
    }
    kenko::ExportArrow(std::move(found), stream);
    return {};
  };
  if (stream != nullptr) *stream = ArrowArrayStream{};
  return Enter(error, body);
}

namespace {

// The list is made when it is first asked for, which can fail for want of memory: then it is empty.
const std::vector<std::string>* OutputTables() noexcept {
  try {
    return &kenko::OutputTableNames();
  } catch (...) {
    return nullptr;
  }
}

}  // namespace

size_t kenko_output_table_count(void) {
  const std::vector<std::string>* const names = OutputTables();
  return names != nullptr ? names->size() : 0;
}

const char* kenko_output_table_name(size_t index, size_t* length) {
  if (index >= kenko_output_table_count()) return GiveText(nullptr, length);
  return GiveText((*OutputTables())[index], length);
}
