#include "portfolio/activity_stage.h"

#include <algorithm>
#include <utility>

namespace kenko {

// Each lot has large pages of its own for each group, so groups are to be few, lest these pages be
// mostly empty; but not too few, as a group's memory is spare only once it is all built.
int ActivityStage::GroupBits(Slot slots) {
  constexpr std::uint32_t kGroups = 4;
  constexpr int kMostBits = 8;
  int bits = 0;
  while (bits < kMostBits && PartitionOf(slots) >> bits >= 2 * kGroups) ++bits;
  return bits;
}

void ActivityStage::SetLots(std::size_t count) {
  if (count <= lots_.size()) return;
  // With one lot alone, there was no need to tell its blocks apart: its rows are the first run, of
  // which the new lots have none.
  std::vector<std::unique_ptr<StagedLot>> more;
  for (std::size_t lot = lots_.size(); lot < count; ++lot) {
    more.push_back(std::make_unique<StagedLot>(group_bits_));
    if (lots_.empty()) continue;
    const std::size_t runs = std::max<std::size_t>(lots_[0]->run_count(), 1);
    while (more.back()->run_count() < runs) more.back()->EndRun();
  }
  if (lots_.size() == 1) lots_[0]->EndRun();
  for (auto& lot : more) lots_.push_back(std::move(lot));
}

void ActivityStage::ExpectRows(std::size_t count) {
  for (const auto& lot : lots_) lot->ExpectRows(count / lots_.size());
}

void ActivityStage::ReserveSlots(Slot count) {
  for (const auto& lot : lots_) lot->ReserveSlots(count);
}

void ActivityStage::EndBlock() {
  if (lots_.size() == 1) return;
  for (const auto& lot : lots_) lot->EndRun();
}

std::size_t ActivityStage::RowCount(std::uint32_t partition) const {
  std::size_t count = 0;
  for (const auto& lot : lots_) count += lot->RowCount(partition);
  return count;
}

bool ActivityStage::HasFar(std::uint32_t partition) const {
  return std::any_of(lots_.begin(), lots_.end(),
                     [=](const auto& lot) { return lot->HasFar(partition); });
}

bool ActivityStage::HasTexts(std::uint32_t partition) const {
  return std::any_of(lots_.begin(), lots_.end(),
                     [=](const auto& lot) { return lot->HasTexts(partition); });
}

void ActivityStage::Release(std::size_t group) {
  for (const auto& lot : lots_) lot->Release(group, spare_);
}

}  // namespace kenko
