#include "base/crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace kenko {
namespace {

TEST(CrewTest, EveryMemberTakesEveryStepOnce) {
  for (const int size : {1, 2, 5}) {
    Crew crew(size);
    std::vector<int> steps(crew.size(), 0);
    for (int step = 0; step < 1'000; ++step) {
      crew.Do([&](std::size_t member) { ++steps[member]; });
      for (const int taken : steps) ASSERT_EQ(taken, step + 1);
    }
  }
}

TEST(CrewTest, MembersThatFellAsleepAreWoken) {
  Crew crew(3);
  std::atomic<int> taken{0};
  for (int step = 0; step < 3; ++step) {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    // And the caller waits for one that takes long.
    crew.Do([&](std::size_t member) {
      if (member == 2) std::this_thread::sleep_for(std::chrono::milliseconds(60));
      ++taken;
    });
  }
  EXPECT_EQ(taken, 9);
}

TEST(CrewTest, SharesOutEveryPartOnce) {
  Crew crew(4);
  std::vector<std::atomic<int>> used(1'000);
  crew.Share(used.size(), [&](std::size_t, std::size_t part) { ++used[part]; });
  for (const auto& times : used) EXPECT_EQ(times, 1);
}

TEST(CrewTest, ThrowsWhatAMemberThrowsAndGoesOn) {
  Crew crew(3);
  for (const std::size_t thrower : {std::size_t{0}, std::size_t{2}}) {
    EXPECT_THROW(crew.Do([&](std::size_t member) {
      if (member == thrower) throw std::runtime_error("it");
    }),
                 std::runtime_error);
    std::atomic<int> taken{0};
    crew.Do([&](std::size_t) { ++taken; });
    EXPECT_EQ(taken, 3);
  }
}

}  // namespace
}  // namespace kenko
