#include "portfolio/cell_packing.h"

#include <algorithm>

namespace kenko {
namespace {

constexpr std::size_t kBlockRows = 64;

template <typename T>
CodeCells WriteCodes(const std::uint32_t* codes, std::size_t count, char* memory) {
  T* const cells = reinterpret_cast<T*>(memory);
  for (std::size_t i = 0; i < count; ++i) cells[i] = static_cast<T>(codes[i]);
  return CodeCells(cells);
}

}  // namespace

CodePacking::CodePacking(const Buffer<std::uint32_t>& codes)
    : count_(codes.size()), codes_(codes.data()) {
  std::uint32_t bits = 0;
  for (const std::uint32_t code : codes) bits |= code;
  width_ = bits <= 0xFF ? 1 : bits <= 0xFFFF ? 2 : 4;
}

CodeCells CodePacking::WriteTo(char* memory) const {
  if (count_ == 0) return {};
  if (bytes_ != nullptr) {
    auto* const cells = reinterpret_cast<std::uint8_t*>(memory);
    std::copy_n(bytes_, count_, cells);
    return CodeCells(cells);
  }
  if (width_ == 1) return WriteCodes<std::uint8_t>(codes_, count_, memory);
  if (width_ == 2) return WriteCodes<std::uint16_t>(codes_, count_, memory);
  return WriteCodes<std::uint32_t>(codes_, count_, memory);
}

NumberPacking::NumberPacking(const SparseNumbers& numbers) : numbers_(numbers) {
  present_ = 0;
  for (const std::uint64_t block : numbers.present()) {
    present_ += CountBits(block);
  }
  is_sparse_ = present_ < numbers.size() / 2;
}

std::size_t NumberPacking::size() const {
  if (present_ == 0) return 0;
  if (!is_sparse_) return numbers_.size() * sizeof(double);
  return numbers_.present().size() * sizeof(PresentBlock) + present_ * sizeof(double);
}

NumberCells NumberPacking::WriteTo(char* memory) const {
  if (present_ == 0) return {};
  if (!is_sparse_) return WriteAll(reinterpret_cast<double*>(memory));
  const std::size_t block_count = numbers_.present().size();
  auto* const blocks = reinterpret_cast<PresentBlock*>(memory);
  auto* const cells = reinterpret_cast<double*>(blocks + block_count);
  std::size_t count = 0;
  for (std::size_t block = 0; block < block_count; ++block) {
    const double* const from = numbers_.cells() + block * kBlockRows;
    std::uint64_t left = numbers_.present()[block];
    blocks[block] = {left, count};
    for (; left != 0; left &= left - 1) cells[count++] = from[__builtin_ctzll(left)];
  }
  return NumberCells(cells, blocks);
}

NumberCells NumberPacking::WriteAll(double* cells) const {
  for (std::size_t row = 0; row < numbers_.size(); ++row) cells[row] = numbers_[row];
  return NumberCells(cells);
}

}  // namespace kenko
