#include "portfolio/part_memory.h"

namespace kenko {

PartMemory::Piece PartMemory::Take(std::size_t size) {
  constexpr std::size_t kCacheLine = 64;
  Piece piece;
  if (spare_ == nullptr) {
    piece.own_.reset(new char[size]);
    return piece;
  }
  if (pages_ == nullptr || pages_->size() - used_ < size) {
    pages_ = std::make_shared<const Pages>(spare_->Take(size));
    used_ = 0;
  }
  piece.range_ = PageRange(pages_, pages_->data() + used_, size);
  used_ += (size + kCacheLine - 1) / kCacheLine * kCacheLine;
  return piece;
}

}  // namespace kenko
