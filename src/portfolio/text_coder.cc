#include "portfolio/text_coder.h"

#include <algorithm>

#include "portfolio/hash.h"

namespace kenko {

void TextCoder::Start(const TextSpan& texts) {
  list_.Clear();
  list_.Add(texts);
  hashed_ = 0;
  if (++stamp_ == 0) {
    std::fill(table_.begin(), table_.end(), 0);
    stamp_ = 1;
  }
}

TextCode TextCoder::Code(std::string_view text) {
  if (table_.size() < 2 * (std::size_t{list_.count()} + 1)) Rehash();
  // Texts to start with are put into the table when the first other one is asked for: often none
  // is.
  for (; hashed_ < list_.count(); ++hashed_) Insert(list_.Text(hashed_ + 1), hashed_ + 1);

  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = HashText(text) & mask;; at = (at + 1) & mask) {
    if (table_[at] >> 32 != stamp_) break;
    const TextCode code = static_cast<TextCode>(table_[at]);
    if (list_.Text(code) == text) return code;
  }
  list_.Add(text);
  Insert(text, list_.count());
  hashed_ = list_.count();
  return list_.count();
}

void TextCoder::Insert(std::string_view text, TextCode code) {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = HashText(text) & mask;
  while (table_[at] >> 32 == stamp_) at = (at + 1) & mask;
  table_[at] = std::uint64_t{stamp_} << 32 | code;
}

void TextCoder::Rehash() {
  std::size_t size = 64;
  while (size < 4 * (std::size_t{list_.count()} + 1)) size *= 2;
  table_.Resize(size);
  std::fill(table_.begin(), table_.end(), 0);
  hashed_ = 0;
}

}  // namespace kenko
