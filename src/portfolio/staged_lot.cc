#include "portfolio/staged_lot.h"

#include <cstring>
#include <utility>

#include "portfolio/hash.h"

namespace kenko {
namespace {

// A text's size comes before it: in one byte where it is below this, else in four more.
constexpr std::size_t kLongText = 255;

}  // namespace

void StagedLot::ReserveSlots(Slot count) {
  const std::size_t partitions = count == 0 ? 0 : PartitionOf(count - 1) + std::size_t{1};
  if (partitions <= rows_.count()) return;
  memory_.Reserve(partitions);
  row_counts_.Fill(partitions * kPartitionSlots, 0);
  for (StagedStreams* const streams : {&rows_, &far_, &values_, &texts_, &extra_cells_}) {
    streams->Resize(partitions);
  }
}

void StagedLot::AppendText(Slot slot, std::string_view text) {
  const bool is_long = text.size() >= kLongText;
  const auto long_size = static_cast<std::uint32_t>(text.size());
  const std::size_t head = is_long ? 1 + sizeof long_size : 1;
  char* const to = texts_.Write().Append(PartitionOf(slot), head + text.size());
  *to = static_cast<char>(is_long ? kLongText : text.size());
  if (is_long) std::memcpy(to + 1, &long_size, sizeof long_size);
  CopyBytes(to + head, text);
}

std::string_view StagedLot::TextReader::Next() {
  std::uint32_t size = static_cast<unsigned char>(*reader_.Next(1));
  if (size == kLongText) std::memcpy(&size, reader_.Next(sizeof size), sizeof size);
  return {reader_.Next(size), size};
}

void StagedLot::EndRun() {
  Buffer<std::uint32_t> ends;
  ends.Resize(partition_count());
  for (std::uint32_t partition = 0; partition < ends.size(); ++partition) {
    ends[partition] = static_cast<std::uint32_t>(RowCount(partition));
  }
  run_ends_.push_back(std::move(ends));
}

}  // namespace kenko
