// The different codes of one customer's rows after another's.
#ifndef KENKO_PORTFOLIO_CODE_NUMBERS_H_
#define KENKO_PORTFOLIO_CODE_NUMBERS_H_

#include <cstddef>
#include <cstdint>

#include "portfolio/activity_view.h"
#include "portfolio/buffer.h"

namespace kenko {

// Puts each different code of a customer into a list once, and finds its place there again. What a
// customer's codes are put behind is not cleared from the table: places before it don't count.
class CodeNumbers {
  struct Entry {
    TextCode code;
    std::uint32_t place_after;  // place in the list + 1
  };

 public:
  // An empty list, of no customer yet.
  void Start() {
    list_.Clear();
    MakeTable(kLeastBits);
  }
  // The codes of the customer at hand follow those of the ones before.
  void StartCustomer() { first_ = list_.size(); }
  const Buffer<TextCode>& list() const { return list_; }
  // The number of the one added last.
  std::uint32_t last() const { return static_cast<std::uint32_t>(list_.size() - first_); }

  // Where a code is, or would be put.
  struct Found {
    std::uint32_t number;  // 1, 2, … in the order in which the customer's came; 0: not added yet
    std::uint32_t entry;
  };
  // Finds codes. It is kept in a loop's locals, and is good until an Add that makes room.
  class Finder {
   public:
    explicit Finder(const CodeNumbers& numbers)
        : table_(numbers.table_.data()),
          mask_(numbers.mask_),
          first_(static_cast<std::uint32_t>(numbers.first_)),
          shift_(numbers.shift_) {}
    Found Find(TextCode code) const {
      for (std::uint32_t at = code * kFactor >> shift_;; at = (at + 1) & mask_) {
        const Entry entry = table_[at];
        if (entry.place_after <= first_) return {0, at};
        if (entry.code == code) return {entry.place_after - first_, at};
      }
    }

   private:
    const Entry* table_;
    std::uint32_t mask_, first_;
    int shift_;
  };
  // Adds a code that was looked for there and not found; says whether room was made.
  bool Add(TextCode code, std::uint32_t entry) {
    const std::uint32_t number = AddUnsearchable(code);
    if (8 * std::size_t{number} > table_.size()) {
      Grow();
      return true;
    }
    table_[entry] = {code, static_cast<std::uint32_t>(list_.size())};
    return false;
  }
  // A number for a code that is never looked for.
  std::uint32_t AddUnsearchable(TextCode code) {
    list_.Append(code);
    return static_cast<std::uint32_t>(list_.size() - first_);
  }

 private:
  static constexpr int kLeastBits = 9;
  static constexpr std::uint32_t kFactor = 0x9E3779B9;

  void MakeTable(int bits) {
    shift_ = 32 - bits;
    mask_ = (std::uint32_t{1} << bits) - 1;
    table_.Clear();
    table_.Fill(std::size_t{1} << bits, {0, 0});
  }
  void Insert(TextCode code, std::size_t place_after) {
    std::uint32_t at = code * kFactor >> shift_;
    while (table_[at].place_after > first_) at = (at + 1) & mask_;
    table_[at] = {code, static_cast<std::uint32_t>(place_after)};
  }
  // Makes room for as many again; what is unsearchable is put in, too, and does no harm.
  void Grow() {
    int bits = 32 - shift_;
    while (std::size_t{1} << bits < 16 * (list_.size() - first_)) ++bits;
    MakeTable(bits);
    for (std::size_t i = first_; i < list_.size(); ++i) Insert(list_[i], i + 1);
  }

  Buffer<TextCode> list_;
  std::size_t first_ = 0;  // of the customer at hand
  std::uint32_t mask_ = 0;
  int shift_ = 0;
  Buffer<Entry> table_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_CODE_NUMBERS_H_
