// A row of activities on its way into a part.
#ifndef KENKO_PORTFOLIO_STAGED_ACTIVITY_H_
#define KENKO_PORTFOLIO_STAGED_ACTIVITY_H_

#include <cstdint>
#include <cstring>

#include "portfolio/activity_part.h"
#include "portfolio/numbered_text.h"

namespace kenko {

// 12 bytes, as memory that a process touches for the first time is what a large load waits for.
// Nearly all rows are *near*: their instant lies within some nine years, their kind is among the
// first ones. Those of the others are staged elsewhere.
class StagedActivity {
 public:
  static constexpr std::uint64_t kNearInstants = std::uint64_t{1} << 48;
  static constexpr std::uint32_t kNearKinds = 255;
  // Of `actor`: the text was staged with the row.
  static constexpr TextCode kOwnText = 0x7FFFFFFF;
  // Of `actor`: from here on, the number of a text that numbers things. No load has so many codes.
  static constexpr TextCode kFirstNumbered = 0x70000000;
  static bool IsNumbered(TextCode actor) { return actor >= kFirstNumbered && actor != kOwnText; }

  // What is the same for all rows of a load: where near instants begin.
  class Origin {
   public:
    explicit Origin(Instant earliest) : earliest_(static_cast<std::uint64_t>(earliest)) {}
    // 0 … kNearInstants − 1 where the instant is near.
    std::uint64_t Place(Instant at) const { return static_cast<std::uint64_t>(at) - earliest_; }
    Instant At(std::uint64_t place) const { return static_cast<Instant>(place + earliest_); }

   private:
    std::uint64_t earliest_;
  };

  // The first 8 bytes. `instant` counts from the load's origin. REQUIRES: it and the kind are near;
  // or the instant is 0 and the kind kNearKinds, which means a row that is far.
  static std::uint64_t Bits(std::uint64_t instant, std::uint32_t place, std::uint32_t kind) {
    return (instant << kInstantShift) + (place << kPlaceShift) + kind;
  }
  // The others. REQUIRES: `actor` is below 2³¹.
  static std::uint32_t ActorBits(TextCode actor, bool has_value) {
    return actor + (std::uint32_t{has_value} << kValueShift);
  }
  StagedActivity(std::uint64_t bits, std::uint32_t actor_bits) : actor_bits_(actor_bits) {
    std::memcpy(bits_, &bits, sizeof bits);
  }

  bool is_far() const { return kind() == kNearKinds; }
  // REQUIRES, of both: it is not far.
  std::uint64_t instant() const { return bits() >> kInstantShift; }
  std::uint32_t kind() const { return static_cast<std::uint8_t>(bits()); }

  std::uint32_t place() const { return bits() >> kPlaceShift & (kPartitionSlots - 1); }
  bool has_value() const { return actor_bits_ >> kValueShift != 0; }
  // The load's code, or one of those; 0: missing.
  TextCode actor() const { return actor_bits_ & ~(std::uint32_t{1} << kValueShift); }

 private:
  static constexpr int kPlaceShift = 8, kInstantShift = 16, kValueShift = 31;
  static_assert(kPlaceShift + kPartitionBits == kInstantShift);

  std::uint64_t bits() const {
    std::uint64_t bits;
    std::memcpy(&bits, bits_, sizeof bits);
    return bits;
  }

  unsigned char bits_[8];
  std::uint32_t actor_bits_;
};
static_assert(sizeof(StagedActivity) == 12);
static_assert(StagedActivity::kFirstNumbered + NumberedText::kNumbers < StagedActivity::kOwnText);

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_STAGED_ACTIVITY_H_
