#include "portfolio/arena.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace kenko {

const char* Arena::CopyText(std::string_view text) {
  if (text.empty()) return "";
  if (static_cast<std::size_t>(end_ - next_) < text.size()) AddBlock(text.size());
  char* const copy = Take(text.size());
  std::memcpy(copy, text.data(), text.size());
  return copy;
}

void Arena::Rewind(const Mark& mark) noexcept {
  while (blocks_.size() > mark.blocks) blocks_.pop_back();
  next_ = blocks_.empty() ? nullptr : blocks_.back().data + mark.used;
  end_ = blocks_.empty() ? nullptr : blocks_.back().data + blocks_.back().size;
}

void Arena::Clear(SparePages& spare) {
  for (Block& block : blocks_) {
    if (block.memory == nullptr) spare.Give(std::move(block.pages));
  }
  Rewind({});
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
  next_ = blocks_.back().data;
  end_ = next_ + blocks_.back().size;
  next_block_ = std::min(next_block_ * 2, greatest_block_);
}

}  // namespace kenko
