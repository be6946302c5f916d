#include "evaluate/question.h"

#include <utility>

#include "evaluate/wants.h"

namespace kenko {
Question::Question(const ModelData& its_model, const SnapshotData& its_snapshot,
                   std::vector<std::size_t> columns)
    : model(its_model),
      snapshot(its_snapshot),
      attribute_columns(std::move(columns)),
      names(model),
      past_steps(StepsThatDecisionsRead(model)) {}

Result<std::unique_ptr<const Question>> Question::Bind(const ModelData& model,
                                                       const SnapshotData& snapshot) {
  Result<std::vector<std::size_t>> columns = BindCustomerAttributes(model, snapshot);
  if (!columns.ok()) return columns.status();
  if (Status status = CheckActivityAttributes(model, snapshot); !status.ok()) return status;
  return std::unique_ptr<const Question>(new Question(model, snapshot, std::move(*columns)));
}

}  // namespace kenko
