#include "arrow/row_source.h"
#include "kenko/arrow.h"

namespace kenko {
namespace {

// Releases the stream however the load ends.
class StreamRelease {
 public:
  explicit StreamRelease(ArrowArrayStream* stream) : stream_(stream) {}
  ~StreamRelease() {
    if (stream_ != nullptr && stream_->release != nullptr) stream_->release(stream_);
  }
  StreamRelease(const StreamRelease&) = delete;
  StreamRelease& operator=(const StreamRelease&) = delete;

 private:
  ArrowArrayStream* const stream_;
};

}  // namespace

Result<LoadReport> LoadArrow(Portfolio& portfolio, InputTable table, ArrowArrayStream* stream,
                             const LoadOptions& options) {
  const StreamRelease release(stream);
  if (stream == nullptr || stream->release == nullptr) {
    return InvalidArgument(std::string(InputTableName(table)) +
                           ": the Arrow stream is null or was released before");
  }
  ArrowRowSource rows(table, table == InputTable::kCustomers ? options.id_column : "customer_id",
                      stream, ArrowRowSource::BlockRows(options.threads));
  return portfolio.Load(table, rows, options);
}

}  // namespace kenko
