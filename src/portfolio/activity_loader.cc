#include <algorithm>
#include <atomic>

#include "portfolio/loaders.h"

namespace kenko {
namespace {

// Fewer rows are not worth preparations, or a second thread.
constexpr std::size_t kManyRows = 4096;
// How many rows' customers a thread looks up at a time.
constexpr std::int64_t kRowsATime = 1024;

// REQUIRES: the cell is not missing.
double NumberOf(const ColumnView& column, std::int64_t row) {
  return column.type == ColumnView::Type::kNumber ? column.numbers[row]
                                                  : static_cast<double>(column.integers[row]);
}

}  // namespace

Crew& ActivityLoader::CrewFor(std::size_t row_count) {
  if (threads_ == 1 || row_count < kManyRows) return alone_;
  if (crew_ == nullptr) crew_ = std::make_unique<Crew>(threads_);
  return *crew_;
}

Status ActivityLoader::Add(const GoodRows& rows) {
  Status status = attributes_.Fit(rows);
  if (!status.ok() || rows.row_count == 0) return status;
  row_count_ += static_cast<std::size_t>(rows.row_count);
  ChooseExtras(rows);
  status = CheckIdsFit(store_, rows, *rows.columns[ActivityColumn::kCustomerId],
                       InputTable::kActivities);
  if (!status.ok()) return status;
  Crew& crew = CrewFor(static_cast<std::size_t>(rows.row_count));
  FindRows(rows, crew);
  if (store_.kinds.size() > StagedActivity::kMostKinds) {
    return Status(StatusCode::kResourceExhausted, "activities, column kind: more than " +
                                                      std::to_string(StagedActivity::kMostKinds) +
                                                      " different kinds");
  }
  stage_.ReserveSlots(store_.ids.count());
  StageRows(rows, crew);
  if (!extras_.empty()) StageExtras(rows);
  return {};
}

// Finds slots and codes. New customers are rare as a rule, and get their slots in order afterwards.
void ActivityLoader::FindRows(const GoodRows& rows, Crew& crew) {
  const ColumnView& ids = *rows.columns[ActivityColumn::kCustomerId];
  slots_.Resize(rows.row_count);
  if (row_count_ >= kManyRows && filled_for_ < store_.ids.count()) {
    // Again whenever there are many more of them.
    dense_ids_.Fill(store_.ids);
    filled_for_ = 2 * store_.ids.count();
  }
  std::atomic<bool> some_are_new{false};
  const auto find = [&](std::int64_t begin) {
    const std::int64_t end = std::min(begin + kRowsATime, rows.row_count);
    if (dense_ids_.empty()) {
      store_.ids.Find(ids, begin, end, slots_.data());
    } else {
      dense_ids_.Find(ids.integers, begin, end, slots_.data());
    }
    Slot* const found_end = slots_.data() + end;
    if (std::find(slots_.data() + begin, found_end, kNoSlot) != found_end) some_are_new = true;
  };
  const std::int64_t chunks = (rows.row_count + kRowsATime - 1) / kRowsATime;
  crew.Share(static_cast<std::size_t>(1 + chunks), [&](std::size_t, std::size_t part) {
    part == 0 ? MapTexts(rows) : find(static_cast<std::int64_t>(part - 1) * kRowsATime);
  });
  if (some_are_new) store_.ids.AddMissing(ids, rows.row_count, slots_.data());
}

void ActivityLoader::MapTexts(const GoodRows& rows) {
  kind_codes_.Resize(rows.row_count);
  kinds_.Map(*rows.columns[ActivityColumn::kKind], rows.row_count, kind_codes_.data());
  const ColumnView* const actors = rows.columns[ActivityColumn::kActor];
  has_actor_ |= actors != nullptr;
  if (actors != nullptr && actors->texts == nullptr) {
    actor_codes_.Resize(rows.row_count);
    actors_.Map(*actors, rows.row_count, actor_codes_.data());
  }
}

void ActivityLoader::StageRows(const GoodRows& rows, Crew& crew) {
  const ColumnView* const values = rows.columns[ActivityColumn::kValue];
  has_value_ |= values != nullptr;
  if (!extras_.empty()) staged_rows_.resize(rows.row_count);
  const auto row_count = static_cast<std::size_t>(rows.row_count);
  if (crew.size() == 1) return StageRows(rows, nullptr, row_count);
  // The groups of the stage are shared out in as many lots as there are threads.
  for (std::size_t group = lots_.size(); group < stage_.group_count(); ++group) {
    lots_.Append(static_cast<std::uint32_t>(group % crew.size()));
  }
  rows_of_.resize(crew.size());
  crew.Share(crew.size(), [&](std::size_t, std::size_t lot) {
    Buffer<std::uint32_t>& own = rows_of_[lot];
    own.Resize(row_count);
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < row_count; ++i) {
      own[count] = i;
      count += lots_[stage_.GroupOf(PartitionOf(slots_[i]))] == lot;
    }
    StageRows(rows, own.data(), count);
  });
}

// The rows that are listed; without a list, the first `count`.
void ActivityLoader::StageRows(const GoodRows& rows, const std::uint32_t* listed,
                               std::size_t count) {
  const Slot* const slots = slots_.data();
  const Instant* const at = rows.columns[ActivityColumn::kAt]->integers;
  const std::uint32_t* const kinds = kind_codes_.data();
  const ColumnView* const values = rows.columns[ActivityColumn::kValue];
  const bool may_have_value = values != nullptr;
  const std::uint8_t* const value_valid = may_have_value ? values->valid : nullptr;
  const ColumnView* const actors = rows.columns[ActivityColumn::kActor];
  const bool own_texts = actors != nullptr && actors->texts != nullptr;
  const TextCode* const actor_codes =
      actors != nullptr && !own_texts ? actor_codes_.data() : nullptr;
  StagedActivity** const staged = extras_.empty() ? nullptr : staged_rows_.data();
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = listed != nullptr ? listed[k] : k;
    const auto row = static_cast<std::int64_t>(i);
    const Slot slot = slots[i];
    const bool has_value = may_have_value && (value_valid == nullptr || value_valid[i] != 0);
    TextCode actor = actor_codes != nullptr ? actor_codes[i] : 0;
    if (own_texts && !actors->IsMissing(row)) {
      actor = StagedActivity::kOwnText;
      stage_.AppendText(slot, actors->texts[i]);
    }
    StagedActivity* const at_stage = stage_.AppendRow(slot, at[i], actor, kinds[i] - 1, has_value);
    if (has_value) stage_.AppendValue(slot, NumberOf(*values, row));
    if (staged != nullptr) staged[i] = at_stage;
  }
}

void ActivityLoader::Finish(BadRows&) {
  StagedLoad load;
  load.stage = &stage_;
  load.texts = &texts_;
  load.ids = &ids_;
  load.extras = &extras_;
  load.attribute_count = attributes_.columns().size();
  load.has_value = has_value_;
  load.has_actor = has_actor_;
  change_ = std::make_unique<ActivityLogChange>(store_.activities, attributes_.shared());
  std::vector<std::unique_ptr<ActivityPart>> parts = BuildParts(load, CrewFor(row_count_));
  for (std::uint32_t partition = 0; partition < parts.size(); ++partition) {
    if (parts[partition] != nullptr) change_->Add(partition, std::move(*parts[partition]));
  }
}

void ActivityLoader::Commit() noexcept {
  change_->Commit(store_.sequence);
  store_.activity_columns = attributes_.shared();
}

}  // namespace kenko
