#include "portfolio/text_coder.h"

#include <algorithm>

#include "portfolio/hash.h"

namespace kenko {

void TextCoder::Start(const TextSpan& texts) {
  list_.Clear();
  list_.Add(texts);
  hashed_ = room_ = asked_ = 0;
}

TextCode TextCoder::Code(std::string_view text) {
  // For a few questions, looking through a short list costs less than hashing it.
  constexpr std::uint32_t kMostQuestions = 4, kLongestList = 64;
  if (room_ == 0 && asked_++ < kMostQuestions && list_.count() <= kLongestList) {
    const TextCode found = Find(text);
    if (found == 0) list_.Add(text);
    return found == 0 ? list_.count() : found;
  }
  FillTable();
  const std::uint64_t hash = HashText(text);
  KeyTable::Entry& entry =
      codes_.Find(hash, [this, text](TextCode code) { return AreEqual(list_.Text(code), text); });
  if (codes_.IsFree(entry)) {
    list_.Add(text);
    hashed_ = list_.count();
    codes_.Fill(entry, hash, hashed_);
  }
  return entry.number;
}

// 0 where there is none.
TextCode TextCoder::Find(std::string_view text) const {
  const TextSpan texts = list_.span();
  for (TextCode code = 1; code <= texts.count; ++code) {
    if (AreEqual(texts.Text(code), text)) return code;
  }
  return 0;
}

// Takes in what of the list it lacks, with room for one more.
void TextCoder::FillTable() {
  constexpr std::uint32_t kLeastRoom = 32;
  if (list_.count() >= room_) {
    room_ = std::max(kLeastRoom, 2 * (list_.count() + 1));
    codes_.Start(room_);
    hashed_ = 0;
  }
  // The texts of the list are different from one another.
  const auto differs = [](TextCode) { return false; };
  for (; hashed_ < list_.count(); ++hashed_) {
    const std::uint64_t hash = HashText(list_.Text(hashed_ + 1));
    codes_.Fill(codes_.Find(hash, differs), hash, hashed_ + 1);
  }
}

}  // namespace kenko
