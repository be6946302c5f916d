#include "arrow/row_source.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "base/utf8.h"

namespace kenko {
namespace {

constexpr std::int64_t kMostColumns = 1'000'000;

// Releases an ArrowSchema or ArrowArray at the end of a scope.
template <typename T>
struct Owned {
  T value{};
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (value.release != nullptr) value.release(&value);
  }
};

}  // namespace

ArrowRowSource::ArrowRowSource(InputTable table, std::string id_column, ArrowArrayStream* stream,
                               std::int64_t block_rows)
    : table_(table), id_column_(std::move(id_column)), stream_(stream), block_rows_(block_rows) {}

ArrowRowSource::~ArrowRowSource() {
  if (batch_.release != nullptr) batch_.release(&batch_);
}

Result<bool> ArrowRowSource::Next(RowBlock* block) {
  return NextByParts(block, [](std::size_t count, const auto& part) {
    for (std::size_t i = 0; i < count; ++i) part(i);
  });
}

Result<bool> ArrowRowSource::NextByParts(RowBlock* block, const RunParts& run) {
  if (!opened_) {
    if (Status status = Open(); !status.ok()) return status;
    opened_ = true;
  }
  if (position_ == batch_.length) {
    Result<bool> more = NextBatch();
    if (!more.ok() || !*more) return more;
  }
  const std::int64_t count = std::min(block_rows_, batch_.length - position_);
  block->row_count = count;
  block->columns.resize(columns_.size());
  problems_.assign(columns_.size(), {});
  run(columns_.size(), [&](std::size_t i) {
    problems_[i] = columns_[i].Read(position_, count, &block->columns[i]);
  });
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    ArrowProblem& problem = problems_[i];
    if (!problem) continue;
    if (problem.row >= 0) problem.row += rows_before_ + position_;
    return Error(problem, columns_[i].name());
  }
  position_ += count;
  block->rows_after = batch_.length - position_;
  return true;
}

Status ArrowRowSource::Open() {
  if (stream_->get_schema == nullptr || stream_->get_next == nullptr) {
    return Error({"the Arrow stream lacks its callbacks"}, "");
  }
  Owned<ArrowSchema> owned;
  const ArrowSchema& schema = owned.value;
  if (const int code = stream_->get_schema(stream_, &owned.value); code != 0) {
    owned.value.release = nullptr;  // nothing was put there
    return ProducerError(code, "get_schema");
  }
  if (schema.release == nullptr) return Error({"the Arrow stream gave a released schema"}, "");
  if (schema.format == nullptr || std::string_view(schema.format) != "+s") {
    return Error(
        {"the Arrow stream is not one of record batches: its format is '" +
         std::string(schema.format != nullptr ? schema.format : "").substr(0, 40) + "', not '+s'"},
        "");
  }
  if (schema.n_children < 0 || schema.n_children > kMostColumns ||
      (schema.n_children > 0 && schema.children == nullptr)) {
    return Error({"the Arrow schema's columns are missing; n_children says " +
                  std::to_string(schema.n_children)},
                 "");
  }
  columns_.resize(static_cast<std::size_t>(schema.n_children));
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const ArrowSchema* const child = schema.children[i];
    if (child == nullptr) {
      return Error({"the Arrow schema's column " + std::to_string(i) + " is missing"}, "");
    }
    const bool is_id = child->name != nullptr && child->name == id_column_;
    if (ArrowProblem problem = columns_[i].Open(*child, is_id, &next_dictionary_)) {
      return Error(problem, columns_[i].name());
    }
  }
  return {};
}

Result<bool> ArrowRowSource::NextBatch() {
  while (!ended_) {
    Owned<ArrowArray> next;
    if (const int code = stream_->get_next(stream_, &next.value); code != 0) {
      next.value.release = nullptr;
      return ProducerError(code, "get_next");
    }
    if (next.value.release == nullptr) {
      ended_ = true;
      break;
    }
    if (Status status = Attach(next.value); !status.ok()) return status;
    if (next.value.length == 0) continue;  // the old batch stays: dictionaries are compared with it
    rows_before_ += batch_.length;
    position_ = 0;
    std::swap(batch_, next.value);  // and `next` releases the old one
    return true;
  }
  return false;
}

Status ArrowRowSource::Attach(const ArrowArray& batch) {
  const auto child_count = static_cast<std::int64_t>(columns_.size());
  if (ArrowProblem problem = CheckBatch(batch, child_count)) {
    if (problem.row >= 0) problem.row += rows_before_ + batch_.length;
    return Error({"Arrow record batch: " + problem.what, problem.row}, "");
  }
  if (batch.length == 0) return {};
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const ArrowProblem problem = columns_[i].Attach(*batch.children[i], batch.offset, batch.length);
    if (problem) return Error({"Arrow array: " + problem.what}, columns_[i].name());
  }
  return {};
}

Status ArrowRowSource::ProducerError(int code, const char* call) {
  const char* told =
      stream_->get_last_error != nullptr ? stream_->get_last_error(stream_) : nullptr;
  std::string what = told != nullptr ? told : "";
  if (what.empty() || !IsUtf8(what)) {
    what = std::string(call) + " failed with error " + std::to_string(code);
  }
  Status status = Error({"the Arrow stream's producer says: " + what}, "");
  StatusCode status_code = StatusCode::kInvalidArgument;
  if (code == ECANCELED) status_code = StatusCode::kCancelled;
  if (code == ENOMEM) status_code = StatusCode::kResourceExhausted;
  return Status(status_code, status.message(), status.location());
}

Status ArrowRowSource::Error(const ArrowProblem& problem, std::string_view column) const {
  Location where;
  where.table = InputTableName(table_);
  where.row = problem.row;
  where.column = column;
  std::string message = where.table;
  if (problem.row >= 0) message += ", row " + std::to_string(problem.row);
  if (!column.empty()) message += ", column " + where.column;
  return InvalidArgument(message + ": " + problem.what, std::move(where));
}

}  // namespace kenko
