// What a walk gathers activities into: the parts of time that windows are put together from.
#ifndef KENKO_MEASURE_GATHERED_H_
#define KENKO_MEASURE_GATHERED_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kenko/time.h"

namespace kenko {

// A part of what sums, means, extremes and latest values come from.
struct GatheredNumber {
  double number = 0;       // Σ, the least, the greatest or the latest value
  double aged = 0;         // linear decay: Σ amount · (the part's end − at) / length
  std::int64_t count = 0;  // of what `number` is made of
};

// A part of what days_since_first and days_since_last come from.
struct GatheredInstants {
  Instant first = 0, last = 0;
  bool any = false;
};

// Where each text or kind was seen last. A thing that is seen again moves to the newer part, so
// that the parts of any window that ends now add up to how many different things it holds. Codes
// hold the part plus a base that rises from customer to customer, so that nothing is cleared. Part
// 0 is no part: what was not seen yet lies there, so that nothing need be asked.
class LastSeen {
 public:
  // `states` memories, for each aggregate one, of parts below `parts`.
  LastSeen(std::size_t states, std::size_t parts)
      : states_(states), parts_(static_cast<std::uint32_t>(parts)) {}

  // Forgets everything; codes are below `codes` from now on.
  void Start(std::size_t codes) {
    if (codes > codes_ || base_ > 0xFFFFFFFF - 2 * parts_) {
      codes_ = std::max(codes, codes_);
      places_.assign(states_ * codes_, 0);
      base_ = 0;
    }
    base_ += parts_;
  }
  // Forgets what one memory holds.
  void Forget(std::size_t state) { std::fill_n(places_.data() + state * codes_, codes_, 0); }

  // That the thing was seen in that part. Code 0 is nothing.
  void Add(std::size_t state, std::uint32_t code, std::uint32_t part, std::uint32_t* counts) {
    AddEach(state, part, 0, 1, counts, [code](std::uint32_t) { return code; });
  }
  // Likewise what code_of(i) says, for all i of [begin, end).
  template <typename CodeOf>
  void AddEach(std::size_t state, std::uint32_t part, std::uint32_t begin, std::uint32_t end,
               std::uint32_t* counts, const CodeOf& code_of) {
    std::uint32_t* const places = places_.data() + state * codes_;
    const std::uint32_t base = base_;
    for (std::uint32_t i = begin; i < end; ++i) {
      // By masks, not branches: what is seen, and whether it was before, can't be foreseen.
      const std::uint32_t code = code_of(i);
      const std::uint32_t place = base + (code != 0 ? part : 0);
      std::uint32_t& seen = places[code];
      const std::uint32_t before = (seen - base) & (0 - static_cast<std::uint32_t>(seen > base));
      --counts[before];
      ++counts[place - base];
      seen = place;
    }
  }
  // How many there are that were not seen in that part. REQUIRES: none of the state's parts is put
  // together with others, and they come one after another.
  template <typename CodeOf>
  std::uint32_t CountNew(std::size_t state, std::uint32_t part, std::uint32_t begin,
                         std::uint32_t end, const CodeOf& code_of) {
    std::uint32_t* const places = places_.data() + state * codes_;
    const std::uint32_t place = base_ + part;
    places[0] = place;  // nothing is never new
    std::uint32_t count = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
      std::uint32_t& seen = places[code_of(i)];
      count += seen != place;
      seen = place;
    }
    return count;
  }

 private:
  std::size_t states_;
  std::uint32_t parts_;
  std::uint32_t base_ = 0;
  std::size_t codes_ = 0;
  std::vector<std::uint32_t> places_;  // by state, then code: base_ + part; up to base_: none
};

// Likewise for calendar days, which come in order: local dates may step back by one where clocks
// are set back shortly after midnight, so that the day before the latest is remembered too.
struct LastDays {
  static constexpr std::uint32_t kNoPart = 0xFFFFFFFF;
  std::int64_t latest = INT64_MIN;
  std::uint32_t part_of_latest = kNoPart, part_of_day_before = kNoPart;

  void Add(std::int64_t day, std::uint32_t part, std::uint32_t* counts) {
    if (day > latest) {
      part_of_day_before = day - 1 == latest ? part_of_latest : kNoPart;
      latest = day;
      part_of_latest = kNoPart;
    }
    std::uint32_t& seen = day == latest ? part_of_latest : part_of_day_before;
    if (seen == part) return;
    if (seen != kNoPart) --counts[seen];
    ++counts[part];
    seen = part;
  }
};

}  // namespace kenko

#endif  // KENKO_MEASURE_GATHERED_H_
