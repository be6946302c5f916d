#include "portfolio/part_texts.h"

#include "portfolio/hash.h"

namespace kenko {

void PartTexts::Start() {
  own_texts_.clear();
  first_.clear();
  used_.Clear();
  next_customer_ = 0;
}

void PartTexts::StartCustomer(std::size_t row_count) {
  first_.push_back(used_.size());
  numbers_.Start(row_count);
}

void PartTexts::Number(TextCode* begin, TextCode* end) {
  const std::size_t first = first_.back();
  for (TextCode* cell = begin; cell != end; ++cell) {
    if (*cell == 0) continue;
    const TextCode code = *cell;
    if (code > load_texts_.size()) {
      used_.Append(code);
      *cell = static_cast<TextCode>(used_.size() - first);
      continue;
    }
    KeyTable::Entry& entry = numbers_.Find(code, [](std::uint32_t) { return true; });
    if (numbers_.IsFree(entry)) {
      load_texts_.PrefetchText(code - 1);
      used_.Append(code);
      numbers_.Fill(entry, code, static_cast<std::uint32_t>(used_.size() - first));
    }
    *cell = entry.number;
  }
}

void PartTexts::FetchTexts() {
  first_.push_back(used_.size());
  for (const TextCode code : used_) __builtin_prefetch(Text(code).data());
}

const TextCode* PartTexts::AddTo(TextList& list) {
  const std::size_t begin = first_[next_customer_], end = first_[next_customer_ + 1];
  ++next_customer_;
  const std::uint32_t before = list.count();
  codes_by_hash_.Start(end - begin);
  codes_.Resize(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view text = Text(used_[i]);
    const std::uint64_t hash = HashText(text);
    KeyTable::Entry& entry = codes_by_hash_.Find(
        hash, [&](std::uint32_t code) { return AreEqual(list.Text(before + code), text); });
    if (codes_by_hash_.IsFree(entry)) {
      list.Add(text);
      codes_by_hash_.Fill(entry, hash, list.count() - before);
    }
    codes_[i - begin] = entry.number;
  }
  return list.count() - before < end - begin ? codes_.data() : nullptr;
}

}  // namespace kenko
