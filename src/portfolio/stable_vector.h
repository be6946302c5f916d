// An append-only array whose elements never move.
#ifndef KENKO_PORTFOLIO_STABLE_VECTOR_H_
#define KENKO_PORTFOLIO_STABLE_VECTOR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>

#include "portfolio/pages.h"

namespace kenko {

// One thread appends. Others may meanwhile read elements below a size that was handed to them
// (through a snapshot): neither those elements nor the blocks that hold them are touched again.
template <typename T>
class StableVector {
 public:
  std::size_t size() const { return size_; }  // for the appending thread

  T& operator[](std::size_t i) { return *Find(i); }
  const T& operator[](std::size_t i) const { return *Find(i); }

  // Makes room; new elements are all zero bytes. After it, SetSize up to `size` can't fail.
  void Reserve(std::size_t size) {
    while (capacity_ < size) {
      const std::size_t block_size = kFirstBlock << block_count_;
      blocks_[block_count_].Make(block_size);
      ++block_count_;
      capacity_ += block_size;
    }
  }

  // REQUIRES: there is room. Elements that go stay in memory, and come back as they were.
  void SetSize(std::size_t size) noexcept { size_ = size; }

  void Append(const T& value) {
    Reserve(size_ + 1);
    *Find(size_) = value;
    ++size_;
  }

 private:
  static constexpr std::size_t kFirstBlock = 256;
  static constexpr int kFirstBits = 8;
  static_assert(std::is_trivially_destructible_v<T>);

  struct Block {
    void Make(std::size_t size) {
      if (size * sizeof(T) >= Pages::kHuge) {
        pages = Pages(size * sizeof(T));  // all zero
        items = reinterpret_cast<T*>(pages.data());
      } else {
        own.reset(new T[size]());
        items = own.get();
      }
    }
    T* items = nullptr;
    std::unique_ptr<T[]> own;  // or, where it is large,
    Pages pages;
  };

  // Block b holds kFirstBlock << b elements.
  T* Find(std::size_t i) const {
    const std::size_t shifted = i + kFirstBlock;
    const int block = 63 - __builtin_clzll(shifted) - kFirstBits;
    return &blocks_[block].items[shifted - (kFirstBlock << block)];
  }

  std::array<Block, 44> blocks_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  int block_count_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_STABLE_VECTOR_H_
