// `where`: whether an expression is true of one activity.
#ifndef KENKO_MEASURE_ACTIVITY_CONDITIONS_H_
#define KENKO_MEASURE_ACTIVITY_CONDITIONS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/value.h"
#include "model/model_data.h"
#include "portfolio/activity_view.h"
#include "portfolio/snapshot_data.h"

namespace kenko {

// One a thread: it keeps its working memory. `model` and `snapshot` must outlive it.
class ActivityConditions {
 public:
  ActivityConditions(const ModelData& model, const SnapshotData& snapshot);

  // `where` sees an activity's own frame (ActivityFact).
  bool IsTrue(const Expression& where, const ActivityView& activities, std::size_t i);

 private:
  Value AttributeValue(const ActivityView& activities, std::size_t attribute, std::size_t i) const;

  const SnapshotData& snapshot_;
  std::vector<std::int64_t> attribute_columns_;  // model's activity attribute → column, or -1
  std::vector<Value> frame_, stack_;
};

}  // namespace kenko

#endif  // KENKO_MEASURE_ACTIVITY_CONDITIONS_H_
