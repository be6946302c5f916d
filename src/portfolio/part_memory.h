// Where the columns of parts lie.
#ifndef KENKO_PORTFOLIO_PART_MEMORY_H_
#define KENKO_PORTFOLIO_PART_MEMORY_H_

#include <cstddef>
#include <memory>

#include "portfolio/pages.h"
#include "portfolio/spare_pages.h"

namespace kenko {

// Gives the parts of a large load neighbouring pieces of large pages, those of a small one pieces
// of the heap. Not for use by several threads at once; the pieces may live on any.
class PartMemory {
 public:
  PartMemory() = default;
  // Large pages come from `spare`, which must outlive it.
  explicit PartMemory(SparePages& spare) : spare_(&spare) {}

  class Piece {
   public:
    char* data() const { return own_ != nullptr ? own_.get() : range_.data(); }

   private:
    friend class PartMemory;
    std::unique_ptr<char[]> own_;
    PageRange range_;
  };
  // Aligned for any plain value; holds anything.
  Piece Take(std::size_t size);

 private:
  SparePages* spare_ = nullptr;  // null: pieces of the heap
  std::shared_ptr<const Pages> pages_;
  std::size_t used_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_PART_MEMORY_H_
