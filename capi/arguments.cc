#include "capi/arguments.h"

#include "base/utf8.h"
#include "capi/kenko.h"
#include "capi/text.h"

namespace kenko::capi {

Status CheckPointers(std::initializer_list<Pointer> pointers) {
  for (const Pointer& pointer : pointers) {
    if (pointer.value == nullptr) {
      return InvalidArgument(std::string(pointer.name) + " is null; it may not be");
    }
  }
  return {};
}

Status CheckArray(const char* name, const void* array, std::size_t count,
                  std::size_t element_size) {
  if (count > kMostBytes / element_size) {
    return InvalidArgument("the count of " + std::string(name) + ", " + std::to_string(count) +
                           ", is beyond any memory; is it a negative number?");
  }
  if (array == nullptr && count > 0) {
    return InvalidArgument(std::string(name) + " is null with a count of " + std::to_string(count));
  }
  return {};
}

Status TakeTable(int32_t number, InputTable* table) {
  if (number < KENKO_TABLE_CUSTOMERS || number > KENKO_TABLE_FEEDS) {
    return InvalidArgument("table is " + std::to_string(number) +
                           "; it must be one of KENKO_TABLE_…, 0 to 3");
  }
  *table = static_cast<InputTable>(number);
  return {};
}

Status CheckStructSize(const char* name, std::size_t size, std::size_t first_size) {
  // No struct of ours will ever come near this; more is a struct that was not filled in.
  constexpr std::size_t kMostSize = 64 * 1024;
  if (size < first_size || size > kMostSize) {
    return InvalidArgument(std::string(name) + "->struct_size is " + std::to_string(size) +
                           "; it must be the struct's sizeof, at least " +
                           std::to_string(first_size));
  }
  return {};
}

Status CheckStruct(const char* name, const void* given, std::size_t first_size,
                   std::size_t known_size) {
  std::size_t size = 0;  // struct_size is the first member of each
  std::memcpy(&size, given, sizeof size);
  if (Status status = CheckStructSize(name, size, first_size); !status.ok()) return status;
  const auto* const bytes = static_cast<const unsigned char*>(given);
  for (std::size_t i = known_size; i < size; ++i) {
    if (bytes[i] != 0) {
      return InvalidArgument(std::string(name) + " sets an option at byte " + std::to_string(i) +
                             " that this version of kenko (" + kenko_version_text() +
                             ") does not know");
    }
  }
  return {};
}

Status BorrowText(const char* what, const char* data, std::size_t length, std::string_view* text) {
  *text = {};
  if (length > kMostBytes) {
    return InvalidArgument("the length of " + std::string(what) + ", " + std::to_string(length) +
                           ", is beyond any memory; is it a negative number?");
  }
  if (data == nullptr && length > 0) {
    return InvalidArgument(std::string(what) + " is null with length " + std::to_string(length));
  }
  *text = {data, length};
  return {};
}

Status TakeText(const char* what, const char* data, std::size_t length, std::string_view* text) {
  if (Status status = BorrowText(what, data, length, text); !status.ok()) return status;
  if (!IsUtf8(*text)) return InvalidArgument(std::string(what) + " is not valid UTF-8");
  return {};
}

}  // namespace kenko::capi
