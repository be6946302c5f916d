// How the rows of each table come into a store: added block by block, finished, committed.
#ifndef KENKO_PORTFOLIO_LOADERS_H_
#define KENKO_PORTFOLIO_LOADERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "kenko/status.h"
#include "portfolio/activity_log.h"
#include "portfolio/activity_stage.h"
#include "portfolio/bad_rows.h"
#include "portfolio/buffer.h"
#include "portfolio/column_table.h"
#include "portfolio/dense_ids.h"
#include "portfolio/load_crew.h"
#include "portfolio/numbered_text.h"
#include "portfolio/part_builder.h"
#include "portfolio/row_checker.h"
#include "portfolio/store.h"
#include "portfolio/text_mapper.h"

namespace kenko {

// Ids are of one kind throughout a portfolio: another is an error.
Status CheckIdsFit(const Store& store, const GoodRows& rows, const ColumnView& ids,
                   InputTable table);
// The slots of a block's customers.
Status FindSlots(Store& store, const GoodRows& rows, const ColumnView& ids, InputTable table,
                 Buffer<Slot>& slots);

// The attribute columns of a load: their numbers, and the change that they make to the table's.
class LoadAttributes {
 public:
  LoadAttributes(InputTable table, std::shared_ptr<const ColumnTable> before)
      : table_(table), columns_(std::move(before)) {}

  // Numbers the attributes with the first block, and holds each block's types to the columns'.
  Status Fit(const GoodRows& rows);

  std::size_t number(std::size_t attribute) const { return numbers_[attribute]; }
  const ColumnTable& columns() const { return columns_.current(); }
  const std::shared_ptr<const ColumnTable>& shared() const { return columns_.shared(); }

 private:
  InputTable table_;
  ColumnTableChange columns_;
  bool numbered_ = false;
  std::vector<std::size_t> numbers_;
};

// Every loader has these: Add takes in a block; Finish tells rows whose key came before, and does
// all that may fail; Commit can't.
class CustomerLoader {
 public:
  CustomerLoader(Store& store, const LoadOptions& options)
      : store_(store),
        id_column_(options.id_column),
        attributes_(InputTable::kCustomers, store.customer_columns) {}

  Status Add(const GoodRows& rows);
  void Finish(BadRows& bad_rows);
  void Commit() noexcept;

 private:
  Store& store_;
  std::string id_column_;
  LoadAttributes attributes_;
  Buffer<Slot> slots_;
  std::vector<Value> values_;  // by column number
  std::vector<ColumnView::Type> types_;
  StagedRows<CustomerRow> staged_;
};

class MilestoneLoader {
 public:
  explicit MilestoneLoader(Store& store) : store_(store), names_(store.milestones.names()) {}

  Status Add(const GoodRows& rows);
  void Finish(BadRows& bad_rows);
  void Commit() noexcept;

 private:
  Store& store_;
  TextMapper names_;
  Buffer<Slot> slots_;
  Buffer<std::uint32_t> name_codes_;
  StagedRows<MilestoneNode> staged_;
};

class FeedLoader {
 public:
  explicit FeedLoader(Store& store) : store_(store) {}

  Status Add(const GoodRows& rows);
  void Finish(BadRows& bad_rows);
  void Commit() noexcept;

 private:
  Store& store_;
  FeedTable added_;
  std::shared_ptr<FeedTable> table_;
};

// Shares the work on large blocks out to several threads, each of which stages a lot of its rows.
class ActivityLoader {
 public:
  // `crew` must outlive it.
  ActivityLoader(Store& store, LoadCrew& crew)
      : store_(store),
        crew_(crew),
        attributes_(InputTable::kActivities, store.activity_columns),
        kinds_(store.kinds),
        actors_(texts_, TextMapper::Codes::kMayRepeat),
        stage_(store.ids.count()) {}

  ActivityLoader(const ActivityLoader&) = delete;
  ActivityLoader& operator=(const ActivityLoader&) = delete;

  Status Add(const GoodRows& rows);
  void Finish(BadRows& bad_rows);
  void Commit() noexcept;

 private:
  void FindRows(const GoodRows& rows, Crew& crew);
  void MapCells(const GoodRows& rows);
  void MapActors(const GoodRows& rows);
  void ChooseActorForm(const ColumnView& actors, std::size_t count);
  void ChooseNear(const GoodRows& rows);
  // activity_rows.cc
  void StageRows(const GoodRows& rows, Crew& crew);
  void StageLot(const GoodRows& rows, std::size_t lot);
  bool NumberActors(const ColumnView& actors, std::size_t begin, std::size_t end);
  template <bool kPrefetch>
  void StageCells(const GoodRows& rows, std::size_t begin, std::size_t end, StagedLot& lot);
  // activity_extras.cc
  void ChooseExtras(const GoodRows& rows);
  void StageExtras(const GoodRows& rows);
  void StageTexts(const ColumnView& column, std::int64_t row_count, TextMapper& mapper,
                  std::size_t cell);
  void StageIds(const ColumnView& column, std::int64_t row_count, std::size_t cell);

  Store& store_;
  LoadCrew& crew_;
  LoadAttributes attributes_;
  bool extras_chosen_ = false;
  std::vector<ExtraColumn> extras_;
  std::size_t row_count_ = 0;
  bool has_value_ = false;
  bool has_actor_ = false;

  // Actors and text attributes have codes of this load, later ones of their customer.
  TextIndex texts_;
  TextMapper kinds_;
  TextMapper actors_;
  std::vector<std::unique_ptr<TextMapper>> attribute_texts_;  // by extra
  // Plain actors of this form go by their number, so that nothing of their texts need be kept.
  std::optional<NumberedText> numbered_actors_;
  int actors_looked_at_ = 0;  // for one that has a form
  Arena id_bytes_;
  std::vector<std::string_view> ids_;

  DenseIds dense_ids_;
  Slot filled_for_ = 0;  // up to so many customers they serve well

  // Of the block at hand.
  Buffer<Slot> slots_;
  TextMapper::MappedCells kind_cells_{};
  TextMapper::ShiftedCells actor_cells_{};
  const std::uint8_t* has_value_cells_ = nullptr;
  Buffer<TextCode> text_codes_;
  std::vector<std::uint64_t*> extra_cells_;  // of each row the first
  std::vector<std::size_t> lot_begin_;       // by lot: the first of its rows; the last ends them
  Buffer<TextCode> actor_codes_;             // of plain actors
  // Stand for columns that are not there, or tell of whom all cells are.
  Buffer<TextCode> no_codes_;
  Buffer<std::uint8_t> none_, all_;

  ActivityStage stage_;
  std::unique_ptr<ActivityLogChange> change_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_LOADERS_H_
