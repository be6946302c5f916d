// Why scores moved between two instants (MODEL.md 13): time, activity, attributes or the model.
#include <utility>

#include "evaluate/answer.h"
#include "evaluate/columns.h"
#include "evaluate/row_changes.h"
#include "evaluate/visits.h"
#include "kenko/evaluate.h"

namespace kenko {
namespace {

// The clock alone, what was known and done at `from` staying as it was.
DataCut OnlyTheClock(Instant from, Instant to) {
  DataCut cut(from);
  cut.activities_until = from;
  cut.attributes_until = from;
  cut.existing_at = to;
  return cut;
}

// The clock and the activities, the attributes staying as they were.
DataCut ClockAndActivities(Instant from, Instant to) {
  DataCut cut(to);
  cut.attributes_known = from;
  cut.attributes_until = from;
  cut.existing_at = to;
  return cut;
}

// One of the evaluations whose neighbours are compared.
struct Stage {
  const Question* question;
  std::unique_ptr<const Timeline> timeline;
};

class ChangesVisitor : public CustomerVisitor {
 public:
  ChangesVisitor(const std::vector<Stage>& stages, const RowNumbers& numbers, RowTable& table)
      : changes_(numbers), writer_(table.schema()), table_(table) {
    for (const Stage& stage : stages) {
      evaluators_.push_back(std::make_unique<CustomerEvaluator>(*stage.question, *stage.timeline));
    }
  }

  void Visit(Slot slot) override {
    if (!HasScoresAtBothEnds(slot)) return;
    changes_.Begin();
    for (std::size_t stage = 0; stage < evaluators_.size(); ++stage) {
      CustomerEvaluator& evaluator = *evaluators_[stage];
      // The ends were evaluated already.
      const bool is_end = stage == 0 || stage + 1 == evaluators_.size();
      if (!is_end && (!evaluator.Start(slot) || !evaluator.Evaluate(0))) return;
      changes_.See(stage, evaluator.question(), evaluator.health());
    }
    changes_.ForEach([&](std::string_view row, std::size_t cause, double points) {
      WriteCustomerId(evaluators_[0]->question().snapshot, slot, writer_);
      writer_.Text(row);
      writer_.Name(static_cast<std::int32_t>(cause));
      writer_.Number(Value::Number(points));
    });
  }
  void EndPart(std::size_t part) override { table_.SetPart(part, writer_.Finish()); }

 private:
  bool HasScoresAtBothEnds(Slot slot) {
    for (CustomerEvaluator* const end : {evaluators_.front().get(), evaluators_.back().get()}) {
      if (!end->Start(slot) || !end->Evaluate(0)) return false;
      if (!end->health().decision.rules.score.present) return false;
    }
    return true;
  }

  std::vector<std::unique_ptr<CustomerEvaluator>> evaluators_;
  RowChanges changes_;
  RowWriter writer_;
  RowTable& table_;
};

Status Explain(const ModelData& model, const ModelData* to_model, const SnapshotData& snapshot,
               const PeriodOptions& options, std::shared_ptr<Table>& table) {
  Result<std::unique_ptr<const Question>> question = Question::Bind(model, snapshot);
  if (!question.ok()) return question.status();
  std::unique_ptr<const Question> to_question;
  if (to_model != nullptr) {
    Result<std::unique_ptr<const Question>> bound = Question::Bind(*to_model, snapshot);
    if (!bound.ok()) return bound.status();
    to_question = std::move(*bound);
  }
  Result<std::vector<Slot>> slots = ChooseCustomers(snapshot, options);
  if (!slots.ok()) return slots.status();

  Wants wants;
  wants.decisions = wants.rows = true;
  std::vector<Stage> stages;
  const auto add = [&](const Question* of, Instant moment, const DataCut& cut) {
    stages.push_back({of, std::make_unique<const Timeline>(of->model, snapshot, wants,
                                                           std::vector<Instant>{moment}, cut)});
    return stages.back().timeline->Check();
  };
  const Instant from = options.from, to = options.to;
  if (Status s = add(question->get(), from, DataCut(from)); !s.ok()) return s;
  if (Status s = add(question->get(), to, OnlyTheClock(from, to)); !s.ok()) return s;
  if (Status s = add(question->get(), to, ClockAndActivities(from, to)); !s.ok()) return s;
  // Whether the customer exists at the end is asked of the model whose score that is.
  DataCut at_end(to);
  if (to_question != nullptr) at_end.existing_at = to;
  if (Status s = add(question->get(), to, at_end); !s.ok()) return s;
  if (to_question != nullptr) {
    if (Status s = add(to_question.get(), to, DataCut(to)); !s.ok()) return s;
  }

  std::vector<ColumnSchema> schema = {
      CustomerIdColumn(snapshot), TextColumn("row"),
      NameColumn("cause", MakeDictionary({"time", "activity", "attributes", "model"})),
      NumberColumn("points")};
  const RowNumbers numbers(question->get(), to_question.get());
  RowTable made("changes", std::move(schema), PartCount(*slots), nullptr);
  Status status = VisitCustomers(snapshot, *slots, options, [&] {
    return std::make_unique<ChangesVisitor>(stages, numbers, made);
  });
  if (!status.ok()) return status;
  table = made.Finish().front();
  Describe(to_model != nullptr ? *to_model : model, {{"from", from}, {"to", to}}, *table);
  return {};
}

}  // namespace

Result<std::shared_ptr<const Table>> ExplainChanges(const Model& model, const Model* to_model,
                                                    const Snapshot& snapshot,
                                                    const PeriodOptions& options) {
  if (Status status = CheckPeriod(options); !status.ok()) return status;
  std::shared_ptr<Table> table;
  Status status = RunGuarded([&] {
    return Explain(model.data(), to_model != nullptr ? &to_model->data() : nullptr, snapshot.data(),
                   options, table);
  });
  if (!status.ok()) return status;
  return std::shared_ptr<const Table>(std::move(table));
}

}  // namespace kenko
