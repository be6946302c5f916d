#include "capi/handles.h"
#include "capi/text.h"

using kenko::capi::GiveText;

namespace {

// Null beyond the last.
const kenko::Diagnostic* At(const kenko_diagnostics* diagnostics, size_t index) {
  if (diagnostics == nullptr || index >= diagnostics->items.size()) return nullptr;
  return &diagnostics->items[index];
}

}  // namespace

size_t kenko_diagnostics_count(const kenko_diagnostics* diagnostics) {
  return diagnostics != nullptr ? diagnostics->items.size() : 0;
}

int32_t kenko_diagnostics_severity(const kenko_diagnostics* diagnostics, size_t index) {
  const kenko::Diagnostic* const one = At(diagnostics, index);
  return one != nullptr ? static_cast<int32_t>(one->severity) : -1;
}

int32_t kenko_diagnostics_line(const kenko_diagnostics* diagnostics, size_t index) {
  const kenko::Diagnostic* const one = At(diagnostics, index);
  return one != nullptr ? one->line : 0;
}

int32_t kenko_diagnostics_column(const kenko_diagnostics* diagnostics, size_t index) {
  const kenko::Diagnostic* const one = At(diagnostics, index);
  return one != nullptr ? one->column : 0;
}

const char* kenko_diagnostics_message(const kenko_diagnostics* diagnostics, size_t index,
                                      size_t* length) {
  const kenko::Diagnostic* const one = At(diagnostics, index);
  return one != nullptr ? GiveText(one->message, length) : GiveText(nullptr, length);
}

void kenko_diagnostics_free(kenko_diagnostics* diagnostics) { delete diagnostics; }
