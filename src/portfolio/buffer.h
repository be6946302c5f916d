// A growable array of plain values, and a fixed view of one.
#ifndef KENKO_PORTFOLIO_BUFFER_H_
#define KENKO_PORTFOLIO_BUFFER_H_

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

namespace kenko {

// Unlike std::vector it doesn't fill what it makes room for, so that a column which is about to be
// written is not written twice. It keeps its memory when cleared.
template <typename T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept { *this = std::move(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    owned_ = std::move(other.owned_);
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
  }

  T* data() { return data_; }
  const T* data() const { return data_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }

  std::size_t capacity() const { return capacity_; }

  void Clear() { size_ = 0; }

  // Room for exactly `size` elements where there is less.
  void Reserve(std::size_t size) {
    if (size <= capacity_) return;
    std::unique_ptr<T[]> larger(new T[size]);
    if (size_ > 0) std::memcpy(larger.get(), data_, size_ * sizeof(T));
    owned_ = std::move(larger);
    data_ = owned_.get();
    capacity_ = size;
  }

  // Takes memory that is another's for its elements, which hold anything.
  void Borrow(T* memory, std::size_t size) {
    owned_.reset();
    data_ = memory;
    size_ = capacity_ = size;
  }

  // New elements hold anything.
  void Resize(std::size_t size) {
    if (size > capacity_) Reserve(std::max(size, capacity_ * 2));
    size_ = size;
  }

  void Fill(std::size_t size, T value) {
    const std::size_t before = std::min(size_, size);
    Resize(size);
    std::fill(data() + before, data() + size, value);
  }

  void Append(T value) {
    Resize(size_ + 1);
    data_[size_ - 1] = value;
  }

  void Append(const T* values, std::size_t count) {
    if (count == 0) return;
    Resize(size_ + count);
    std::memcpy(data_ + size_ - count, values, count * sizeof(T));
  }

  // A copy that takes no more memory than it needs.
  Buffer Copy() const {
    Buffer copy;
    copy.Reserve(size_);
    copy.Append(data(), size_);
    return copy;
  }

 private:
  std::unique_ptr<T[]> owned_;  // null where the memory is another's
  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_BUFFER_H_
