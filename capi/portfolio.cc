#include <memory>
#include <utility>

#include "capi/arguments.h"
#include "capi/entry.h"
#include "capi/handles.h"
#include "capi/load_options.h"
#include "capi/progress_stream.h"
#include "kenko/arrow.h"

using kenko::InputTable;
using kenko::LoadOptions;
using kenko::LoadReport;
using kenko::Result;
using kenko::Status;
using kenko::capi::CheckPointers;
using kenko::capi::Enter;
using kenko::capi::ProgressStream;
using kenko::capi::TakeLoadOptions;
using kenko::capi::TakeTable;

namespace {

Status Load(kenko_portfolio* portfolio, int32_t table_number, ArrowArrayStream* stream,
            const kenko_load_options* given, kenko_load_report** report) {
  Status status = CheckPointers({{"portfolio", portfolio}, {"stream", stream}});
  if (!status.ok()) return status;
  InputTable table;
  status = TakeTable(table_number, &table);
  if (!status.ok()) return status;
  kenko_load_options taken;
  LoadOptions options;
  status = TakeLoadOptions(given, &taken, &options);
  if (!status.ok()) return status;

  // Made first: once the rows are in, nothing may fail any more.
  std::unique_ptr<kenko_load_report> made;
  if (report != nullptr) made = std::make_unique<kenko_load_report>();
  const auto load = [&](ArrowArrayStream* source) {
    return kenko::LoadArrow(portfolio->portfolio, table, source, options);
  };
  Result<LoadReport> loaded = LoadReport();
  if (taken.progress == nullptr || stream->release == nullptr) {
    loaded = load(stream);
  } else {
    ProgressStream watched(stream, taken.progress, taken.user_data);
    loaded = load(watched.stream());
  }
  if (!loaded.ok()) return loaded.status();
  if (report != nullptr) {
    made->report = std::move(*loaded);
    *report = made.release();
  }
  return {};
}

}  // namespace

kenko_status kenko_portfolio_create(kenko_portfolio** portfolio, kenko_error** error) {
  const auto body = [&]() -> Status {
    if (Status status = CheckPointers({{"portfolio", portfolio}}); !status.ok()) return status;
    *portfolio = std::make_unique<kenko_portfolio>().release();
    return {};
  };
  return Enter(error, body, portfolio);
}

void kenko_portfolio_free(kenko_portfolio* portfolio) { delete portfolio; }

kenko_status kenko_portfolio_load(kenko_portfolio* portfolio, int32_t table,
                                  struct ArrowArrayStream* stream,
                                  const kenko_load_options* options, kenko_load_report** report,
                                  kenko_error** error) {
  const auto body = [&] { return Load(portfolio, table, stream, options, report); };
  const kenko_status status = Enter(error, body, report);
  // LoadArrow has released it, unless the call did not get so far.
  if (stream != nullptr && stream->release != nullptr) stream->release(stream);
  return status;
}

kenko_status kenko_snapshot_take(const kenko_portfolio* portfolio, kenko_snapshot** snapshot,
                                 kenko_error** error) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers({{"portfolio", portfolio}, {"snapshot", snapshot}});
    if (!status.ok()) return status;
    *snapshot = new kenko_snapshot{portfolio->portfolio.TakeSnapshot()};
    return {};
  };
  return Enter(error, body, snapshot);
}

void kenko_snapshot_free(kenko_snapshot* snapshot) { delete snapshot; }
