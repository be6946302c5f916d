// The floating-point environment that kenko computes in, whatever its host has set.
#ifndef KENKO_BASE_FLOAT_ENVIRONMENT_H_
#define KENKO_BASE_FLOAT_ENVIRONMENT_H_

#include <cstdint>

#if defined(__x86_64__)
#include <xmmintrin.h>
#else
#include <cfenv>
#endif

namespace kenko {

// While it lives, the calling thread rounds to nearest, keeps subnormal numbers, and traps nothing;
// then everything is as the host had it, status flags included. Threads that are started meanwhile
// inherit it.
class FloatEnvironment {
 public:
#if defined(__x86_64__)
  // All of kenko's arithmetic is the SSE unit's. Leaving the old floating-point unit alone spares
  // the slow instructions that save and restore it.
  FloatEnvironment() : control_(_mm_getcsr()) { _mm_setcsr(kDefault); }
  ~FloatEnvironment() { _mm_setcsr(control_); }
#else
  FloatEnvironment() {
#if defined(__aarch64__)
    __asm__ __volatile__("mrs %0, fpcr" : "=r"(control_));
#endif
    std::feholdexcept(&saved_);
    std::fesetround(FE_TONEAREST);
#if defined(__aarch64__)
    constexpr std::uint64_t kFlushToZero = std::uint64_t{1} << 24;
    __asm__ __volatile__("msr fpcr, %0" : : "r"(control_ & ~kFlushToZero & ~kRoundingAndTraps));
#endif
  }
  ~FloatEnvironment() {
    std::fesetenv(&saved_);
    // Not every C library's fesetenv covers the flush-to-zero bits.
#if defined(__aarch64__)
    __asm__ __volatile__("msr fpcr, %0" : : "r"(control_));
#endif
  }
#endif
  FloatEnvironment(const FloatEnvironment&) = delete;
  FloatEnvironment& operator=(const FloatEnvironment&) = delete;

 private:
#if defined(__x86_64__)
  // Round to nearest, subnormal numbers kept, all traps masked, no flag raised.
  static constexpr unsigned kDefault = 0x1F80;
  const unsigned control_;
#else
#if defined(__aarch64__)
  static constexpr std::uint64_t kRoundingAndTraps = 0x00C09F00;
#endif
  std::fenv_t saved_;
  std::uint64_t control_ = 0;
#endif
};

}  // namespace kenko

#endif  // KENKO_BASE_FLOAT_ENVIRONMENT_H_
