// Numbers of a part that is being built, most of which may be missing.
#ifndef KENKO_PORTFOLIO_SPARSE_NUMBERS_H_
#define KENKO_PORTFOLIO_SPARSE_NUMBERS_H_

#include <cmath>
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
  // Likewise, or takes away what was there: NaN.
  void Put(std::size_t row, double number) {
    present_[row / 64] &= ~Bit(row);
    if (!std::isnan(number)) Set(row, number);
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

  Buffer<double> cells_;
  Buffer<std::uint64_t> present_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_SPARSE_NUMBERS_H_
