// Status and Result<T>: how every call of kenko tells success or what is wrong, where, and what
// would be right. No call prints, and none throws anything but std::bad_alloc, after which all is
// as it was before the call. (Across the C ABI nothing is thrown at all.)
#ifndef KENKO_STATUS_H_
#define KENKO_STATUS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace kenko {

// The numbers are those of absl::StatusCode, and travel unchanged through the C ABI.
enum class StatusCode : std::int32_t {
  kOk = 0,
  kCancelled = 1,
  kInvalidArgument = 3,
  kNotFound = 5,
  kResourceExhausted = 8,
  kInternal = 13,
};

// Where an error applies. Fields that do not apply are empty, -1 or 0.
struct Location {
  std::string table;      // "customers", "activities", "milestones", "feeds"
  std::int64_t row = -1;  // from 0, counted over all batches of one load
  std::string column;     // the table's column
  std::string file;       // a model's file name
  int line = 0;           // from 1
  int file_column = 0;    // from 1, in characters
};

// A value type; moving it is cheap. Ok carries no allocation.
class [[nodiscard]] Status {
 public:
  Status() = default;  // ok
  Status(StatusCode code, std::string message, Location where = {})
      : detail_(std::make_unique<Detail>(Detail{code, std::move(message), std::move(where)})) {}
  Status(const Status& other)
      : detail_(other.detail_ ? std::make_unique<Detail>(*other.detail_) : nullptr) {}
  Status& operator=(const Status& other) {
    if (this != &other) *this = Status(other);
    return *this;
  }
  Status(Status&&) noexcept = default;
  Status& operator=(Status&&) noexcept = default;
  ~Status() = default;

  bool ok() const { return detail_ == nullptr; }
  StatusCode code() const { return detail_ ? detail_->code : StatusCode::kOk; }
  // What is wrong and what would be right, in one or more lines, location included.
  const std::string& message() const { return detail_ ? detail_->message : EmptyText(); }
  const Location& location() const { return detail_ ? detail_->where : EmptyLocation(); }

 private:
  struct Detail {
    StatusCode code;
    std::string message;
    Location where;
  };
  static const std::string& EmptyText();
  static const Location& EmptyLocation();

  std::unique_ptr<Detail> detail_;
};

inline Status InvalidArgument(std::string message, Location where = {}) {
  return Status(StatusCode::kInvalidArgument, std::move(message), std::move(where));
}
inline Status NotFound(std::string message) {
  return Status(StatusCode::kNotFound, std::move(message));
}

// A value or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}          // NOLINT: implicit on purpose
  Result(Status status) : status_(std::move(status)) {}  // NOLINT: implicit on purpose

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }
  // REQUIRES: ok().
  T& value() & { return *value_; }
  const T& value() const& { return *value_; }
  T&& value() && { return std::move(*value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return std::move(*value_); }

 private:
  Status status_;
  std::optional<T> value_;
};

}  // namespace kenko

#endif  // KENKO_STATUS_H_
