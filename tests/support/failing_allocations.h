// Replaces operator new by one that can be made to fail. For one file of an executable.
#ifndef KENKO_TESTS_SUPPORT_FAILING_ALLOCATIONS_H_
#define KENKO_TESTS_SUPPORT_FAILING_ALLOCATIONS_H_

#include <cstdint>
#include <cstdlib>
#include <new>

namespace kenko::testing {

// How many allocations of the calling thread succeed before one fails; below 0, all do.
inline thread_local std::int64_t allocations_left = -1;

// Null where it fails.
inline void* TryToAllocate(std::size_t size) noexcept {
  if (allocations_left >= 0 && allocations_left-- == 0) return nullptr;
  return std::malloc(size == 0 ? 1 : size);
}

inline void* Allocate(std::size_t size) {
  void* const memory = TryToAllocate(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

// Kept out of line, where the compiler doesn't take the two for a mismatch.
__attribute__((noinline)) inline void Free(void* memory) { std::free(memory); }

}  // namespace kenko::testing

// A shared library finds these, too, instead of libstdc++'s.
void* operator new(std::size_t size) { return kenko::testing::Allocate(size); }
void* operator new[](std::size_t size) { return kenko::testing::Allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return kenko::testing::TryToAllocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return kenko::testing::TryToAllocate(size);
}
void operator delete(void* memory) noexcept { kenko::testing::Free(memory); }
void operator delete[](void* memory) noexcept { kenko::testing::Free(memory); }
void operator delete(void* memory, std::size_t) noexcept { kenko::testing::Free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { kenko::testing::Free(memory); }

#endif  // KENKO_TESTS_SUPPORT_FAILING_ALLOCATIONS_H_
