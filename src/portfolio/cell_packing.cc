#include "portfolio/cell_packing.h"

#include <algorithm>
#include <cmath>

namespace kenko {
namespace {

constexpr std::size_t kBlockRows = 64;

std::size_t BlockCount(std::size_t rows) { return (rows + kBlockRows - 1) / kBlockRows; }

template <typename T>
CodeCells WriteCodes(const Buffer<std::uint32_t>& codes, char* memory) {
  T* const cells = reinterpret_cast<T*>(memory);
  // Through locals: a byte that is written might else be one of the buffer's own.
  const std::uint32_t* const from = codes.data();
  const std::size_t count = codes.size();
  for (std::size_t i = 0; i < count; ++i) cells[i] = static_cast<T>(from[i]);
  return CodeCells(cells);
}

}  // namespace

CodePacking::CodePacking(const Buffer<std::uint32_t>& codes) : codes_(codes) {
  std::uint32_t bits = 0;
  for (const std::uint32_t code : codes) bits |= code;
  width_ = bits <= 0xFF ? 1 : bits <= 0xFFFF ? 2 : 4;
}

CodeCells CodePacking::WriteTo(char* memory) const {
  if (codes_.empty()) return {};
  if (width_ == 1) return WriteCodes<std::uint8_t>(codes_, memory);
  if (width_ == 2) return WriteCodes<std::uint16_t>(codes_, memory);
  return WriteCodes<std::uint32_t>(codes_, memory);
}

NumberPacking::NumberPacking(const Buffer<double>& numbers) : numbers_(numbers) {
  present_ = 0;
  for (const double number : numbers) present_ += !std::isnan(number);
  is_sparse_ = present_ < numbers.size() / 2;
}

std::size_t NumberPacking::size() const {
  if (present_ == 0) return 0;
  if (!is_sparse_) return numbers_.size() * sizeof(double);
  // One more, as WriteTo writes behind the last.
  return BlockCount(numbers_.size()) * sizeof(PresentBlock) + (present_ + 1) * sizeof(double);
}

NumberCells NumberPacking::WriteTo(char* memory) const {
  if (present_ == 0) return {};
  const std::size_t rows = numbers_.size();
  if (!is_sparse_) {
    auto* const cells = reinterpret_cast<double*>(memory);
    std::copy_n(numbers_.data(), rows, cells);
    return NumberCells(cells);
  }
  auto* const blocks = reinterpret_cast<PresentBlock*>(memory);
  auto* const cells = reinterpret_cast<double*>(blocks + BlockCount(rows));
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < rows; begin += kBlockRows) {
    PresentBlock block{0, count};
    const std::size_t end = std::min(begin + kBlockRows, rows);
    for (std::size_t row = begin; row < end; ++row) {
      // Without a branch: a missing number is written, too, and then by the next one over it.
      const bool is_present = !std::isnan(numbers_[row]);
      cells[count] = numbers_[row];
      count += is_present;
      block.present |= std::uint64_t{is_present} << (row - begin);
    }
    blocks[begin / kBlockRows] = block;
  }
  return NumberCells(cells, blocks);
}

}  // namespace kenko
