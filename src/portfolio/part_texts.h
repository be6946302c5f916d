// The texts of a partition's customers while its part is built.
#ifndef KENKO_PORTFOLIO_PART_TEXTS_H_
#define KENKO_PORTFOLIO_PART_TEXTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "portfolio/activity_columns.h"
#include "portfolio/buffer.h"
#include "portfolio/code_numbers.h"
#include "portfolio/key_table.h"
#include "portfolio/numbered_text.h"
#include "portfolio/text_index.h"

namespace kenko {

// Turns the load's text codes into each customer's own, 1, 2, … in the order of their first use.
//
// A text's bytes and what leads to them lie anywhere in memory. So each step is taken for all
// customers of the partition, and asks for what the next will need: first Number for each customer,
// then FetchTexts, then AddTo for each customer in the same order.
//
// Reused from partition to partition; allocates only while it grows.
class PartTexts {
 public:
  // `load_texts` has the texts of the load's codes (number + 1), equal ones perhaps several times;
  // `numbered` is the form of those that were staged as numbers. Both must outlive it.
  PartTexts(const TextIndex& load_texts, const std::optional<NumberedText>& numbered)
      : load_texts_(load_texts), numbered_(numbered) {}

  void Start();
  // A code, beyond those of the load, for the text of one row. It must stay where it is.
  TextCode AddOwn(std::string_view text) {
    own_texts_.Append(text);
    return load_texts_.size() + static_cast<TextCode>(own_texts_.size());
  }

  void StartCustomer();
  // Numbers the texts of rows of the customer started last: cells become those numbers, 1, 2, …
  void Number(TextCode* begin, TextCode* end);
  // Finds the texts of all numbers.
  void FetchTexts();
  // Appends the next customer's texts to `list`, each once. Where some are equal the answer holds,
  // by number − 1, the codes that the cells must get; else it is null, and the numbers are the
  // codes.
  const TextCode* AddTo(TextList& list);

 private:
  // The text of a code that is not numbered.
  std::string_view Text(TextCode code) const {
    const std::uint32_t known = load_texts_.size();
    return code <= known ? load_texts_.text(code - 1) : own_texts_[code - known - 1];
  }
  void WriteNumberedTexts();

  const TextIndex& load_texts_;
  const std::optional<NumberedText>& numbered_;
  Buffer<std::string_view> own_texts_;
  std::vector<std::size_t> first_;  // by customer started, in numbers_.list()
  std::size_t next_customer_ = 0;   // of AddTo
  CodeNumbers numbers_;             // of the load's codes and of texts that are staged as numbers
  Buffer<std::string_view> texts_;
  Buffer<char> numbered_bytes_;  // of those that were staged as numbers
  Buffer<std::uint64_t> hashes_;
  KeyTable codes_by_hash_;  // of a customer's texts
  Buffer<TextCode> codes_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_PART_TEXTS_H_
