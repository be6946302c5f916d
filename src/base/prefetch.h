// Asking the processor for memory before it is read.
#ifndef KENKO_BASE_PREFETCH_H_
#define KENKO_BASE_PREFETCH_H_

#include <cstddef>

namespace kenko {

inline constexpr std::size_t kCacheLine = 64;

// The cache line of that address, which need not be readable.
inline void Prefetch(const void* address) {
  __builtin_prefetch(address);
  // Without this, a compiler takes a function that does nothing else for one that does nothing, and
  // leaves out its calls.
  asm volatile("");
}

// The lines of so many bytes.
inline void PrefetchBytes(const void* begin, std::size_t size) {
  if (size == 0) return;
  const char* const bytes = static_cast<const char*>(begin);
  for (std::size_t i = 0; i < size; i += kCacheLine) Prefetch(bytes + i);
  Prefetch(bytes + size - 1);
}

// Those of `count` items.
template <typename T>
void PrefetchItems(const T* items, std::size_t count) {
  PrefetchBytes(items, count * sizeof(T));
}

// Calls use(begin, end) for one stretch after another of `count` items that lie far from the
// processor, and asks for those some way ahead: by itself it does so only up to the end of a page.
template <typename T, typename Use>
void ForStretches(const T* items, std::size_t count, const Use& use) {
  constexpr std::size_t kItems = 1024 / sizeof(T), kAhead = 6144 / sizeof(T);
  for (std::size_t begin = 0; begin < count; begin += kItems) {
    const std::size_t end = begin + kItems < count ? begin + kItems : count;
    for (std::size_t i = begin; i < end; i += kCacheLine / sizeof(T)) Prefetch(items + i + kAhead);
    use(begin, end);
  }
}

}  // namespace kenko

#endif  // KENKO_BASE_PREFETCH_H_
