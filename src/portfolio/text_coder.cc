#include "portfolio/text_coder.h"

#include <algorithm>

#include "portfolio/hash.h"

namespace kenko {

void TextCoder::Start(const TextSpan& texts) {
  list_.Clear();
  list_.Add(texts);
  room_ = 0;
}

TextCode TextCoder::Code(std::string_view text) {
  constexpr std::uint32_t kLeastRoom = 32;
  if (list_.count() >= room_) {
    room_ = std::max(kLeastRoom, 2 * (list_.count() + 1));
    codes_.Start(room_);
    hashed_ = 0;
  }
  // Texts to start with are put into the table when the first other one is asked for: often none
  // is.
  const auto place_of = [this](std::string_view wanted, std::uint64_t hash) -> KeyTable::Entry& {
    return codes_.Find(hash, [&](TextCode code) { return AreEqual(list_.Text(code), wanted); });
  };
  for (; hashed_ < list_.count(); ++hashed_) {
    const std::string_view known = list_.Text(hashed_ + 1);
    const std::uint64_t hash = HashText(known);
    codes_.Fill(place_of(known, hash), hash, hashed_ + 1);
  }
  const std::uint64_t hash = HashText(text);
  KeyTable::Entry& entry = place_of(text, hash);
  if (codes_.IsFree(entry)) {
    list_.Add(text);
    hashed_ = list_.count();
    codes_.Fill(entry, hash, hashed_);
  }
  return entry.number;
}

}  // namespace kenko
