// Numbers for texts and for integers, in the order in which they are first seen.
#ifndef KENKO_PORTFOLIO_TEXT_INDEX_H_
#define KENKO_PORTFOLIO_TEXT_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "portfolio/arena.h"
#include "portfolio/hash.h"
#include "portfolio/number_table.h"
#include "portfolio/stable_vector.h"
#include "portfolio/stored_text.h"

namespace kenko {

// One thread adds. Others may meanwhile look up texts, and numbers below a size that was handed to
// them together with the table of that moment.
class TextIndex {
 public:
  struct Mark {
    std::uint32_t size = 0;
    Arena::Mark arena;
  };

  TextIndex() : table_(std::make_shared<NumberTable>(32)) {}

  std::uint32_t size() const { return size_; }
  std::string_view text(std::uint32_t number) const { return entries_[number].text(); }
  void PrefetchText(std::uint32_t number) const { __builtin_prefetch(&entries_[number]); }

  // NumberTable::kNone where there is none.
  std::uint32_t Find(std::string_view text) const { return Find(*table_, size_, text); }
  std::uint32_t Find(const NumberTable& table, std::uint32_t limit, std::string_view text) const {
    return FindHashed(table, limit, text, HashText(text));
  }
  // In the table, for so many more.
  void MakeRoom(std::size_t count);
  std::uint32_t FindOrAdd(std::string_view text);
  void Prefetch(std::string_view text) const { table_->Prefetch(HashText(text)); }
  // Many at once, which is faster than one by one.
  void Find(const std::string_view* texts, std::size_t count, std::uint32_t* numbers) const;
  void FindOrAdd(const std::string_view* texts, std::size_t count, std::uint32_t* numbers);
  // Numbers for `count` texts in a row, the first of which is told. They can't be found by their
  // text, and may be equal to others: for whoever needs no more than text(number).
  std::uint32_t AddUnsearchable(const std::string_view* texts, std::size_t count);

  std::shared_ptr<const NumberTable> table() const { return table_; }

  Mark mark() const { return {size_, arena_.mark()}; }
  void Rewind(const Mark& mark) noexcept;

 private:
  std::uint32_t FindHashed(const NumberTable& table, std::uint32_t limit, std::string_view text,
                           std::uint64_t hash) const {
    return table.Find(hash, hash, limit,
                      [&](std::uint32_t number) { return AreEqual(this->text(number), text); });
  }
  std::uint32_t Add(std::string_view text, std::uint64_t hash);

  Arena arena_{1024, Pages::kHuge};  // of texts that are not short
  StableVector<StoredText> entries_;
  std::uint32_t size_ = 0;
  std::shared_ptr<NumberTable> table_;
};

class IntegerIndex {
 public:
  IntegerIndex() : table_(std::make_shared<NumberTable>(32)) {}

  std::uint32_t size() const { return size_; }
  std::int64_t integer(std::uint32_t number) const { return integers_[number]; }

  std::uint32_t Find(const NumberTable& table, std::uint32_t limit, std::int64_t integer) const {
    return FindHashed(table, HashInteger(integer), limit, integer);
  }
  void MakeRoom(std::size_t count);
  std::uint32_t FindOrAdd(std::int64_t integer);
  void Prefetch(std::int64_t integer) const { table_->Prefetch(HashInteger(integer)); }
  // Many at once, which is faster than one by one.
  void Find(const std::int64_t* integers, std::size_t count, std::uint32_t* numbers) const;
  void FindOrAdd(const std::int64_t* integers, std::size_t count, std::uint32_t* numbers);

  std::shared_ptr<const NumberTable> table() const { return table_; }

  void Rewind(std::uint32_t size) noexcept;

 private:
  // The key is the integer itself.
  static std::uint32_t FindHashed(const NumberTable& table, std::uint64_t hash, std::uint32_t limit,
                                  std::int64_t integer) {
    return table.Find(hash, static_cast<std::uint64_t>(integer), limit,
                      [](std::uint32_t) { return true; });
  }

  StableVector<std::int64_t> integers_;
  std::uint32_t size_ = 0;
  std::shared_ptr<NumberTable> table_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_TEXT_INDEX_H_
