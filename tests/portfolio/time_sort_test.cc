#include "portfolio/time_sort.h"

#include <gtest/gtest.h>

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
      Buffer<TimeSort::Key> keys;
      for (std::uint32_t row = 0; row < count; ++row) keys.Append({shape(), row});
      std::vector<TimeSort::Key> expected(keys.begin(), keys.end());
      // Later rows first among equal instants: `before` decides, not the order of coming.
      const auto before = [](const TimeSort::Key& a, const TimeSort::Key& b) {
        return a.at != b.at ? a.at < b.at : a.row > b.row;
      };
      std::sort(expected.begin(), expected.end(), before);
      sort.Sort(keys, before);
      ASSERT_EQ(keys.size(), count);
      for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(keys[i].row, expected[i].row);
    }
  }
}

}  // namespace
}  // namespace kenko
