#include "portfolio/pages.h"

#include <cstdint>
#include <new>
#include <utility>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace kenko {

#ifdef __linux__

Pages::Pages(std::size_t size) {
  // Huge pages are aligned to their size: what lies before and behind is given back at once.
  const std::size_t rounded = (size + kPage - 1) / kPage * kPage;
  void* const mapped =
      mmap(nullptr, rounded + kHuge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  char* const begin = static_cast<char*>(mapped);
  const std::size_t before = (kHuge - reinterpret_cast<std::uintptr_t>(mapped) % kHuge) % kHuge;
  if (before > 0) munmap(begin, before);
  if (kHuge - before > 0) munmap(begin + before + rounded, kHuge - before);
  data_ = begin + before;
  size_ = rounded;
  madvise(data_, size_, MADV_HUGEPAGE);  // if it can't be had, small pages do
}

Pages::~Pages() {
  if (data_ != nullptr) munmap(data_, size_);
}

void Pages::Discard(char* data, std::size_t size) noexcept {
  const std::size_t before = (kPage - reinterpret_cast<std::uintptr_t>(data) % kPage) % kPage;
  if (size < before + kPage) return;
  madvise(data + before, (size - before) / kPage * kPage, MADV_DONTNEED);
}

#else

Pages::Pages(std::size_t size) : data_(new char[size]()), size_(size) {}
Pages::~Pages() { delete[] data_; }
void Pages::Discard(char*, std::size_t) noexcept {}

#endif

Pages& Pages::operator=(Pages&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

}  // namespace kenko
