#include "portfolio/arena.h"

#include <algorithm>
#include <cstring>

namespace kenko {

const char* Arena::CopyText(std::string_view text) {
  if (text.empty()) return "";
  char* const copy = static_cast<char*>(AllocateUnaligned(text.size()));
  std::memcpy(copy, text.data(), text.size());
  return copy;
}

void Arena::Rewind(const Mark& mark) noexcept {
  while (blocks_.size() > mark.blocks) blocks_.pop_back();
  used_ = mark.used;
}

void Arena::AddBlock(std::size_t size) {
  size = std::max(size, next_block_);
  Block block{};
  if (size >= Pages::kHuge) {
    block.pages = Pages(size);
    block.data = block.pages.data();
    block.size = block.pages.size();
  } else {
    const std::size_t words = (size + 7) / 8;
    block.memory.reset(new std::uint64_t[words]);
    block.data = reinterpret_cast<char*>(block.memory.get());
    block.size = words * 8;
  }
  blocks_.push_back(std::move(block));
  used_ = 0;
  next_block_ = std::min(next_block_ * 2, greatest_block_);
}

}  // namespace kenko
