// A model's aggregates bound to one portfolio's kinds and one question's instants: what a walk
// over a customer's activities has to do.
#ifndef KENKO_MEASURE_MEASURE_PLAN_H_
#define KENKO_MEASURE_MEASURE_PLAN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/feed_gaps.h"
#include "measure/kind_tallies.h"
#include "measure/measure_needs.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

inline constexpr std::uint32_t kNoTask = 0xFFFFFFFF;

// What an aggregate gathers an activity into.
enum class Gathering : std::uint8_t { kCounts, kNumbers, kInstants };
inline Gathering GatheringOf(const Aggregate& aggregate) {
  switch (aggregate.op) {
    case AggregateOp::kCount:
      return aggregate.decay == Decay::kNone ? Gathering::kCounts : Gathering::kNumbers;
    case AggregateOp::kDistinctActor:
    case AggregateOp::kDistinctKind:
    case AggregateOp::kActiveDays:
      return Gathering::kCounts;
    case AggregateOp::kDaysSinceLast:
    case AggregateOp::kDaysSinceFirst:
      return Gathering::kInstants;
    default:
      return Gathering::kNumbers;
  }
}

// One aggregate at one instant: it sees the activities in (after, until], which the parts
// [first_part, first_part + part_count) of its gathering hold, if it is not tallied.
struct AggregateTask {
  std::uint32_t aggregate = 0;
  std::uint32_t frame = 0;
  Duration reach = kForever;  // how far it looks back; kForever: over all time
  Instant after = kBeginningOfTime;
  Instant until = 0;
  std::uint32_t first_part = 0, part_count = 0;
  std::uint32_t after_edge = 0, until_edge = 0;  // those edges of the plan
};

// What is to be done for each activity that an aggregate matches.
struct TaskOp {
  std::uint32_t aggregate = 0;
  std::uint32_t part = 0;   // of the aggregate's gathering
  std::uint32_t state = 0;  // of the distinct and active_days ones: which memory is its own
  AggregateOp op = AggregateOp::kCount;
  Decay decay = Decay::kNone;
  bool has_where = false;
};

// Most of what is asked for is how many activities of some kinds there are, how many of the kinds,
// or which came last: that follows from where its window's edges cut the activities and from sums
// of tallies (kind_tallies.h), whatever the number of windows.
//
// The windows of each other aggregate at all its instants cut time into parts; an activity is
// gathered into its part once, and a window's answer is put together from its parts. So many
// instants cost little more than one. An aggregate over all time has one part that goes on growing:
// its answers are taken as the walk passes their instants.
//
// All this follows from the order of the edges alone, so that the plan stays while they move
// without passing each other.
//
// Shared by threads, but for FollowNeeds().
class MeasurePlan {
 public:
  // `needs` (finished), `model` and `snapshot` must outlive the plan.
  MeasurePlan(const ModelData& model, const SnapshotData& snapshot, const MeasureNeeds& needs);

  // Takes over the instants of the needs, which have moved; allocates nothing. False where another
  // plan must be made, because edges would meet, part or pass each other, or because a feed's gap
  // opens or closes: then this one is spoilt.
  bool FollowNeeds();

  // The tasks that follow from tallies.
  struct TalliedCount {
    std::uint32_t task;
    std::uint32_t after_edge, until_edge;  // the task's
    Lane lane;
  };
  struct Latest {
    std::uint32_t task;
    bool is_first;  // of its aggregate
  };
  struct TalliedTasks {
    std::vector<TalliedCount> counts;
    std::vector<std::uint32_t> kinds;     // how many of the kinds
    std::vector<Latest> latest;           // by aggregate, then rising `until`
    std::vector<std::size_t> first_edge;  // by word of the tallies: what it is added up from
  };
  // How an aggregate is answered from tallies.
  struct Tallied {
    bool is_tallied = false;
    Lane lane;                                                   // of kCount
    std::array<std::uint64_t, KindTallies::kMostWords> lanes{};  // of kDistinctKind: their top bits
  };

  // An aggregate that gathers, with its parts in order of time.
  struct GatheredPart {
    TaskOp op;
    std::uint32_t first_edge, last_edge;  // the part is what lies between those of the plan
    bool is_alone;                        // no window is put together from it and others
  };
  struct Gatherer {
    std::vector<GatheredPart> parts;
    std::vector<std::uint32_t> tasks;  // by rising `until`: each ends where some part does
  };

  const ModelData& model() const { return model_; }
  const SnapshotData& snapshot() const { return snapshot_; }
  const MeasureNeeds& needs() const { return needs_; }

  const std::vector<AggregateTask>& tasks() const { return tasks_; }
  // kNoTask where the aggregate is not needed at that frame, or has a gap there.
  std::uint32_t TaskOf(std::uint32_t aggregate, std::size_t frame) const {
    return task_of_[frame * model_.aggregates.size() + aggregate];
  }
  // How many parts a gathering has. Behind them the walk keeps one more, for a task by itself.
  std::uint32_t part_count(Gathering gathering) const {
    return part_count_[static_cast<std::size_t>(gathering)];
  }
  // Where a part of the numbers ends: what decay is counted from.
  Instant number_part_end(std::uint32_t part) const { return edges_[number_part_ends_[part]]; }
  // Of distinct ones and of active_days; the walk keeps one more of each.
  std::uint32_t distinct_state_count() const { return distinct_state_count_; }
  std::uint32_t day_state_count() const { return day_state_count_; }

  // By kind: 1 for those that the aggregate matches.
  const std::uint8_t* MatchesOf(std::uint32_t aggregate) const {
    return matches_[aggregate].data();
  }
  // All instants where some task's window begins or ends, rising.
  const std::vector<Instant>& edges() const { return edges_; }
  const KindTallies& tallies() const { return tallies_; }
  const Tallied& TalliedOf(std::uint32_t aggregate) const { return tallied_[aggregate]; }
  const TalliedTasks& tallied_tasks() const { return tallied_tasks_; }

  const std::vector<Gatherer>& gatherers() const { return gatherers_; }
  // The aggregate's op, into that part and state.
  TaskOp OpOf(std::uint32_t aggregate, std::uint32_t part, std::uint32_t state) const;

 private:
  // An aggregate that would have a task at that frame, if there were no gap.
  struct Gap {
    std::uint32_t aggregate;
    std::size_t frame;
  };
  void MakeTasks();
  void SetTimes(AggregateTask& task) const;
  bool HasGap(std::uint32_t aggregate, std::size_t frame) const;
  bool FollowTasks();
  bool FollowEdges();
  void MatchKinds();
  void MakeTallies();
  bool Tally(std::uint32_t aggregate, Tallied& tallied);
  void MakeEdges();
  void ListTalliedTasks();
  void MakeGatherers();
  Gatherer GathererOf(std::uint32_t aggregate);
  std::uint32_t NewState(AggregateOp op);

  const ModelData& model_;
  const SnapshotData& snapshot_;
  const MeasureNeeds& needs_;
  std::vector<FeedCover> covers_;  // by aggregate; empty: there are no feeds
  std::vector<AggregateTask> tasks_;
  std::vector<Gap> gaps_;
  std::vector<std::uint32_t> task_of_;
  std::vector<std::vector<std::uint32_t>> tasks_of_;  // by aggregate; by rising `until`
  KindTallies tallies_;
  std::vector<Tallied> tallied_;  // by aggregate
  TalliedTasks tallied_tasks_;
  std::vector<Gatherer> gatherers_;
  // The counts' part 0 is none: what was not seen yet lies there.
  std::uint32_t part_count_[3] = {1, 0, 0};
  std::vector<std::uint32_t> number_part_ends_;  // as edges
  std::uint32_t distinct_state_count_ = 0, day_state_count_ = 0;
  std::vector<std::vector<std::uint8_t>> matches_;  // by aggregate, then kind
  std::vector<Instant> edges_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_MEASURE_PLAN_H_
