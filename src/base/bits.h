// Bits of a word.
#ifndef KENKO_BASE_BITS_H_
#define KENKO_BASE_BITS_H_

#include <cstdint>

namespace kenko {

// How many are 1. Processors that have no instruction for it are supported, and for their sake
// compilers would call a function.
inline std::uint32_t CountBits(std::uint64_t word) {
  word -= word >> 1 & 0x5555555555555555;                                 // by two
  word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);  // by four
  word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F;                       // by byte
  return static_cast<std::uint32_t>(word * 0x0101010101010101 >> 56);
}

// How many bits up to the greatest that is 1; 0 has none.
inline int BitWidth(std::uint64_t word) { return word == 0 ? 0 : 64 - __builtin_clzll(word); }

}  // namespace kenko

#endif  // KENKO_BASE_BITS_H_
