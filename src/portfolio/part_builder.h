// From a load's staged rows of a partition to its part.
#ifndef KENKO_PORTFOLIO_PART_BUILDER_H_
#define KENKO_PORTFOLIO_PART_BUILDER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/crew.h"
#include "kenko/rows.h"
#include "portfolio/activity_part.h"
#include "portfolio/activity_stage.h"
#include "portfolio/buffer.h"
#include "portfolio/numbered_text.h"
#include "portfolio/part_memory.h"
#include "portfolio/part_texts.h"
#include "portfolio/sparse_numbers.h"
#include "portfolio/text_coder.h"
#include "portfolio/text_index.h"
#include "portfolio/time_sort.h"

namespace kenko {

// A column beyond those that every staged row has; the n-th is the n-th staged cell.
struct ExtraColumn {
  enum class Role : std::uint8_t { kId, kValidUntil, kRecordedAt, kRetracted, kAttribute };
  Role role = Role::kAttribute;
  std::size_t number = 0;  // of an attribute
  // An attribute's; kNull where no cell of the load is present.
  ColumnView::Type type = ColumnView::Type::kNull;
  bool present = false;
};

// What is known of a load when its rows have all been staged.
struct StagedLoad {
  ActivityStage* stage;
  // Actors and text attributes; codes are number + 1, and equal texts may have several.
  const TextIndex* texts;
  const std::optional<NumberedText>* numbered_actors;  // the form of those staged as numbers
  const std::vector<std::string_view>* ids;            // the cells of Role::kId are places in it
  const std::vector<ExtraColumn>* extras;
  std::size_t attribute_count = 0;  // of the portfolio's columns
  bool has_value = false;
  bool has_actor = false;
};

// Sorts a partition by customer with a counting sort, all within the cache, then looks at each
// customer by itself: rows mostly come in the order of time, so that only some need sorting.
//
// One a thread.
class PartBuilder {
 public:
  // `load` must outlive it. `is_large`: of many rows.
  PartBuilder(const StagedLoad& load, bool is_large)
      : load_(load),
        memory_(is_large ? PartMemory(load.stage->spare_pages()) : PartMemory()),
        texts_(*load.texts, *load.numbered_actors) {}

  ActivityPart Build(std::uint32_t partition);

 private:
  void CountRows(std::uint32_t partition);
  void MakeColumns();
  void ScatterRows(std::uint32_t partition);
  void ScatterPlainRows(std::uint32_t partition);
  std::size_t ScatterStretch(const StagedActivity* begin, const StagedActivity* end);
  void ScatterAnyRows(std::uint32_t partition);
  void ScatterExtra(std::uint32_t partition, std::size_t cell, const ExtraColumn& extra);
  template <typename T, typename Convert>
  void ScatterCells(std::uint32_t partition, std::size_t cell, Buffer<T>& column,
                    const Convert& convert);
  double ValueOf(std::size_t row) const {
    return values_.size() > 0 ? values_[row] : std::numeric_limits<double>::quiet_NaN();
  }
  bool AreSorted(std::size_t begin, std::size_t end) const;
  void SortRows(std::size_t begin, std::size_t end);
  template <typename T>
  void Permute(Buffer<T>& column, std::size_t begin, std::size_t end, Buffer<T>& spare);
  void CodeTexts();
  void CodeIds(std::size_t begin, std::size_t end);

  const StagedLoad& load_;
  PartMemory memory_;
  ActivityPart part_;
  ActivityColumns columns_;  // the part's, with a cell a row; some have their own:
  SparseNumbers values_;
  Buffer<std::uint32_t> with_value_;  // of a stretch of staged rows: where those with a value go
  Buffer<std::uint8_t> near_kinds_;   // empty: kinds are in columns_
  std::array<std::uint32_t, kPartitionSlots> next_row_;
  TimeSort time_sort_;
  const std::uint32_t* order_ = nullptr;  // of a customer's rows
  Buffer<Instant> spare_at_;
  Buffer<double> spare_value_;
  Buffer<std::uint32_t> spare4_;
  Buffer<std::uint8_t> spare1_;
  PartTexts texts_;
  TextList text_list_, id_list_;
  TextCoder id_coder_;
};

// The parts of a load, by partition, null where it has no row. The stage is empty afterwards: each
// group's memory is given back as soon as its parts are built.
std::vector<std::unique_ptr<ActivityPart>> BuildParts(const StagedLoad& load, Crew& crew);

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_PART_BUILDER_H_
