// Numbers of a part that is being built, most of which may be missing.
#ifndef KENKO_PORTFOLIO_SPARSE_NUMBERS_H_
#define KENKO_PORTFOLIO_SPARSE_NUMBERS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "portfolio/buffer.h"

namespace kenko {

// A place a row, and a bit whether there is a number in it: what is missing costs nothing.
class SparseNumbers {
 public:
  // So many rows, without any numbers.
  void Start(std::size_t rows) {
    cells_.Resize(rows);
    present_.Clear();
    present_.Fill((rows + 63) / 64, 0);
  }
  std::size_t size() const { return cells_.size(); }

  void Set(std::size_t row, double number) {
    cells_[row] = number;
    present_[row / 64] |= Bit(row);
  }
  // Row begin + i gets what the row row_at(i), one of [begin, end), has. Without a branch a row, as
  // it can't be foretold who has a number.
  template <typename RowAt>
  void Permute(std::size_t begin, std::size_t end, const RowAt& row_at) {
    const std::size_t count = end - begin;
    spare_cells_.Resize(count);
    spare_present_.Resize(count);
    double* const cells = cells_.data();
    double* const moved = spare_cells_.data();
    std::uint64_t* const present = present_.data();
    std::uint64_t* const has = spare_present_.data();
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t row = row_at(i);
      moved[i] = cells[row];
      has[i] = present[row / 64] >> row % 64 & 1;
    }
    std::copy_n(moved, count, cells + begin);
    for (std::size_t i = 0; i < count;) {
      // As many rows as have their bits in one block.
      const std::size_t first = (begin + i) % 64, rows = std::min(64 - first, count - i);
      std::uint64_t bits = 0;
      for (std::size_t k = 0; k < rows; ++k) bits |= has[i + k] << k;
      std::uint64_t& block = present[(begin + i) / 64];
      block = (block & ~(LowBits(rows) << first)) | bits << first;
      i += rows;
    }
  }
  bool Has(std::size_t row) const { return (present_[row / 64] & Bit(row)) != 0; }
  // NaN where it is missing.
  double operator[](std::size_t row) const {
    return Has(row) ? cells_[row] : std::numeric_limits<double>::quiet_NaN();
  }

  // What is at the place of a missing number may be anything.
  const double* cells() const { return cells_.data(); }
  // A bit a row, 64 rows each.
  const Buffer<std::uint64_t>& present() const { return present_; }

 private:
  static std::uint64_t Bit(std::size_t row) { return std::uint64_t{1} << row % 64; }
  // REQUIRES: up to 64.
  static std::uint64_t LowBits(std::size_t count) {
    return count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  }

  Buffer<double> cells_;
  Buffer<std::uint64_t> present_;
  Buffer<double> spare_cells_;
  Buffer<std::uint64_t> spare_present_;  // of each row its bit
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_SPARSE_NUMBERS_H_
