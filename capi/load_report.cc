#include "capi/handles.h"
#include "capi/text.h"

using kenko::capi::GiveText;

namespace {

// Null beyond the last.
const kenko::LoadReport::BadRow* At(const kenko_load_report* report, size_t index) {
  if (report == nullptr || index >= report->report.first_bad_rows.size()) return nullptr;
  return &report->report.first_bad_rows[index];
}

}  // namespace

int64_t kenko_load_report_rows_loaded(const kenko_load_report* report) {
  return report != nullptr ? report->report.rows_loaded : 0;
}

int64_t kenko_load_report_rows_set_aside(const kenko_load_report* report) {
  return report != nullptr ? report->report.rows_set_aside : 0;
}

size_t kenko_load_report_bad_row_count(const kenko_load_report* report) {
  return report != nullptr ? report->report.first_bad_rows.size() : 0;
}

int64_t kenko_load_report_bad_row(const kenko_load_report* report, size_t index) {
  const auto* const bad = At(report, index);
  return bad != nullptr ? bad->row : -1;
}

const char* kenko_load_report_bad_row_column(const kenko_load_report* report, size_t index,
                                             size_t* length) {
  const auto* const bad = At(report, index);
  return bad != nullptr ? GiveText(bad->column, length) : GiveText(nullptr, length);
}

const char* kenko_load_report_bad_row_message(const kenko_load_report* report, size_t index,
                                              size_t* length) {
  const auto* const bad = At(report, index);
  return bad != nullptr ? GiveText(bad->message, length) : GiveText(nullptr, length);
}

void kenko_load_report_free(kenko_load_report* report) { delete report; }
