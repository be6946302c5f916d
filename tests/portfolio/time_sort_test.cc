#include "portfolio/time_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

namespace kenko {
namespace {

TEST(TimeSortTest, SortsHoweverInstantsLieInTime) {
  std::mt19937_64 random(1);
  const std::function<Instant()> shapes[] = {
      [&] { return static_cast<Instant>(random() % 1'000'000'000'000); },
      [&] { return static_cast<Instant>(random() % 3); },
      [&] { return Instant{7}; },
      // All but one lie together.
      [&] { return random() % 500 == 0 ? kMinInstant : static_cast<Instant>(random() % 9'999); },
      [&] { return random() % 2 == 0 ? kMinInstant : kMaxInstant; },
      [&] { return static_cast<Instant>(random()); },
  };
  TimeSort sort;
  for (const auto& shape : shapes) {
    for (const std::size_t count : {0, 1, 2, 16, 17, 100, 5'000}) {
      std::vector<Instant> at;
      std::vector<std::uint32_t> expected;
      for (std::uint32_t row = 0; row < count; ++row) {
        at.push_back(shape());
        expected.push_back(row);
      }
      // Later rows first among equal instants: `before` decides, not the order of coming.
      std::stable_sort(expected.begin(), expected.end(),
                       [&](auto a, auto b) { return at[a] != at[b] ? at[a] < at[b] : a > b; });
      std::vector<Instant> sorted = at;
      const std::uint32_t* const rows =
          sort.Sort(sorted.data(), count, [](auto a, auto b) { return a > b; });
      for (std::size_t i = 0; i < count; ++i) {
        ASSERT_EQ(rows[i], expected[i]);
        ASSERT_EQ(sorted[i], at[expected[i]]);
      }
    }
  }
}

}  // namespace
}  // namespace kenko
