// An Arrow stream that asks a progress callback before each batch of another stream.
#ifndef KENKO_CAPI_PROGRESS_STREAM_H_
#define KENKO_CAPI_PROGRESS_STREAM_H_

#include <cerrno>
#include <cstdint>

#include "capi/kenko.h"

namespace kenko::capi {

// It stands on the stack of the load. Released, it releases the other one, which must outlive it.
class ProgressStream {
 public:
  using Progress = int32_t (*)(int64_t rows, void* user_data);

  ProgressStream(ArrowArrayStream* source, Progress progress, void* user_data)
      : source_(source), progress_(progress), user_data_(user_data) {
    stream_.get_schema = [](ArrowArrayStream* stream, ArrowSchema* out) {
      ArrowArrayStream* const other = Self(stream).source_;
      return other->get_schema != nullptr ? other->get_schema(other, out) : EINVAL;
    };
    stream_.get_next = [](ArrowArrayStream* stream, ArrowArray* out) {
      return Self(stream).GetNext(out);
    };
    stream_.get_last_error = [](ArrowArrayStream* stream) { return Self(stream).LastError(); };
    stream_.release = [](ArrowArrayStream* stream) {
      ArrowArrayStream* const other = Self(stream).source_;
      other->release(other);
      stream->release = nullptr;
    };
    stream_.private_data = this;
  }
  ProgressStream(const ProgressStream&) = delete;
  ProgressStream& operator=(const ProgressStream&) = delete;

  ArrowArrayStream* stream() { return &stream_; }

 private:
  static ProgressStream& Self(ArrowArrayStream* stream) {
    return *static_cast<ProgressStream*>(stream->private_data);
  }

  int GetNext(ArrowArray* out) {
    if (progress_(rows_, user_data_) != 0) {
      cancelled_ = true;
      return ECANCELED;
    }
    if (source_->get_next == nullptr) return EINVAL;
    const int code = source_->get_next(source_, out);
    if (code == 0 && out->release != nullptr && out->length > 0) rows_ += out->length;
    return code;
  }

  const char* LastError() {
    if (cancelled_) return "the progress callback cancelled the load";
    return source_->get_last_error != nullptr ? source_->get_last_error(source_) : nullptr;
  }

  ArrowArrayStream* const source_;
  const Progress progress_;
  void* const user_data_;
  ArrowArrayStream stream_{};
  int64_t rows_ = 0;
  bool cancelled_ = false;
};

}  // namespace kenko::capi

#endif  // KENKO_CAPI_PROGRESS_STREAM_H_
