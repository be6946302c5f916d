#include "portfolio/part_texts.h"

#include "portfolio/hash.h"
#include "portfolio/staged_activity.h"

namespace kenko {

void PartTexts::Start() {
  own_texts_.Clear();
  first_.clear();
  numbers_.Start();
  next_customer_ = 0;
}

void PartTexts::StartCustomer() {
  first_.push_back(numbers_.list().size());
  numbers_.StartCustomer();
}

void PartTexts::Number(TextCode* begin, TextCode* end) {
  const std::uint32_t known = load_texts_.size();
  CodeNumbers::Finder finder(numbers_);
  for (TextCode* cell = begin; cell != end; ++cell) {
    const TextCode code = *cell;
    if (code - 1 >= known && !StagedActivity::IsNumbered(code)) {  // missing, or a row's own
      if (code != 0) *cell = numbers_.AddUnsearchable(code);
      continue;
    }
    const CodeNumbers::Found found = finder.Find(code);
    *cell = found.number;
    if (found.number != 0) continue;
    if (code <= known) load_texts_.PrefetchText(code - 1);
    if (numbers_.Add(code, found.entry)) finder = CodeNumbers::Finder(numbers_);
    *cell = numbers_.last();
  }
}

void PartTexts::FetchTexts() {
  const Buffer<TextCode>& used = numbers_.list();
  first_.push_back(used.size());
  texts_.Resize(used.size());
  if (numbered_) WriteNumberedTexts();
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (StagedActivity::IsNumbered(used[i])) continue;
    texts_[i] = Text(used[i]);
    __builtin_prefetch(texts_[i].data());
  }
  // All before any is compared: then none waits for another's bytes.
  hashes_.Resize(used.size());
  for (std::size_t i = 0; i < used.size(); ++i) hashes_[i] = HashText(texts_[i]);
}

void PartTexts::WriteNumberedTexts() {
  const Buffer<TextCode>& used = numbers_.list();
  numbered_bytes_.Resize(used.size() * numbered_->size());
  char* to = numbered_bytes_.data();
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!StagedActivity::IsNumbered(used[i])) continue;
    numbered_->Write(used[i] - StagedActivity::kFirstNumbered, to);
    texts_[i] = {to, numbered_->size()};
    to += numbered_->size();
  }
}

const TextCode* PartTexts::AddTo(TextList& list) {
  const std::size_t begin = first_[next_customer_], end = first_[next_customer_ + 1];
  ++next_customer_;
  const std::uint32_t before = list.count();
  codes_by_hash_.Start(end - begin);
  codes_.Resize(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view text = texts_[i];
    const std::uint64_t hash = hashes_[i];
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
