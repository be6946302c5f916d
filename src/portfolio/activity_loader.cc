#include <algorithm>
#include <atomic>
#include <new>

#include "portfolio/loaders.h"

namespace kenko {
namespace {

// How many rows' customers a thread looks up at a time.
constexpr std::int64_t kRowsATime = 8192;

}  // namespace

Status ActivityLoader::Add(const GoodRows& rows) {
  Status status = attributes_.Fit(rows);
  if (!status.ok() || rows.row_count == 0) return status;
  row_count_ += static_cast<std::size_t>(rows.row_count);
  ChooseExtras(rows);
  status = CheckIdsFit(store_, rows, *rows.columns[ActivityColumn::kCustomerId],
                       InputTable::kActivities);
  if (!status.ok()) return status;
  Crew& crew = crew_.For(static_cast<std::size_t>(rows.row_count));
  if (row_count_ == static_cast<std::size_t>(rows.row_count)) ChooseNear(rows);
  FindRows(rows, crew);
  stage_.SetLots(std::min(crew.size(), ActivityStage::kMostLots));
  stage_.ReserveSlots(store_.ids.count());
  stage_.ExpectRows(row_count_);
  StageRows(rows, crew);
  if (!extras_.empty()) StageExtras(rows);
  stage_.EndBlock();
  return {};
}

// Finds slots and codes. New customers are rare as a rule, and get their slots in order afterwards.
void ActivityLoader::FindRows(const GoodRows& rows, Crew& crew) {
  const ColumnView& ids = *rows.columns[ActivityColumn::kCustomerId];
  slots_.Resize(static_cast<std::size_t>(rows.row_count));
  if (row_count_ >= LoadCrew::kManyRows && filled_for_ < store_.ids.count()) {
    // Again whenever there are many more of them.
    dense_ids_.Fill(store_.ids);
    filled_for_ = 2 * store_.ids.count();
  }
  std::atomic<bool> some_are_new{false};
  const auto find = [&](std::int64_t begin) {
    const std::int64_t end = std::min(begin + kRowsATime, rows.row_count);
    if (dense_ids_.empty()) {
      store_.ids.Find(ids, begin, end, slots_.data());
      const Slot* const found_end = slots_.data() + end;
      if (std::find(slots_.data() + begin, slots_.data() + end, kNoSlot) != found_end) {
        some_are_new = true;
      }
    } else if (!dense_ids_.Find(ids, begin, end, slots_.data())) {
      some_are_new = true;
    }
  };
  const std::int64_t chunks = (rows.row_count + kRowsATime - 1) / kRowsATime;
  crew.Share(static_cast<std::size_t>(1 + chunks), [&](std::size_t, std::size_t part) {
    part == 0 ? MapCells(rows) : find(static_cast<std::int64_t>(part - 1) * kRowsATime);
  });
  if (some_are_new) store_.ids.AddMissing(ids, rows.row_count, slots_.data());
}

void ActivityLoader::MapCells(const GoodRows& rows) {
  kind_cells_ = kinds_.MapCells(*rows.columns[ActivityColumn::kKind], rows.row_count);
  MapActors(rows);
  const auto count = static_cast<std::size_t>(rows.row_count);
  const ColumnView* const values = rows.columns[ActivityColumn::kValue];
  has_value_ |= values != nullptr;
  if (values == nullptr) {
    none_.Fill(std::max(count, none_.size()), 0);
    has_value_cells_ = none_.data();
  } else if (values->valid == nullptr) {
    all_.Fill(std::max(count, all_.size()), 1);
    has_value_cells_ = all_.data();
  } else {
    has_value_cells_ = values->valid;
  }
}

void ActivityLoader::MapActors(const GoodRows& rows) {
  const auto count = static_cast<std::size_t>(rows.row_count);
  const ColumnView* const actors = rows.columns[ActivityColumn::kActor];
  has_actor_ |= actors != nullptr;
  if (actors == nullptr) {
    no_codes_.Fill(std::max(count, no_codes_.size()), 0);
    actor_cells_ = {no_codes_.data(), 0};
  } else if (actors->texts == nullptr) {
    actor_cells_ = actors_.ShiftCells(*actors, rows.row_count);
    // So many texts would take 30 GB.
    if (texts_.size() >= StagedActivity::kFirstNumbered) throw std::bad_alloc();
  } else {
    // The cells of plain texts are filled lot by lot.
    ChooseActorForm(*actors, count);
    actor_codes_.Resize(count);
    actor_cells_ = {actor_codes_.data(), 0};
  }
}

// The form of one of the first few texts.
void ActivityLoader::ChooseActorForm(const ColumnView& actors, std::size_t count) {
  constexpr int kTexts = 16;
  for (std::size_t i = 0; i < count && actors_looked_at_ < kTexts && !numbered_actors_; ++i) {
    if (actors.valid != nullptr && actors.valid[i] == 0) continue;
    numbered_actors_ = NumberedText::Of(actors.texts[i]);
    ++actors_looked_at_;
  }
}

// Rows mostly come in the order of time: there is more room ahead than behind.
void ActivityLoader::ChooseNear(const GoodRows& rows) {
  const Instant* const at = rows.columns[ActivityColumn::kAt]->integers;
  const Instant least = *std::min_element(at, at + rows.row_count);
  stage_.SetNear(least - static_cast<Instant>(StagedActivity::kNearInstants / 4));
}

void ActivityLoader::Finish(BadRows&) {
  StagedLoad load;
  load.stage = &stage_;
  load.texts = &texts_;
  load.numbered_actors = &numbered_actors_;
  load.ids = &ids_;
  load.extras = &extras_;
  load.attribute_count = attributes_.columns().size();
  load.has_value = has_value_;
  load.has_actor = has_actor_;
  change_ = std::make_unique<ActivityLogChange>(store_.activities, attributes_.shared());
  std::vector<std::unique_ptr<ActivityPart>> parts = BuildParts(load, crew_.For(row_count_));
  for (std::uint32_t partition = 0; partition < parts.size(); ++partition) {
    if (parts[partition] != nullptr) change_->Add(partition, std::move(*parts[partition]));
  }
}

void ActivityLoader::Commit() noexcept {
  change_->Commit(store_.sequence);
  store_.activity_columns = attributes_.shared();
}

}  // namespace kenko
