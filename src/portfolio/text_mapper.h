// Turns a column of texts into numbers of an index, block by block.
#ifndef KENKO_PORTFOLIO_TEXT_MAPPER_H_
#define KENKO_PORTFOLIO_TEXT_MAPPER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kenko/rows.h"
#include "portfolio/buffer.h"
#include "portfolio/hash.h"
#include "portfolio/text_index.h"

namespace kenko {

class TextMapper {
 public:
  enum class Codes { kUnique, kMayRepeat };

  // kMayRepeat: equal texts may get several numbers, which spares the search for them.
  explicit TextMapper(TextIndex& index, Codes codes = Codes::kUnique,
                      std::size_t always_whole = 4'000'000)
      : index_(index), codes_(codes), always_whole_(always_whole) {}

  // codes[row] is the text's number in the index + 1, or 0 where the cell is missing. Each entry of
  // a dictionary is looked up once; texts that come plain, each time.
  void Map(const ColumnView& column, std::int64_t row_count, std::uint32_t* codes);

  // The same without a pass over the rows where a dictionary's own codes will do. A row's code is
  // map[cells[row]]. Valid until the next call.
  struct MappedCells {
    const std::uint32_t* cells;
    const std::uint32_t* map;
  };
  MappedCells MapCells(const ColumnView& column, std::int64_t row_count);
  // Likewise; a row's code is cells[row] + added.
  struct ShiftedCells {
    const std::uint32_t* cells;
    std::uint32_t added;
  };
  ShiftedCells ShiftCells(const ColumnView& column, std::int64_t row_count);

 private:
  bool IsWorthTakingWhole(const ColumnView& column) const;
  void StartDictionary(const ColumnView& column);
  void MapDictionary(const ColumnView& column, std::int64_t row_count, std::uint32_t* codes);
  void AddEntries(const ColumnView& column, std::int64_t row_count, std::uint32_t* codes);
  void MapTexts(const ColumnView& column, std::int64_t row_count, std::uint32_t* codes);
  // The numbers of texts_, put into numbers_.
  void LookUp();
  // A place for the texts of one hash, one at a time: where there are few different texts, they are
  // all found here.
  struct Recent {
    std::string_view text;
    std::uint32_t code = 0;
  };
  Recent& RecentOf(std::string_view text) { return recent_[QuickHash(text)]; }

  TextIndex& index_;
  Codes codes_;
  std::size_t always_whole_;  // so many entries of dictionaries are taken over in any case
  std::int64_t rows_seen_ = 0;
  std::size_t whole_dictionaries_ = 0;  // entries of those that were taken over as they are
  std::uint32_t whole_first_ = 0;       // code of the first entry of that at hand; 0: it is not
  std::uint64_t dictionary_id_ = 0;
  Buffer<std::uint32_t> memo_;   // by the dictionary's code: number + 1; 0: not looked up yet
  std::size_t memo_known_ = 0;   // how many are not 0
  Buffer<std::uint32_t> cells_;  // of MapCells and ShiftCells, where they need some of their own,
  Buffer<std::uint32_t> identity_;  // and what maps codes to themselves
  static constexpr std::size_t kRecent = 256;
  std::array<Recent, kRecent> recent_;
  std::vector<std::string_view> texts_;
  Buffer<std::uint32_t> places_;
  Buffer<std::uint32_t> numbers_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_TEXT_MAPPER_H_
