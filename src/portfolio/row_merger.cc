#include <limits>

#include "portfolio/activity_order.h"
#include "portfolio/activity_scratch.h"

namespace kenko {
namespace {

bool RowComesBefore(const ActivityRows& a, std::size_t i, const ActivityRows& b, std::size_t j) {
  if (a.at[i] != b.at[j]) return a.at[i] < b.at[j];
  const double missing = std::numeric_limits<double>::quiet_NaN();
  return ValueComesBefore(a.value ? a.value[i] : missing, b.value ? b.value[j] : missing);
}

// The first row from `begin` on for which `beyond`, which stays true from there on. Searches in
// growing steps, as most often it is near or at the end.
template <typename Beyond>
std::size_t FindEnd(std::size_t begin, std::size_t size, const Beyond& beyond) {
  if (begin == size || beyond(begin)) return begin;
  if (!beyond(size - 1)) return size;
  std::size_t low = begin, step = 1;  // low is not beyond
  while (low + step < size && !beyond(low + step)) {
    low += step;
    step *= 2;
  }
  std::size_t high = low + step < size ? low + step : size - 1;  // high is
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (beyond(middle) ? high : low) = middle;
  }
  return high;
}

// Codes for `more` that agree with those of `first`, and the texts of both.
const TextCode* MapTexts(const TextSpan& first, const TextSpan& more, TextCoder& coder,
                         Buffer<TextCode>& map, TextSpan* both) {
  if (more.count == 0) {
    *both = first;
    return nullptr;
  }
  coder.Start(first);
  map.Resize(std::size_t{more.count} + 1);
  map[0] = 0;
  for (TextCode code = 1; code <= more.count; ++code) map[code] = coder.Code(more.Text(code));
  *both = coder.list().span();
  return map.data();
}

}  // namespace

ActivityRows RowMerger::Merge(const ActivityRows& a, const ActivityRows& b) {
  columns_.Clear();
  TextSpan texts, ids;
  const TextCode* const text_map = MapTexts(a.texts, b.texts, texts_, text_map_, &texts);
  const TextCode* const id_map = MapTexts(a.ids, b.ids, ids_, id_map_, &ids);

  std::size_t i = 0, j = 0;
  while (i < a.size || j < b.size) {
    const std::size_t a_end =
        j == b.size ? a.size
                    : FindEnd(i, a.size, [&](std::size_t k) { return RowComesBefore(b, j, a, k); });
    if (a_end > i) columns_.Append(a, i, a_end - i, nullptr, nullptr);
    i = a_end;
    const std::size_t b_end = i == a.size ? b.size : FindEnd(j, b.size, [&](std::size_t k) {
      return !RowComesBefore(b, k, a, i);
    });
    if (b_end > j) columns_.Append(b, j, b_end - j, text_map, id_map);
    j = b_end;
  }

  ActivityRows rows = columns_.Rows(0, columns_.size);
  rows.texts = texts;
  rows.ids = ids;
  rows.corrected = HasCorrections(rows);
  rows.latest_recorded_at = LatestRecordedAt(rows);
  return rows;
}

}  // namespace kenko
