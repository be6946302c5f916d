// Checks of what a caller hands in, so that a wrong argument is an error and never a crash.
#ifndef KENKO_CAPI_ARGUMENTS_H_
#define KENKO_CAPI_ARGUMENTS_H_

#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <string>

#include "kenko/portfolio.h"
#include "kenko/status.h"

namespace kenko::capi {

struct Pointer {
  const char* name;
  const void* value;
};

// An error that names the first null one.
Status CheckPointers(std::initializer_list<Pointer> pointers);

// An array: null only where it is empty; no more elements of `element_size` than memory can hold.
Status CheckArray(const char* name, const void* array, std::size_t count, std::size_t element_size);

// Text or not, a size beyond this can't be that of any object.
inline constexpr std::size_t kMostBytes = static_cast<std::size_t>(-1) / 2;

// A KENKO_TABLE_….
Status TakeTable(int32_t number, InputTable* table);

// A struct_size that can be one: at least that of the version that had the struct first.
Status CheckStructSize(const char* name, std::size_t size, std::size_t first_size);

// The part of struct_size that this library knows must be there in full as of version 0.1, and the
// rest, of a later version that the caller was compiled with, must be zero: then it asks for
// nothing that this library would leave undone.
Status CheckStruct(const char* name, const void* given, std::size_t first_size,
                   std::size_t known_size);

// Takes over the known prefix of an option struct; what the caller's version lacks keeps the
// value it has in `*taken`, an …_INIT. `first_size` is the struct's size in version 0.1.
template <typename Options>
Status TakeStruct(const char* name, const Options* given, std::size_t first_size, Options* taken) {
  Status status = CheckStruct(name, given, first_size, sizeof(Options));
  if (!status.ok()) return status;
  const std::size_t size =
      given->struct_size < sizeof(Options) ? given->struct_size : sizeof(Options);
  std::memcpy(taken, given, size);
  return {};
}

}  // namespace kenko::capi

#endif  // KENKO_CAPI_ARGUMENTS_H_
