#include "base/crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace kenko {
namespace {

TEST(CrewTest, EveryPartOfEveryStepIsDoneOnce) {
  for (const int size : {1, 2, 5}) {
    Crew crew(size);
    std::vector<int> done(7, 0);  // each by one thread at a time: no lock, for TSan to see
    for (int step = 0; step < 2'000; ++step) {
      crew.Share(done.size(), [&](std::size_t member, std::size_t part) {
        ASSERT_LT(member, crew.size());
        ++done[part];
      });
      for (const int times : done) ASSERT_EQ(times, step + 1);
    }
  }
}

TEST(CrewTest, MembersDoPartsAtOnce) {
  Crew crew(3);
  std::atomic<int> arrived{0};
  crew.Share(3, [&](std::size_t, std::size_t) {
    ++arrived;
    while (arrived < 3) std::this_thread::yield();
  });
  EXPECT_EQ(arrived, 3);
}

TEST(CrewTest, SleepersAreWoken) {
  Crew crew(3);
  for (int step = 0; step < 3; ++step) {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    // The members have fallen asleep by now; then the caller does, for a part that takes long.
    std::atomic<int> arrived{0};
    crew.Share(3, [&](std::size_t member, std::size_t) {
      ++arrived;
      while (arrived < 3) std::this_thread::yield();
      if (member == 2) std::this_thread::sleep_for(std::chrono::milliseconds(60));
    });
    EXPECT_EQ(arrived, 3);
  }
}

TEST(CrewTest, ThrowsWhatAPartThrowsAndGoesOn) {
  Crew crew(3);
  for (const std::size_t thrower : {std::size_t{0}, std::size_t{99}}) {
    EXPECT_THROW(crew.Share(100,
                            [&](std::size_t, std::size_t part) {
                              if (part == thrower) throw std::runtime_error("it");
                            }),
                 std::runtime_error);
    std::atomic<int> done{0};
    crew.Share(100, [&](std::size_t, std::size_t) { ++done; });
    EXPECT_EQ(done, 100);
  }
}

TEST(CrewTest, AStepOfNothingIsDone) {
  Crew crew(2);
  crew.Share(0, [](std::size_t, std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace kenko
