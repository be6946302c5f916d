// Columns of activities in as little memory as their cells need.
#ifndef KENKO_PORTFOLIO_ACTIVITY_CELLS_H_
#define KENKO_PORTFOLIO_ACTIVITY_CELLS_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "base/bits.h"
#include "base/prefetch.h"

namespace kenko {

// Codes of one, two or four bytes each. False where there is no such column: all are 0.
class CodeCells {
 public:
  CodeCells() = default;
  explicit CodeCells(const std::uint8_t* cells) : cells_(cells), width_(1) {}
  explicit CodeCells(const std::uint16_t* cells) : cells_(cells), width_(2) {}
  explicit CodeCells(const std::uint32_t* cells) : cells_(cells), width_(4) {}

  explicit operator bool() const { return cells_ != nullptr; }
  // Calls use(cells) with a pointer to cells of their own type: for loops.
  template <typename Use>
  auto Visit(const Use& use) const {
    if (width_ == 1) return use(static_cast<const std::uint8_t*>(cells_));
    if (width_ == 2) return use(static_cast<const std::uint16_t*>(cells_));
    return use(static_cast<const std::uint32_t*>(cells_));
  }
  std::uint32_t operator[](std::size_t i) const {
    return Visit([i](const auto* cells) -> std::uint32_t { return cells[i]; });
  }
  void PrefetchCell(std::size_t i) const {
    if (cells_ != nullptr) Prefetch(static_cast<const char*>(cells_) + i * width_);
  }
  // Those from `begin` on.
  CodeCells From(std::size_t begin) const {
    CodeCells cells = *this;
    if (cells_ != nullptr) cells.cells_ = static_cast<const char*>(cells_) + begin * width_;
    return cells;
  }

 private:
  const void* cells_ = nullptr;
  std::size_t width_ = 4;  // bytes a code
};

// Of 64 rows, which have a number, and how many rows of the blocks before have.
struct PresentBlock {
  std::uint64_t present;
  std::uint64_t before;
};

// Numbers, most of which may be missing: those there are lie one after another. False where there
// is no such column: all are missing.
class NumberCells {
 public:
  NumberCells() = default;
  // A cell a row, NaN where it is missing.
  explicit NumberCells(const double* cells) : numbers_(cells) {}
  // The numbers there are, and where they are.
  NumberCells(const double* numbers, const PresentBlock* blocks)
      : numbers_(numbers), blocks_(blocks) {}

  explicit operator bool() const { return numbers_ != nullptr; }
  // NaN: missing. REQUIRES: there is such a column.
  double operator[](std::size_t i) const {
    if (blocks_ == nullptr) return numbers_[i];
    const std::size_t row = begin_ + i;
    const PresentBlock& block = blocks_[row / 64];
    const std::uint64_t bit = std::uint64_t{1} << row % 64;
    if ((block.present & bit) == 0) return std::numeric_limits<double>::quiet_NaN();
    return numbers_[block.before + CountBits(block.present & (bit - 1))];
  }
  // Calls use(i, number) for each cell of [begin, end) that is not missing, in order. REQUIRES:
  // there is such a column.
  template <typename Use>
  void ForEach(std::size_t begin, std::size_t end, const Use& use) const {
    if (blocks_ == nullptr) {
      for (std::size_t i = begin; i < end; ++i) {
        if (!std::isnan(numbers_[i])) use(i, numbers_[i]);
      }
      return;
    }
    // Block by block, from number to number.
    const std::size_t last_row = begin_ + end;
    for (std::size_t row = begin_ + begin; row < last_row; row = (row / 64 + 1) * 64) {
      const PresentBlock& block = blocks_[row / 64];
      const std::size_t block_row = row / 64 * 64;
      const std::uint64_t from_row = ~std::uint64_t{0} << row % 64;
      std::uint64_t left = block.present & from_row;
      if (left == 0) continue;
      if (last_row - block_row < 64) left &= ~(~std::uint64_t{0} << (last_row - block_row));
      const double* number = numbers_ + block.before + CountBits(block.present & ~from_row);
      for (; left != 0; left &= left - 1) {
        use(block_row + static_cast<std::size_t>(__builtin_ctzll(left)) - begin_, *number++);
      }
    }
  }
  // Writes out the first `count` cells. REQUIRES: there is such a column.
  void CopyTo(double* to, std::size_t count) const {
    if (blocks_ == nullptr) {
      std::copy_n(numbers_, count, to);
      return;
    }
    std::fill_n(to, count, std::numeric_limits<double>::quiet_NaN());
    ForEach(0, count, [to](std::size_t i, double number) { to[i] = number; });
  }
  // Asks for what tells whether that cell is there.
  void PrefetchBlock(std::size_t i) const {
    if (blocks_ != nullptr) Prefetch(blocks_ + (begin_ + i) / 64);
  }
  // Ask for what CopyTo of so many reads: first for what tells where the numbers are, later for
  // these.
  void PrefetchBlocks(std::size_t count) const {
    if (blocks_ != nullptr && count > 0) PrefetchItems(FirstBlock(), BlockCount(count));
  }
  void PrefetchNumbers(std::size_t count) const {
    if (numbers_ == nullptr || count == 0) return;
    if (blocks_ == nullptr) return PrefetchItems(numbers_, count);
    const PresentBlock& first = *FirstBlock();
    const PresentBlock& last = FirstBlock()[BlockCount(count) - 1];
    PrefetchItems(numbers_ + first.before, last.before - first.before + 1);
  }
  // Those from `begin` on.
  NumberCells From(std::size_t begin) const {
    NumberCells cells = *this;
    if (numbers_ == nullptr) return cells;
    if (blocks_ == nullptr) {
      cells.numbers_ += begin;
    } else {
      cells.begin_ += begin;
    }
    return cells;
  }

 private:
  const PresentBlock* FirstBlock() const { return blocks_ + begin_ / 64; }
  // Of `count` rows, at least one.
  std::size_t BlockCount(std::size_t count) const {
    return (begin_ + count - 1) / 64 - begin_ / 64 + 1;
  }

  const double* numbers_ = nullptr;
  const PresentBlock* blocks_ = nullptr;
  std::size_t begin_ = 0;  // where there are blocks
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_CELLS_H_
