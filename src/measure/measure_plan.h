// A model's aggregates bound to one portfolio's kinds and one question's instants: what a walk
// over a customer's activities has to do.
#ifndef KENKO_MEASURE_MEASURE_PLAN_H_
#define KENKO_MEASURE_MEASURE_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/feed_gaps.h"
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
// [first_part, first_part + part_count) of its gathering hold. Of one that follows from tallies,
// these are the parts between its totals number first_part and first_part + part_count.
struct AggregateTask {
  std::uint32_t aggregate = 0;
  std::uint32_t frame = 0;
  Duration reach = kForever;  // how far it looks back; kForever: over all time
  Instant after = kBeginningOfTime;
  Instant until = 0;
  std::uint32_t first_part = 0, part_count = 0;
  std::uint32_t after_edge = 0;  // that edge of the plan is `after`; of tallied ones
};

// One thing to do for an activity.
struct TaskOp {
  std::uint32_t aggregate = 0;
  std::uint32_t part = 0;   // of the aggregate's gathering
  std::uint32_t state = 0;  // of the distinct and active_days ones: which memory is its own
  AggregateOp op = AggregateOp::kCount;
  Decay decay = Decay::kNone;
  bool has_where = false;
};

// The windows of an aggregate at all its instants cut time into parts; an activity is gathered into
// its part once, and a window's answer is put together from its parts. So many instants cost little
// more than one. An aggregate over all time has one part that goes on growing: its answers are
// taken as the walk passes their instants.
//
// The edges of all parts together cut time into segments. Within one, an activity's kind alone
// decides what is to be done, so that the walk compares no instants: it looks up a list by segment
// and class of kind. Kinds that the same aggregates match are one class; class 0 matches none.
//
// Most of what is asked for is how many activities of some kinds there are, how many of the kinds,
// or which came last: that follows from tallies, how often each class came so far and where last,
// which are kept without a branch. Such aggregates have no part in the lists. A count's total is
// taken at the edges of its windows, and the difference of two is a window's answer.
//
// Where an aggregate is asked for at but few instants, what the latest matching activity alone
// decides stays out of these lists: it is looked for from the end, which mostly finds it at once.
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

  template <typename Item>
  struct List {
    const Item* first;
    const Item* last;
    const Item* begin() const { return first; }
    const Item* end() const { return last; }
  };
  using TaskList = List<std::uint32_t>;
  // What a class adds to a total that is taken at some edge: how many activities that an aggregate
  // matches came so far.
  struct TotalPart {
    std::uint32_t kind_class;
    std::uint32_t total;
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

  // By kind.
  const std::vector<std::uint32_t>& classes() const { return class_of_kind_; }
  std::size_t class_count() const { return class_count_; }
  bool ClassMatches(std::uint32_t kind_class, std::uint32_t aggregate) const {
    return class_matches_[kind_class][aggregate];
  }
  // Segment s is (edges[s], edges[s + 1]].
  const std::vector<Instant>& edges() const { return edges_; }
  // False where there would be too many: then each task is to be run by itself.
  bool has_segments() const { return has_segments_; }

  // What a segment has to do for an activity of class c: the ops [begin[c], begin[c + 1]).
  struct SegmentOps {
    const TaskOp* ops;
    const std::uint32_t* begin;
    bool is_empty;
  };
  SegmentOps OpsOf(std::size_t segment) const {
    const std::uint32_t* const begin = op_begin_.data() + segment * class_count_;
    return {ops_.data(), begin, begin[0] == begin[class_count_]};
  }
  // Whether some window that is answered from tallies holds the segment.
  bool IsTallied(std::size_t segment) const { return segment_is_tallied_[segment] != 0; }
  // Whether an aggregate is answered from tallies.
  bool FollowsFromTallies(std::uint32_t aggregate) const {
    return follows_from_tallies_[aggregate] != 0;
  }
  // What is to be taken where that segment ends.
  List<TotalPart> TotalsAfter(std::size_t segment) const {
    return {totals_.data() + total_begin_[segment], totals_.data() + total_begin_[segment + 1]};
  }
  std::uint32_t total_count() const { return total_count_; }
  // The classes that an aggregate matches. One that counts kinds, and follows from tallies, has a
  // class for each kind.
  List<std::uint32_t> ClassesOf(std::uint32_t aggregate) const {
    return {matching_classes_.data() + matching_begin_[aggregate],
            matching_classes_.data() + matching_begin_[aggregate + 1]};
  }
  // The tasks whose window ends with that segment.
  TaskList TasksEndingWith(std::size_t segment) const {
    return {ending_.data() + ending_begin_[segment], ending_.data() + ending_begin_[segment + 1]};
  }
  // The tasks that are looked for from the end, by class.
  TaskList LatestTasksOf(std::uint32_t kind_class) const {
    return {latest_tasks_.data() + latest_begin_[kind_class],
            latest_tasks_.data() + latest_begin_[kind_class + 1]};
  }
  bool IsLookedForFromTheEnd(std::uint32_t task) const {
    return is_of_latest_[tasks_[task].aggregate];
  }
  std::size_t latest_task_count() const { return latest_task_count_; }
  Instant latest_after() const { return latest_after_; }  // none of them sees anything up to here

  // The aggregate's op, into that part and state.
  TaskOp OpOf(std::uint32_t aggregate, std::uint32_t part, std::uint32_t state) const;

 private:
  // Where an aggregate's own parts lie: part p is (edges[p], edges[p + 1]], numbered from
  // first_part on; where is_growing all of them are the one part first_part. Of one that follows
  // from tallies, edge p is where its total first_total + p is taken.
  struct Parts {
    std::vector<Instant> edges;
    std::vector<bool> is_used;          // by some window
    std::vector<std::uint32_t> number;  // by part; of those that are used
    bool is_growing = false;
    std::uint32_t state = 0;
    std::uint32_t first_total = 0;
  };
  // An aggregate that would have a task at that frame, if there were no gap.
  struct Gap {
    std::uint32_t aggregate;
    std::size_t frame;
  };
  // Of a task in the plan's edges; not of those that are looked for from the end.
  struct TaskEdges {
    std::uint32_t task;
    std::size_t after, until;
  };
  void MakeTasks();
  void SetTimes(AggregateTask& task) const;
  bool HasGap(std::uint32_t aggregate, std::size_t frame) const;
  bool FollowTasks();
  bool FollowEdges();
  void FindLatestAfter();
  void MakeClasses();
  void ListClasses();
  bool CanFollowFromTallies(std::uint32_t aggregate) const;
  void MakeParts(std::uint32_t aggregate, const std::vector<std::uint32_t>& tasks);
  void NumberParts(std::uint32_t aggregate, const std::vector<std::uint32_t>& tasks);
  void MakeLatest();
  void MakeEdges();
  void MakeSegments();
  void MakeTotals();
  void MakeEndings();

  const ModelData& model_;
  const SnapshotData& snapshot_;
  const MeasureNeeds& needs_;
  std::vector<FeedCover> covers_;  // by aggregate; empty: there are no feeds
  std::vector<AggregateTask> tasks_;
  std::vector<Gap> gaps_;
  std::vector<std::uint32_t> task_of_;
  std::vector<Parts> parts_;                        // by aggregate
  std::vector<bool> is_of_latest_;                  // by aggregate: looked for from the end
  std::vector<std::uint8_t> follows_from_tallies_;  // by aggregate
  // The counts' part 0 is none: what was not seen yet lies there.
  std::uint32_t part_count_[3] = {1, 0, 0};
  std::vector<std::size_t> number_part_ends_;  // as edges
  std::uint32_t distinct_state_count_ = 0, day_state_count_ = 0;
  std::vector<std::uint32_t> class_of_kind_;
  std::vector<std::vector<bool>> class_matches_;  // by class, then aggregate
  std::size_t class_count_ = 0;
  bool kinds_have_classes_ = false;  // those that some aggregate counts: one each
  std::vector<std::uint32_t> matching_classes_;
  std::vector<std::size_t> matching_begin_;  // by aggregate
  std::vector<std::uint32_t> latest_tasks_;
  std::vector<std::size_t> latest_begin_;
  std::size_t latest_task_count_ = 0;
  Instant latest_after_ = kForever;
  std::vector<Instant> edges_;
  std::vector<TaskEdges> task_edges_;
  bool has_segments_ = false;
  std::vector<TaskOp> ops_;
  std::vector<std::uint32_t> op_begin_;
  std::vector<std::uint8_t> segment_is_tallied_;
  std::vector<TotalPart> totals_;
  std::vector<std::size_t> total_begin_;  // by segment
  std::uint32_t total_count_ = 0;
  std::vector<std::uint32_t> ending_;
  std::vector<std::size_t> ending_begin_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_MEASURE_PLAN_H_
