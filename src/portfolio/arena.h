// Memory that is given out piece by piece, never moves, and is given back from the end only.
#ifndef KENKO_PORTFOLIO_ARENA_H_
#define KENKO_PORTFOLIO_ARENA_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/prefetch.h"
#include "portfolio/pages.h"
#include "portfolio/spare_pages.h"

namespace kenko {

class Arena {
 public:
  struct Mark {
    std::size_t blocks = 0;
    std::size_t used = 0;
  };

  // Blocks double from the first size to the greatest.
  explicit Arena(std::size_t first_block = 1024, std::size_t greatest_block = 1 << 20)
      : next_block_(first_block), greatest_block_(greatest_block) {}

  // Aligned for any plain value. `size` bytes, not initialized.
  void* Allocate(std::size_t size) {
    const std::size_t skipped = -reinterpret_cast<std::uintptr_t>(next_) & 7;
    // Nothing at all gets an address, too, so that it can be told from what is not there.
    if (static_cast<std::size_t>(end_ - next_) <= skipped + size) {
      AddBlock(size);
    } else {
      next_ += skipped;
    }
    return Take(size);
  }

  // Asks for the memory that is likely given out next.
  void PrefetchNext() const {
    __builtin_prefetch(next_, 1);
    __builtin_prefetch(next_ + kCacheLine, 1);
  }

  // The text's bytes, in memory that lives as long as the arena.
  const char* CopyText(std::string_view text);

  Mark mark() const { return {blocks_.size(), used()}; }
  // Gives back all that was allocated since. Nobody may hold pointers to it.
  void Rewind(const Mark& mark) noexcept;
  // Gives back everything: large blocks to `spare`.
  void Clear(SparePages& spare);
  // From now on all blocks are large.
  void ExpectMuch() { next_block_ = greatest_block_; }

 private:
  struct Block {
    std::unique_ptr<std::uint64_t[]> memory;  // or, where it is large,
    Pages pages;
    char* data;
    std::size_t size;
  };

  // REQUIRES: there is room.
  char* Take(std::size_t size) {
    char* const result = next_;
    next_ += size;
    return result;
  }
  std::size_t used() const {
    return blocks_.empty() ? 0 : static_cast<std::size_t>(next_ - blocks_.back().data);
  }
  void AddBlock(std::size_t size);

  // What is left of the last block.
  char* next_ = nullptr;
  char* end_ = nullptr;
  std::vector<Block> blocks_;
  std::size_t next_block_;
  std::size_t greatest_block_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ARENA_H_
