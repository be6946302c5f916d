#include <algorithm>
#include <limits>
#include <string_view>

#include "portfolio/activity_order.h"
#include "portfolio/activity_scratch.h"

namespace kenko {
namespace {

Instant RecordedAt(const ActivityRows& rows, std::size_t i) {
  return rows.recorded_at == nullptr ? kBeginningOfTime : rows.recorded_at[i];
}

bool IsRetracted(const ActivityRows& rows, std::size_t i) {
  return rows.retracted != nullptr && rows.retracted[i] != 0;
}

TextCode IdOf(const ActivityRows& rows, std::size_t i) { return rows.id ? rows.id[i] : 0; }

// Of two rows of one id, whether row i counts rather than j: the greater recorded_at, then at,
// kind, value, actor; missing is the least.
bool Outranks(const ActivityRows& rows, std::size_t i, std::size_t j, const TextIndex& kinds) {
  const Instant i_recorded = RecordedAt(rows, i), j_recorded = RecordedAt(rows, j);
  if (i_recorded != j_recorded) return i_recorded > j_recorded;
  if (rows.at[i] != rows.at[j]) return rows.at[i] > rows.at[j];
  if (rows.kind[i] != rows.kind[j]) return kinds.text(rows.kind[i]) > kinds.text(rows.kind[j]);
  if (rows.value) {
    if (ValueComesBefore(rows.value[j], rows.value[i])) return true;
    if (ValueComesBefore(rows.value[i], rows.value[j])) return false;
  }
  if (!rows.actor || rows.actor[i] == 0) return false;
  return rows.actor[j] == 0 || rows.texts.Text(rows.actor[i]) > rows.texts.Text(rows.actor[j]);
}

}  // namespace

void RowChooser::FindWinners(const ActivityRows& rows, Instant known, const TextIndex& kinds) {
  winner_.Resize(std::size_t{rows.ids.count} + 1);
  std::fill(winner_.begin(), winner_.end(), 0);
  if (rows.id == nullptr) return;
  for (std::size_t i = 0; i < rows.size; ++i) {
    if (rows.id[i] == 0 || RecordedAt(rows, i) > known) continue;
    std::uint32_t& winner = winner_[rows.id[i]];
    if (winner == 0 || Outranks(rows, i, winner - 1, kinds)) {
      winner = static_cast<std::uint32_t>(i + 1);
    }
  }
}

ActivityRows RowChooser::Choose(const ActivityRows& rows, Instant known, const TextIndex& kinds) {
  FindWinners(rows, known, kinds);
  const auto is_chosen = [&](std::size_t i) {
    if (RecordedAt(rows, i) > known || IsRetracted(rows, i)) return false;
    const TextCode id = IdOf(rows, i);
    return id == 0 || winner_[id] == i + 1;
  };
  columns_.Clear();
  for (std::size_t begin = 0, end; begin < rows.size; begin = end) {
    for (end = begin; end < rows.size && is_chosen(end); ++end) {
    }
    if (end > begin) columns_.Append(rows, begin, end - begin, nullptr, nullptr);
    for (; end < rows.size && !is_chosen(end); ++end) {
    }
  }
  ActivityRows chosen = columns_.Rows(0, columns_.size);
  chosen.texts = rows.texts;
  return chosen;
}

std::int64_t RowChooser::CountSuperseded(const ActivityRows& rows, Instant known,
                                         const TextIndex& kinds) {
  FindWinners(rows, known, kinds);
  std::int64_t superseded = 0;
  for (std::size_t i = 0; i < rows.size; ++i) {
    if (RecordedAt(rows, i) > known) continue;
    const TextCode id = IdOf(rows, i);
    if (IsRetracted(rows, i) || (id != 0 && winner_[id] != i + 1)) ++superseded;
  }
  return superseded;
}

}  // namespace kenko
