// Puts columns that were written with a cell a row into as little memory as they need.
#ifndef KENKO_PORTFOLIO_CELL_PACKING_H_
#define KENKO_PORTFOLIO_CELL_PACKING_H_

#include <cstddef>
#include <cstdint>

#include "portfolio/activity_cells.h"
#include "portfolio/buffer.h"
#include "portfolio/sparse_numbers.h"

namespace kenko {

// Each is told a column, says how many bytes it needs, a multiple of 8, and writes it there. The
// column must outlive it.

class CodePacking {
 public:
  explicit CodePacking(const Buffer<std::uint32_t>& codes);
  // Codes that were narrow to begin with.
  explicit CodePacking(const Buffer<std::uint8_t>& bytes)
      : count_(bytes.size()), bytes_(bytes.data()), width_(1) {}
  std::size_t size() const { return (count_ * static_cast<std::size_t>(width_) + 7) / 8 * 8; }
  CodeCells WriteTo(char* memory) const;

 private:
  std::size_t count_;
  const std::uint32_t* codes_ = nullptr;  // or
  const std::uint8_t* bytes_ = nullptr;
  int width_;
};

class NumberPacking {
 public:
  explicit NumberPacking(const SparseNumbers& numbers);
  std::size_t size() const;
  NumberCells WriteTo(char* memory) const;

 private:
  NumberCells WriteAll(double* cells) const;

  const SparseNumbers& numbers_;
  std::size_t present_;
  bool is_sparse_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_CELL_PACKING_H_
