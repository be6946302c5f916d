// The floating-point environment that kenko computes in, whatever its host has set.
#ifndef KENKO_BASE_FLOAT_ENVIRONMENT_H_
#define KENKO_BASE_FLOAT_ENVIRONMENT_H_

#include <cfenv>
#include <cstdint>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace kenko {

// While it lives, the calling thread rounds to nearest, keeps subnormal numbers, and traps nothing;
// then everything is as the host had it, status flags included. Threads that are started meanwhile
// inherit it.
class FloatEnvironment {
 public:
  FloatEnvironment() {
#if defined(__SSE2__)
    control_ = _mm_getcsr();
#elif defined(__aarch64__)
    __asm__ __volatile__("mrs %0, fpcr" : "=r"(control_));
#endif
    std::feholdexcept(&saved_);
    std::fesetround(FE_TONEAREST);
#if defined(__SSE2__)
    constexpr std::uint32_t kFlushToZero = 0x8000, kDenormalsAreZero = 0x0040;
    _mm_setcsr(_mm_getcsr() & ~(kFlushToZero | kDenormalsAreZero));
#elif defined(__aarch64__)
    constexpr std::uint64_t kFlushToZero = std::uint64_t{1} << 24;
    __asm__ __volatile__("msr fpcr, %0" : : "r"(control_ & ~kFlushToZero & ~kRoundingAndTraps));
#endif
  }
  ~FloatEnvironment() {
    std::fesetenv(&saved_);
    // Not every C library's fesetenv covers the flush-to-zero bits.
#if defined(__SSE2__)
    _mm_setcsr(static_cast<std::uint32_t>(control_));
#elif defined(__aarch64__)
    __asm__ __volatile__("msr fpcr, %0" : : "r"(control_));
#endif
  }
  FloatEnvironment(const FloatEnvironment&) = delete;
  FloatEnvironment& operator=(const FloatEnvironment&) = delete;

 private:
#if defined(__aarch64__)
  static constexpr std::uint64_t kRoundingAndTraps = 0x00C09F00;
#endif
  std::fenv_t saved_;
  std::uint64_t control_ = 0;
};

}  // namespace kenko

#endif  // KENKO_BASE_FLOAT_ENVIRONMENT_H_
