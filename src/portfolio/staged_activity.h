// A row of activities on its way into a part.
#ifndef KENKO_PORTFOLIO_STAGED_ACTIVITY_H_
#define KENKO_PORTFOLIO_STAGED_ACTIVITY_H_

#include <cstdint>
#include <cstring>

#include "portfolio/activity_part.h"

namespace kenko {

// 12 bytes, as memory that a process touches for the first time is what a large load waits for.
// Nearly all rows are *near*: their instant lies within some nine years, their kind is among the
// first ones. Those of the others are staged elsewhere.
class StagedActivity {
 public:
  // Instants of near rows are told from a common one on.
  static constexpr std::uint64_t kNearInstants = std::uint64_t{1} << 48;
  static constexpr std::uint32_t kNearKinds = 255;
  // Of `actor`: the text was staged with the row.
  static constexpr TextCode kOwnText = 0xFFFFFFFF;

  static StagedActivity Near(std::uint64_t instant, std::uint32_t place, bool has_value,
                             std::uint32_t kind, TextCode actor) {
    return StagedActivity(instant << kInstantShift | place << kPlaceShift |
                              static_cast<std::uint64_t>(has_value) << kValueShift | kind,
                          actor);
  }
  static StagedActivity Far(std::uint32_t place, bool has_value, TextCode actor) {
    return Near(0, place, has_value, kNearKinds, actor);
  }

  bool is_far() const { return kind() == kNearKinds; }
  // REQUIRES, of both: it is not far.
  std::uint64_t instant() const { return bits() >> kInstantShift; }
  std::uint32_t kind() const { return bits() & 0xFF; }

  std::uint32_t place() const { return bits() >> kPlaceShift & (kPartitionSlots - 1); }
  bool has_value() const { return (bits() >> kValueShift & 1) != 0; }
  TextCode actor() const { return actor_; }  // the load's code; 0: missing

 private:
  static constexpr int kValueShift = 8, kPlaceShift = 9, kInstantShift = 16;
  static_assert(kPlaceShift + kPartitionBits == kInstantShift);

  StagedActivity(std::uint64_t bits, TextCode actor) : actor_(actor) {
    std::memcpy(bits_, &bits, sizeof bits);
  }
  std::uint64_t bits() const {
    std::uint64_t bits;
    std::memcpy(&bits, bits_, sizeof bits);
    return bits;
  }

  unsigned char bits_[8];
  TextCode actor_;
};
static_assert(sizeof(StagedActivity) == 12);

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_STAGED_ACTIVITY_H_
