// The way in and out of every call that can fail: outputs nulled, exceptions caught, the error
// told.
#ifndef KENKO_CAPI_ENTRY_H_
#define KENKO_CAPI_ENTRY_H_

#include <exception>
#include <new>
#include <stdexcept>
#include <utility>

#include "capi/kenko.h"
#include "kenko/status.h"

namespace kenko::capi {

// Makes the error object for `status`; the out-of-memory error where there is no memory for it.
kenko_status Tell(Status status, kenko_error** error) noexcept;
kenko_status TellOutOfMemory(kenko_error** error) noexcept;
// An exception that is none of those that are expected: a fault of kenko.
kenko_status TellFault(const char* what, kenko_error** error) noexcept;

// Runs `body`, which returns a Status and sets `outputs` as the last thing it does.
template <typename Body, typename... Output>
kenko_status Enter(kenko_error** error, const Body& body, Output**... outputs) noexcept {
  if (error != nullptr) *error = nullptr;
  ((outputs != nullptr ? static_cast<void>(*outputs = nullptr) : static_cast<void>(0)), ...);
  try {
    Status status = body();
    return status.ok() ? static_cast<kenko_status>(KENKO_OK) : Tell(std::move(status), error);
  } catch (const std::bad_alloc&) {
    return TellOutOfMemory(error);
  } catch (const std::length_error&) {
    return TellOutOfMemory(error);  // a size that no memory could hold
  } catch (const std::exception& exception) {
    return TellFault(exception.what(), error);
  } catch (...) {
    return TellFault("an unknown exception", error);
  }
}

}  // namespace kenko::capi

#endif  // KENKO_CAPI_ENTRY_H_
