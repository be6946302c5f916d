#include "base/nearest_name.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/utf8.h"

namespace kenko {
namespace {

constexpr std::size_t kLongest = 64;           // in code points; longer names are not compared
constexpr std::size_t kMostNames = 20'000;     // looked at
constexpr std::size_t kMostCells = 1'000'000;  // of distance tables: a few milliseconds

struct Letters {
  std::array<char32_t, kLongest> at;
  std::size_t count = 0;
};

// False where there are too many.
bool Spell(std::string_view name, Letters* letters) {
  letters->count = 0;
  for (std::size_t i = 0; i < name.size();) {
    if (letters->count == kLongest) return false;
    const char32_t c = DecodeUtf8(name, &i);
    letters->at[letters->count++] = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
  }
  return true;
}

// Optimal string alignment: Damerau-Levenshtein in which no part is edited twice.
std::size_t Distance(const Letters& a, const Letters& b) {
  using Row = std::array<std::size_t, kLongest + 1>;
  Row rows[3];
  Row *before_last = &rows[0], *last = &rows[1], *current = &rows[2];
  for (std::size_t j = 0; j <= b.count; ++j) (*last)[j] = j;
  for (std::size_t i = 1; i <= a.count; ++i) {
    (*current)[0] = i;
    for (std::size_t j = 1; j <= b.count; ++j) {
      const bool same = a.at[i - 1] == b.at[j - 1];
      std::size_t least = std::min({(*last)[j] + 1, (*current)[j - 1] + 1, (*last)[j - 1] + !same});
      if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1]) {
        least = std::min(least, (*before_last)[j - 2] + 1);
      }
      (*current)[j] = least;
    }
    Row* const spare = before_last;
    before_last = last;
    last = current;
    current = spare;
  }
  return (*last)[b.count];
}

}  // namespace

std::string_view NearestName(std::string_view wanted, const std::vector<std::string_view>& known) {
  Letters sought, candidate;
  if (!Spell(wanted, &sought)) return {};
  const std::size_t limit = std::max<std::size_t>(1, sought.count / 3);
  std::string_view nearest;
  std::size_t least = limit + 1;
  std::size_t cells = 0;
  for (std::size_t n = 0; n < std::min(known.size(), kMostNames); ++n) {
    // Suggesting what was written would help nobody.
    if (known[n] == wanted || !Spell(known[n], &candidate)) continue;
    const std::size_t longer = std::max(sought.count, candidate.count);
    const std::size_t shorter = std::min(sought.count, candidate.count);
    if (longer - shorter >= least) continue;
    cells += (sought.count + 1) * (candidate.count + 1);
    if (cells > kMostCells) break;
    const std::size_t distance = Distance(sought, candidate);
    if (distance < least && distance < longer) {  // not where no letter is left
      least = distance;
      nearest = known[n];
    }
  }
  return nearest;
}

}  // namespace kenko
