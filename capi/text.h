// Texts on their way out and in.
#ifndef KENKO_CAPI_TEXT_H_
#define KENKO_CAPI_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "kenko/status.h"

namespace kenko::capi {

// A text that the caller borrows.
inline const char* GiveText(const std::string& text, std::size_t* length) {
  if (length != nullptr) *length = text.size();
  return text.c_str();
}
// A literal, or null for none.
inline const char* GiveText(const char* text, std::size_t* length) {
  if (length != nullptr) *length = text != nullptr ? std::string_view(text).size() : 0;
  return text;
}
inline const char* GiveText(std::nullptr_t, std::size_t* length) {
  if (length != nullptr) *length = 0;
  return nullptr;
}

// A text as it came in: null only with length 0 (which stays null, for those to whom that means
// something), at most as long as memory can be. `what` names it in an error.
Status BorrowText(const char* what, const char* data, std::size_t length, std::string_view* text);
// The same, and UTF-8. The portfolio itself checks what goes into it, and says in which column.
Status TakeText(const char* what, const char* data, std::size_t length, std::string_view* text);

}  // namespace kenko::capi

#endif  // KENKO_CAPI_TEXT_H_
