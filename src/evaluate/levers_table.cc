#include "evaluate/answer.h"
#include "evaluate/columns.h"
#include "health/levers.h"

namespace kenko {
namespace {

class LeversWriter : public RowTableWriter {
 public:
  LeversWriter(RowTable& table, const Question& question)
      : RowTableWriter(table), question_(question) {}

  // In the order of the schema below.
  void Add(Slot slot, CustomerEvaluator& evaluator) override {
    evaluator.FindLevers(levers_);
    for (const Lever& lever : levers_.items) {
      WriteCustomerId(question_.snapshot, slot, writer_);
      writer_.Name(static_cast<std::int32_t>(question_.names.NodeRow(
          evaluator.health().decision.scorecard, lever.node, RowKind::kSignal)));
      writer_.Number(Value::Number(lever.value));
      writer_.Number(Value::Number(lever.needed));
      writer_.Name(static_cast<std::int32_t>(levers_.band));
    }
  }

 private:
  const Question& question_;
  Levers levers_;
};

}  // namespace

std::unique_ptr<Answer> MakeLeversTable(const Question& question, std::size_t part_count) {
  std::vector<ColumnSchema> schema = {
      CustomerIdColumn(question.snapshot),
      NameColumn("row", MakeDictionary(question.names.rows())),
      NumberColumn("value"),
      NumberColumn("needed"),
      NameColumn("band", BandNames(question.model)),
  };
  return std::make_unique<RowTable>(
      "levers", std::move(schema), part_count,
      [&question](RowTable& table) { return std::make_unique<LeversWriter>(table, question); });
}

}  // namespace kenko
