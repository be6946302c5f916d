// Memory that is given out piece by piece, never moves, and is given back from the end only.
#ifndef KENKO_PORTFOLIO_ARENA_H_
#define KENKO_PORTFOLIO_ARENA_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "portfolio/pages.h"

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
    used_ = (used_ + 7) & ~static_cast<std::size_t>(7);
    return AllocateUnaligned(size);
  }

  // The text's bytes, in memory that lives as long as the arena.
  const char* CopyText(std::string_view text);

  Mark mark() const { return {blocks_.size(), used_}; }
  // Gives back all that was allocated since. Nobody may hold pointers to it.
  void Rewind(const Mark& mark) noexcept;

 private:
  struct Block {
    std::unique_ptr<std::uint64_t[]> memory;  // or, where it is large,
    Pages pages;
    char* data;
    std::size_t size;
  };

  void* AllocateUnaligned(std::size_t size) {
    if (blocks_.empty() || blocks_.back().size < used_ || blocks_.back().size - used_ < size) {
      AddBlock(size);
    }
    void* const result = blocks_.back().data + used_;
    used_ += size;
    return result;
  }
  void AddBlock(std::size_t size);

  std::vector<Block> blocks_;
  std::size_t used_ = 0;  // of the last block
  std::size_t next_block_;
  std::size_t greatest_block_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ARENA_H_
