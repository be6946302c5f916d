#include "portfolio/number_table.h"

namespace kenko {

NumberTable::NumberTable(std::size_t count) {
  int bits = 6;
  while ((std::size_t{1} << bits) < count * 2) ++bits;
  mask_ = (std::size_t{1} << bits) - 1;
  shift_ = 64 - bits;
  if (const std::size_t bytes = (mask_ + 1) * sizeof(Entry); bytes >= Pages::kHuge) {
    pages_ = Pages(bytes);  // all zero
    entries_ = reinterpret_cast<Entry*>(pages_.data());
  } else {
    own_.reset(new Entry[mask_ + 1]());
    entries_ = own_.get();
  }
}

void NumberTable::Insert(std::uint64_t hash, std::uint64_t key, std::uint32_t number) noexcept {
  std::size_t at = Home(hash);
  while (entries_[at].number_after.load(std::memory_order_relaxed) != 0) at = (at + 1) & mask_;
  entries_[at].key.store(key, std::memory_order_relaxed);
  entries_[at].number_after.store(number + 1, std::memory_order_release);
}

void NumberTable::EraseLast(std::uint64_t hash, std::uint32_t number) noexcept {
  std::size_t at = Home(hash);
  while (entries_[at].number_after.load(std::memory_order_relaxed) != number + 1) {
    at = (at + 1) & mask_;
  }
  entries_[at].number_after.store(0, std::memory_order_release);
}

}  // namespace kenko
