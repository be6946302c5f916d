#include "portfolio/text_index.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace kenko {
namespace {

// So many lookups are begun before the first is finished: their cache misses overlap.
constexpr std::size_t kBatch = 128;

// A table with room for `count` numbers that holds the same. Sizes are powers of two.
template <typename HashOf>
std::shared_ptr<NumberTable> LargerTable(const NumberTable& table, std::size_t count,
                                         const HashOf& hash_of) {
  if (count >= NumberTable::kNone) throw std::bad_alloc();  // numbers have 32 bits
  auto larger = std::make_shared<NumberTable>(count);
  table.ForEach(
      [&](std::uint64_t key, std::uint32_t number) { larger->Insert(hash_of(key), key, number); });
  return larger;
}

}  // namespace

void TextIndex::MakeRoom(std::size_t count) {
  if (table_->HasRoomFor(size_ + count)) return;
  table_ = LargerTable(*table_, size_ + count, [](std::uint64_t hash) { return hash; });
}

std::uint32_t TextIndex::Add(std::string_view text, std::uint64_t hash) {
  entries_.Reserve(size_ + 1);
  entries_.SetSize(size_ + 1);
  entries_[size_].Set(text, arena_);
  table_->Insert(hash, hash, size_);
  return size_++;
}

std::uint32_t TextIndex::AddUnsearchable(const std::string_view* texts, std::size_t count) {
  if (size_ + count >= NumberTable::kNone) throw std::bad_alloc();
  entries_.Reserve(size_ + count);
  entries_.SetSize(size_ + count);
  for (std::size_t i = 0; i < count; ++i) entries_[size_ + i].Set(texts[i], arena_);
  const std::uint32_t first = size_;
  size_ += static_cast<std::uint32_t>(count);
  return first;
}

std::uint32_t TextIndex::FindOrAdd(std::string_view text) {
  const std::uint64_t hash = HashText(text);
  const std::uint32_t found = FindHashed(*table_, size_, text, hash);
  if (found != NumberTable::kNone) return found;
  MakeRoom(1);
  return Add(text, hash);
}

void TextIndex::Find(const std::string_view* texts, std::size_t count,
                     std::uint32_t* numbers) const {
  // Each step asks the memory for what the next one reads.
  std::uint64_t hashes[kBatch];
  const StoredText* entries[kBatch];
  for (std::size_t begin = 0; begin < count; begin += kBatch) {
    const std::size_t n = std::min(kBatch, count - begin);
    for (std::size_t i = 0; i < n; ++i) {
      hashes[i] = HashText(texts[begin + i]);
      table_->Prefetch(hashes[i]);
    }
    // Equal hashes mean equal texts almost surely; the last step makes sure.
    std::uint32_t* const likely = numbers + begin;
    for (std::size_t i = 0; i < n; ++i) {
      likely[i] = table_->Find(hashes[i], hashes[i], size_, [](std::uint32_t) { return true; });
      entries[i] = likely[i] == NumberTable::kNone ? nullptr : &entries_[likely[i]];
      __builtin_prefetch(entries[i]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (entries[i] != nullptr) entries[i]->PrefetchBytes();
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::string_view text = texts[begin + i];
      if (entries[i] == nullptr || AreEqual(entries[i]->text(), text)) continue;
      likely[i] = FindHashed(*table_, size_, text, hashes[i]);
    }
  }
}

void TextIndex::FindOrAdd(const std::string_view* texts, std::size_t count,
                          std::uint32_t* numbers) {
  for (std::size_t begin = 0; begin < count; begin += kBatch) {
    const std::size_t end = std::min(count, begin + kBatch);
    Find(texts + begin, end - begin, numbers + begin);
    for (std::size_t i = begin; i < end; ++i) {
      if (numbers[i] == NumberTable::kNone) numbers[i] = FindOrAdd(texts[i]);
    }
  }
}

void TextIndex::Rewind(const Mark& mark) noexcept {
  while (size_ > mark.size) {
    --size_;
    table_->EraseLast(HashText(text(size_)), size_);
  }
  entries_.SetSize(size_);
  arena_.Rewind(mark.arena);
}

void IntegerIndex::MakeRoom(std::size_t count) {
  if (table_->HasRoomFor(size_ + count)) return;
  table_ = LargerTable(*table_, size_ + count, [](std::uint64_t integer) {
    return HashInteger(static_cast<std::int64_t>(integer));
  });
}

std::uint32_t IntegerIndex::FindOrAdd(std::int64_t integer) {
  const std::uint64_t hash = HashInteger(integer);
  const std::uint32_t found = FindHashed(*table_, hash, size_, integer);
  if (found != NumberTable::kNone) return found;
  MakeRoom(1);
  integers_.Append(integer);
  table_->Insert(hash, static_cast<std::uint64_t>(integer), size_);
  return size_++;
}

void IntegerIndex::Find(const std::int64_t* integers, std::size_t count,
                        std::uint32_t* numbers) const {
  std::uint64_t hashes[kBatch];
  for (std::size_t begin = 0; begin < count; begin += kBatch) {
    const std::size_t n = std::min(kBatch, count - begin);
    for (std::size_t i = 0; i < n; ++i) {
      hashes[i] = HashInteger(integers[begin + i]);
      table_->Prefetch(hashes[i]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      numbers[begin + i] = FindHashed(*table_, hashes[i], size_, integers[begin + i]);
    }
  }
}

void IntegerIndex::FindOrAdd(const std::int64_t* integers, std::size_t count,
                             std::uint32_t* numbers) {
  // More than there are by now, so that most must be new.
  if (count > size_) MakeRoom(count);
  for (std::size_t begin = 0; begin < count; begin += kBatch) {
    const std::size_t end = std::min(count, begin + kBatch);
    for (std::size_t i = begin; i < end; ++i) Prefetch(integers[i]);
    for (std::size_t i = begin; i < end; ++i) numbers[i] = FindOrAdd(integers[i]);
  }
}

void IntegerIndex::Rewind(std::uint32_t size) noexcept {
  while (size_ > size) {
    --size_;
    table_->EraseLast(HashInteger(integers_[size_]), size_);
  }
  integers_.SetSize(size_);
}

}  // namespace kenko
