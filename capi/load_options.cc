#include "capi/load_options.h"

#include <cstddef>
#include <string_view>

#include "capi/arguments.h"
#include "capi/text.h"

namespace kenko::capi {
namespace {

constexpr std::size_t kSizeInVersion01 =
    offsetof(kenko_load_options, user_data) + sizeof(kenko_load_options::user_data);

}  // namespace

Status TakeLoadOptions(const kenko_load_options* given, kenko_load_options* taken,
                       LoadOptions* options) {
  *taken = KENKO_LOAD_OPTIONS_INIT;
  if (given == nullptr) return {};
  if (Status status = TakeStruct("options", given, kSizeInVersion01, taken); !status.ok()) {
    return status;
  }
  std::string_view text;
  Status status = TakeText("options->id_column", taken->id_column, taken->id_column_length, &text);
  if (!status.ok()) return status;
  if (text.data() != nullptr) options->id_column = text;
  status = TakeText("options->valid_from_column", taken->valid_from_column,
                    taken->valid_from_column_length, &text);
  if (!status.ok()) return status;
  if (text.data() != nullptr) options->valid_from_column = text;
  options->set_aside = taken->set_aside != 0;
  options->threads = taken->threads == 0 ? 1 : taken->threads;
  return {};
}

}  // namespace kenko::capi
