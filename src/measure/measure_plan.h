// A model's aggregates bound to one portfolio's kinds and one question's instants: what a walk
// over a customer's activities has to do at each of them.
#ifndef KENKO_MEASURE_MEASURE_PLAN_H_
#define KENKO_MEASURE_MEASURE_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/measure_needs.h"
#include "model/model_data.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

inline constexpr std::uint32_t kNoTask = 0xFFFFFFFF;

// One aggregate at one clock: it sees the activities in (after, until].
struct AggregateTask {
  std::uint32_t aggregate = 0;
  Instant after = kBeginningOfTime;
  Instant until = 0;
};

// One thing to do for an activity.
struct TaskOp {
  std::uint32_t task = 0;
  std::uint32_t bit_set = 0;  // of the distinct ones: which set of bits is its own
  AggregateOp op = AggregateOp::kCount;
  Decay decay = Decay::kNone;
  bool has_where = false;
  bool is_plain_count = false;  // without decay and where, as most are
};

// The instants at which some task begins or ends cut time into segments. Within one, an activity's
// kind alone decides what is to be done, so that the walk compares no instants: it looks up a list
// by segment and class of kind. Kinds that the same aggregates match are one class; class 0 matches
// none. Tasks that only the latest matching activity decides stay out of these lists: they are
// looked for from the end, which mostly finds them at once. Immutable; shared by threads.
class MeasurePlan {
 public:
  // `needs`, `model` and `snapshot` must outlive the plan.
  MeasurePlan(const ModelData& model, const SnapshotData& snapshot, const MeasureNeeds& needs,
              Instant t);

  struct OpList {
    const TaskOp* begin;
    const TaskOp* end;
  };

  const ModelData& model() const { return model_; }
  const SnapshotData& snapshot() const { return snapshot_; }
  const MeasureNeeds& needs() const { return needs_; }
  Instant clock_instant(std::size_t clock) const { return t_ - model_.clocks[clock]; }

  const std::vector<AggregateTask>& tasks() const { return tasks_; }
  // kNoTask where the aggregate is not needed at that clock, or has a gap there.
  std::uint32_t TaskOf(std::uint32_t aggregate, std::size_t clock) const {
    return task_of_[clock * model_.aggregates.size() + aggregate];
  }
  std::uint32_t bit_set_count() const { return bit_set_count_; }

  // By kind.
  const std::vector<std::uint32_t>& classes() const { return class_of_kind_; }
  // Segment s is (edges[s], edges[s + 1]].
  const std::vector<Instant>& edges() const { return edges_; }
  // False where there would be too many: then only OpsOfClass is there.
  bool has_segments() const { return has_segments_; }

  // What a segment has to do: class c of kinds the ops [begin[c], begin[c + 1]).
  struct SegmentOps {
    const TaskOp* ops;
    const std::uint32_t* begin;
    bool is_idle;
  };
  SegmentOps OpsOf(std::size_t segment) const {
    const std::uint32_t* const begin = op_begin_.data() + segment * class_count_;
    return {ops_.data(), begin, begin[0] == begin[class_count_]};
  }
  // The tasks that only the latest matching activity decides, by class.
  OpList LatestOpsOf(std::uint32_t kind_class) const {
    return {latest_ops_.data() + latest_op_begin_[kind_class],
            latest_ops_.data() + latest_op_begin_[kind_class + 1]};
  }
  std::size_t latest_task_count() const { return latest_task_count_; }
  Instant latest_after() const { return latest_after_; }  // none of them sees anything up to here

  // All tasks of a class, those of the latest too; whether an activity lies in a task's window is
  // to be tested.
  OpList OpsOfClass(std::uint32_t kind_class) const {
    return {class_ops_.data() + class_op_begin_[kind_class],
            class_ops_.data() + class_op_begin_[kind_class + 1]};
  }

 private:
  void MakeTasks();
  void MakeClasses();
  void MakeClassOps();
  void MakeLatestOps();
  void MakeEdges();
  void MakeSegments();
  TaskOp OpOf(std::uint32_t task);
  bool IsOfLatest(std::uint32_t task) const;
  bool ClassMatches(std::uint32_t kind_class, std::uint32_t aggregate) const {
    return class_matches_[kind_class][aggregate];
  }

  const ModelData& model_;
  const SnapshotData& snapshot_;
  const MeasureNeeds& needs_;
  Instant t_;
  std::vector<AggregateTask> tasks_;
  std::vector<std::uint32_t> task_of_;
  std::uint32_t bit_set_count_ = 0;
  std::vector<std::uint32_t> class_of_kind_;
  std::vector<std::vector<bool>> class_matches_;  // by class, then aggregate
  std::size_t class_count_ = 0;
  std::vector<TaskOp> class_ops_;
  std::vector<std::size_t> class_op_begin_;
  std::vector<TaskOp> latest_ops_;
  std::vector<std::size_t> latest_op_begin_;
  std::size_t latest_task_count_ = 0;
  Instant latest_after_ = kForever;
  std::vector<Instant> edges_;
  bool has_segments_ = false;
  std::vector<TaskOp> ops_;
  std::vector<std::uint32_t> op_begin_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_MEASURE_PLAN_H_
