#include <string>
#include <string_view>

#include "base/utf8.h"
#include "capi/entry.h"
#include "capi/handles.h"
#include "capi/text.h"

namespace kenko::capi {
namespace {

// The out-of-memory error is told by an address that is never read, so that it takes no memory.
alignas(kenko_error) const char kOutOfMemoryPlace[alignof(kenko_error)] = {};

kenko_error* OutOfMemory() {
  return reinterpret_cast<kenko_error*>(const_cast<char*>(kOutOfMemoryPlace));
}

// Null where the error has no location of its own.
const Location* WhereOf(const kenko_error* error) {
  if (error == nullptr || error == OutOfMemory()) return nullptr;
  return &error->status.location();
}

}  // namespace

kenko_status Tell(Status status, kenko_error** error) noexcept {
  const auto code = static_cast<kenko_status>(status.code());
  if (error == nullptr) return code;
  *error = new (std::nothrow) kenko_error{std::move(status)};
  if (*error == nullptr) *error = OutOfMemory();
  // The code and the error must agree.
  return *error == OutOfMemory() ? static_cast<kenko_status>(KENKO_RESOURCE_EXHAUSTED) : code;
}

kenko_status TellOutOfMemory(kenko_error** error) noexcept {
  if (error != nullptr) *error = OutOfMemory();
  return KENKO_RESOURCE_EXHAUSTED;
}

kenko_status TellFault(const char* what, kenko_error** error) noexcept {
  try {
    return Tell(Status(StatusCode::kInternal,
                       std::string("a fault of kenko: ") + (IsUtf8(what) ? what : "?")),
                error);
  } catch (...) {
    return TellOutOfMemory(error);
  }
}

}  // namespace kenko::capi

using kenko::capi::GiveText;
using kenko::capi::OutOfMemory;
using kenko::capi::WhereOf;

kenko_status kenko_error_code(const kenko_error* error) {
  if (error == nullptr) return KENKO_OK;
  if (error == OutOfMemory()) return KENKO_RESOURCE_EXHAUSTED;
  return static_cast<kenko_status>(error->status.code());
}

const char* kenko_error_message(const kenko_error* error, size_t* length) {
  if (error == nullptr) return GiveText(nullptr, length);
  if (error == OutOfMemory()) return GiveText("out of memory", length);
  return GiveText(error->status.message(), length);
}

const char* kenko_error_table(const kenko_error* error, size_t* length) {
  if (error == nullptr) return GiveText(nullptr, length);
  const kenko::Location* const where = WhereOf(error);
  return where != nullptr ? GiveText(where->table, length) : GiveText("", length);
}

const char* kenko_error_column(const kenko_error* error, size_t* length) {
  if (error == nullptr) return GiveText(nullptr, length);
  const kenko::Location* const where = WhereOf(error);
  return where != nullptr ? GiveText(where->column, length) : GiveText("", length);
}

const char* kenko_error_file(const kenko_error* error, size_t* length) {
  if (error == nullptr) return GiveText(nullptr, length);
  const kenko::Location* const where = WhereOf(error);
  return where != nullptr ? GiveText(where->file, length) : GiveText("", length);
}

int64_t kenko_error_row(const kenko_error* error) {
  const kenko::Location* const where = WhereOf(error);
  return where != nullptr ? where->row : -1;
}

int32_t kenko_error_line(const kenko_error* error) {
  const kenko::Location* const where = WhereOf(error);
  return where != nullptr ? where->line : 0;
}

int32_t kenko_error_file_column(const kenko_error* error) {
  const kenko::Location* const where = WhereOf(error);
  return where != nullptr ? where->file_column : 0;
}

void kenko_error_free(kenko_error* error) {
  if (error != OutOfMemory()) delete error;
}
