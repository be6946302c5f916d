#include "measure/tally_walk.h"

#include <algorithm>

namespace kenko {
namespace {

constexpr std::uint32_t kMostAdded = KindTallies::kMostAdded;

// Calls use(difference) with what lies between the sums `begin` and `end`, bit by bit where it may
// not fit into a lane.
template <typename Use>
inline void Between(const std::uint64_t* sums, std::uint32_t begin, std::uint32_t end,
                    const Use& use) {
  for (; end - begin > kMostAdded; begin += kMostAdded) {
    use(sums[begin + kMostAdded] - sums[begin]);
  }
  use(sums[end] - sums[begin]);
}

constexpr std::size_t kGroup = 4;

// Of activities [begin, end), what their kinds add to a word: into `sums`, by activity, from 0 on.
// Writes up to kGroup more behind them, for how many are left over can't be foreseen.
template <typename Kind>
void AddUpWord(const std::uint64_t* adds, const Kind* kind, std::size_t begin, std::size_t end,
               std::uint64_t* sums) {
  std::uint64_t sum = 0;
  sums[begin] = 0;
  if (begin == end) return;
  std::size_t i = begin;
  for (; end - i >= kGroup; i += kGroup) {  // the loop itself takes as long as adding one
    for (std::size_t j = i; j < i + kGroup; ++j) sums[j + 1] = sum += adds[kind[j]];
  }
  for (std::size_t j = i; j < i + kGroup - 1; ++j) {
    sums[j + 1] = sum += adds[kind[std::min(j, end - 1)]];
  }
}

// The top bit of each byte that is not 0.
inline std::uint64_t TopBits(std::uint64_t word) {
  constexpr std::uint64_t kRest = 0x7F7F7F7F7F7F7F7F;
  return (((word & kRest) + kRest) | word) & ~kRest;
}

inline std::uint32_t CountTopBits(std::uint64_t bits) {
  return static_cast<std::uint32_t>((bits >> 7) * 0x0101010101010101 >> 56);
}

}  // namespace

Value ValueOfLatest(AggregateOp op, const AggregateTask& task, const ActivityView& activities,
                    std::size_t i) {
  if (op == AggregateOp::kDaysSinceLast) {
    return Value::Number(InDays(task.until - activities.at[i]));
  }
  // NaN is missing.
  return activities.value ? Value::Number(activities.value[i]) : Value::Missing();
}

void TallyWalk::Run(const ActivityView& activities, const std::uint32_t* cuts, Value* results) {
  activities.kind.Visit([&](const auto* kind) {
    AddUp(kind, cuts);
    FindLatest(activities, kind, cuts, results);
  });
  for (const MeasurePlan::TalliedCount& counted : plan_.tallied_tasks().counts) {
    std::uint32_t count = 0;
    Between(sums_[counted.lane.word].data(), cuts[counted.after_edge], cuts[counted.until_edge],
            [&](std::uint64_t sum) {
              count += static_cast<std::uint32_t>(sum >> counted.lane.shift & 0xFF);
            });
    results[counted.task] = Value::Count(count);
  }
  for (const std::uint32_t t : plan_.tallied_tasks().kinds) {
    const AggregateTask& task = plan_.tasks()[t];
    results[t] = Value::Count(
        CountKinds(plan_.TalliedOf(task.aggregate), cuts[task.after_edge], cuts[task.until_edge]));
  }
}

template <typename Kind>
void TallyWalk::AddUp(const Kind* kind, const std::uint32_t* cuts) {
  const std::size_t end = cuts[plan_.edges().size() - 1];
  for (std::size_t word = 0; word < sums_.size(); ++word) {
    if (sums_[word].size() < end + kGroup + 1) sums_[word].resize(end + kGroup + 1);
    const std::uint32_t begin = cuts[plan_.tallied_tasks().first_edge[word]];
    AddUpWord(plan_.tallies().word(word), kind, begin, end, sums_[word].data());
  }
}

std::uint32_t TallyWalk::CountKinds(const MeasurePlan::Tallied& tallied, std::uint32_t begin,
                                    std::uint32_t end) const {
  std::uint32_t kinds = 0;
  for (std::size_t word = 0; word < sums_.size(); ++word) {
    if (tallied.lanes[word] == 0) continue;
    std::uint64_t found = 0;
    Between(sums_[word].data(), begin, end, [&](std::uint64_t sum) { found |= TopBits(sum); });
    kinds += CountTopBits(found & tallied.lanes[word]);
  }
  return kinds;
}

// From each window's end back, but not again over what was looked at for the window before: the
// windows of an aggregate come in order of time.
template <typename Kind>
void TallyWalk::FindLatest(const ActivityView& activities, const Kind* kind,
                           const std::uint32_t* cuts, Value* results) const {
  std::uint32_t seen = 0;   // what was looked at ends there
  std::uint32_t found = 0;  // behind the latest that was found there
  for (const MeasurePlan::Latest& latest : plan_.tallied_tasks().latest) {
    const AggregateTask& task = plan_.tasks()[latest.task];
    const std::uint8_t* const matches = plan_.MatchesOf(task.aggregate);
    const std::uint32_t begin = cuts[task.after_edge], end = cuts[task.until_edge];
    if (latest.is_first) seen = found = 0;
    const std::uint32_t stop = std::max(seen, begin);
    std::uint32_t i = end;
    while (i > stop && matches[kind[i - 1]] == 0) --i;
    if (i > stop) found = i;
    seen = std::max(seen, end);
    results[latest.task] = found > begin
                               ? ValueOfLatest(plan_.model().aggregates[task.aggregate].op, task,
                                               activities, found - 1)
                               : Value::Missing();
  }
}

}  // namespace kenko
