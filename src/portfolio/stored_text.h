// A text in 16 bytes, with its bytes where they are few.
#ifndef KENKO_PORTFOLIO_STORED_TEXT_H_
#define KENKO_PORTFOLIO_STORED_TEXT_H_

#include <cstdint>
#include <cstring>
#include <string_view>

#include "portfolio/arena.h"
#include "portfolio/hash.h"

namespace kenko {

// Ids and names are short: then looking at one waits for one cache line instead of for two. All
// zero bytes are the empty text. What it says is valid while it stays where it is.
class StoredText {
 public:
  // What is not short goes to the arena, which must outlive it.
  void Set(std::string_view text, Arena& arena) {
    size_ = static_cast<std::uint32_t>(text.size());
    if (IsShort()) {
      CopyBytes(bytes_, text);
    } else {
      const char* const copy = arena.CopyText(text);
      std::memcpy(bytes_ + kPointer, &copy, sizeof copy);
    }
  }

  std::string_view text() const { return {IsShort() ? bytes_ : pointer(), size_}; }
  void PrefetchBytes() const {
    if (!IsShort()) __builtin_prefetch(pointer());
  }

 private:
  bool IsShort() const { return size_ <= sizeof bytes_; }
  const char* pointer() const {
    const char* pointer;
    std::memcpy(&pointer, bytes_ + kPointer, sizeof pointer);
    return pointer;
  }

  static constexpr std::size_t kPointer = 4;  // aligned for one
  std::uint32_t size_;
  char bytes_[12];
};
static_assert(sizeof(StoredText) == 16);

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_STORED_TEXT_H_
