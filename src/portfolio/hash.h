// Hashes of ids and texts: fast, good in all 64 bits, the same on every machine of one byte order.
#ifndef KENKO_PORTFOLIO_HASH_H_
#define KENKO_PORTFOLIO_HASH_H_

#include <cstdint>
#include <cstring>
#include <string_view>

namespace kenko {

// The halves of the 128-bit product, folded: each bit of the result depends on all of both.
inline std::uint64_t FoldedProduct(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t HashInteger(std::int64_t value) {
  return FoldedProduct(static_cast<std::uint64_t>(value) ^ 0x9E3779B97F4A7C15u,
                       0xD6E8FEB86659FD93u);
}

inline std::uint64_t LoadBytes8(const char* p) {
  std::uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

inline std::uint64_t LoadBytes4(const char* p) {
  std::uint32_t word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

inline std::uint64_t HashText(std::string_view text) {
  constexpr std::uint64_t kMixA = 0xA0761D6478BD642Fu, kMixB = 0xE7037ED1A0B428DBu;
  const char* p = text.data();
  std::size_t size = text.size();
  std::uint64_t hash = kMixA ^ size;
  for (; size > 16; p += 16, size -= 16) {
    hash = FoldedProduct(LoadBytes8(p) ^ kMixB, LoadBytes8(p + 8) ^ hash);
  }
  // The last 1 to 16 bytes as two words, which overlap where there are few.
  std::uint64_t low = 0, high = 0;
  if (size >= 8) {
    low = LoadBytes8(p);
    high = LoadBytes8(p + size - 8);
  } else if (size >= 4) {
    low = LoadBytes4(p);
    high = LoadBytes4(p + size - 4);
  } else if (size > 0) {
    const auto byte = [p](std::size_t i) {
      return static_cast<std::uint64_t>(static_cast<unsigned char>(p[i]));
    };
    low = byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1);
  }
  return FoldedProduct(FoldedProduct(low ^ kMixB, high ^ hash) ^ kMixA, kMixB);
}

// a == b, without a call for texts of up to 16 bytes.
inline bool AreEqual(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  const char *p = a.data(), *q = b.data();
  if (size > 16) return std::memcmp(p, q, size) == 0;
  if (size >= 8) {
    return ((LoadBytes8(p) ^ LoadBytes8(q)) |
            (LoadBytes8(p + size - 8) ^ LoadBytes8(q + size - 8))) == 0;
  }
  if (size >= 4) {
    return ((LoadBytes4(p) ^ LoadBytes4(q)) |
            (LoadBytes4(p + size - 4) ^ LoadBytes4(q + size - 4))) == 0;
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (p[i] != q[i]) return false;
  }
  return true;
}

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_HASH_H_
