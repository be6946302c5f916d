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

// Up to 16 bytes as two words, which overlap where there are few; with the size they tell texts
// apart.
struct Words {
  std::uint64_t low, high;
};

inline Words WordsOf(const char* p, std::size_t size) {
  if (size >= 8) return {LoadBytes8(p), LoadBytes8(p + size - 8)};
  if (size >= 4) return {LoadBytes4(p), LoadBytes4(p + size - 4)};
  if (size == 0) return {0, 0};
  const auto byte = [p](std::size_t i) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(p[i]));
  };
  return {byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1), 0};
}

inline std::uint64_t HashText(std::string_view text) {
  constexpr std::uint64_t kMixA = 0xA0761D6478BD642Fu, kMixB = 0xE7037ED1A0B428DBu;
  const char* p = text.data();
  std::size_t size = text.size();
  std::uint64_t hash = kMixA ^ size;
  for (; size > 16; p += 16, size -= 16) {
    hash = FoldedProduct(LoadBytes8(p) ^ kMixB, LoadBytes8(p + 8) ^ hash);
  }
  const Words words = WordsOf(p, size);
  return FoldedProduct(FoldedProduct(words.low ^ kMixB, words.high ^ hash) ^ kMixA, kMixB);
}

// Of eight bits, and no better than that: for a small table of texts that were seen lately.
inline std::uint8_t QuickHash(std::string_view text) {
  const Words words = WordsOf(text.data(), text.size());
  return static_cast<std::uint8_t>(
      (words.low + words.high * 31 + text.size()) * 0x9E3779B97F4A7C15u >> 56);
}

// Without a call for texts of up to 16 bytes.
inline void CopyBytes(char* to, std::string_view text) {
  const char* const from = text.data();
  const std::size_t size = text.size();
  if (size > 16) {
    std::memcpy(to, from, size);
  } else if (size >= 8) {
    const std::uint64_t low = LoadBytes8(from), high = LoadBytes8(from + size - 8);
    std::memcpy(to, &low, sizeof low);
    std::memcpy(to + size - 8, &high, sizeof high);
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
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
