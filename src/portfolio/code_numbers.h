// The different codes of one customer's rows.
#ifndef KENKO_PORTFOLIO_CODE_NUMBERS_H_
#define KENKO_PORTFOLIO_CODE_NUMBERS_H_

#include <cstddef>
#include <cstdint>

#include "portfolio/activity_view.h"
#include "portfolio/buffer.h"

namespace kenko {

// Puts each different code into a list once, and finds its place there again: its number, 1, 2, … A
// hash table of numbers alone, as the codes stand in the list anyway: a customer has few, and the
// table stays within some cache lines.
class CodeNumbers {
 public:
  // Begins anew: codes from now on are appended to `list`, and counted from its present end.
  void Start(Buffer<TextCode>& list) {
    list_ = &list;
    first_ = list.size();
    MakeTable(kLeastBits);
  }

  // The code's number if it was added, else 0.
  std::uint32_t Find(TextCode code) const {
    const TextCode* const list = list_->data() + first_;
    const std::uint32_t* const table = table_.data();
    const std::size_t mask = table_.size() - 1;
    for (std::size_t at = Home(code);; at = (at + 1) & mask) {
      const std::uint32_t number = table[at];
      if (number == 0 || list[number - 1] == code) return number;
    }
  }
  // REQUIRES: it was not added.
  std::uint32_t Add(TextCode code) {
    const std::uint32_t number = AddUnsearchable(code);
    if (2 * std::size_t{number} > table_.size()) {
      Grow();
    } else {
      Insert(code, number);
    }
    return number;
  }
  // A number for a code that is never looked for.
  std::uint32_t AddUnsearchable(TextCode code) {
    list_->Append(code);
    return static_cast<std::uint32_t>(list_->size() - first_);
  }

 private:
  static constexpr int kLeastBits = 6;

  std::size_t Home(TextCode code) const { return code * 0x9E3779B9u >> shift_; }
  void MakeTable(int bits) {
    shift_ = 32 - bits;
    table_.Clear();
    table_.Fill(std::size_t{1} << bits, 0);
  }
  void Insert(TextCode code, std::uint32_t number) {
    std::size_t at = Home(code);
    while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
    table_[at] = number;
  }
  // Makes room for as many again; what is unsearchable is put in, too, and does no harm.
  void Grow() {
    int bits = 32 - shift_;
    while (std::size_t{1} << bits < 4 * (list_->size() - first_)) ++bits;
    MakeTable(bits);
    for (std::size_t i = first_; i < list_->size(); ++i) {
      Insert((*list_)[i], static_cast<std::uint32_t>(i - first_ + 1));
    }
  }

  Buffer<TextCode>* list_ = nullptr;
  std::size_t first_ = 0;
  int shift_ = 32 - kLeastBits;
  Buffer<std::uint32_t> table_;  // numbers; 0: free
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_CODE_NUMBERS_H_
