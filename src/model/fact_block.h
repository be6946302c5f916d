// The facts of a block's rows: a column a fact.
#ifndef KENKO_MODEL_FACT_BLOCK_H_
#define KENKO_MODEL_FACT_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/block.h"
#include "model/model_data.h"

namespace kenko {

// Holds numbers and flags that are known before the rules, and the score before rules. One a
// thread; reused from block to block.
class FactBlock {
 public:
  // Whether blocks can hold all those facts.
  static bool CanHold(const ModelData& model, const std::vector<FactSlot>& slots);

  // REQUIRES: CanHold.
  FactBlock(const ModelData& model, const std::vector<FactSlot>& slots);

  std::size_t rows() const { return rows_; }
  // Adds a row: what is in a frame. REQUIRES: there are fewer than kBlockRows.
  void Add(const Value* facts);
  void Clear() { rows_ = 0; }

  // REQUIRES: the slot is one of those it was made for.
  const double* Column(FactSlot slot) const { return columns_[places_[slot]].data(); }
  // What is not in the frames, but found for all rows together. Nothing where nobody reads it.
  void Set(FactSlot slot, const BlockColumn& column);

 private:
  struct Source {
    FactSlot slot;
    bool is_flag;
  };
  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

  std::vector<Source> sources_;  // by column
  std::vector<BlockColumn> columns_;
  std::vector<std::uint32_t> places_;  // by slot: its column
  std::size_t rows_ = 0;
};

}  // namespace kenko

#endif  // KENKO_MODEL_FACT_BLOCK_H_
