#include "evaluate/answer.h"
#include "evaluate/columns.h"

namespace kenko {
namespace {

class MeasuresWriter : public RowTableWriter {
 public:
  MeasuresWriter(RowTable& table, const Question& question)
      : RowTableWriter(table), question_(question) {}

  void Add(Slot slot, CustomerEvaluator& evaluator) override {
    WriteCustomerId(question_.snapshot, slot, writer_);
    for (std::size_t m = 0; m < question_.model.named_measure_count; ++m) {
      writer_.Number(evaluator.facts()[question_.model.measures[m].slot]);
    }
  }

 private:
  const Question& question_;
};

}  // namespace

std::unique_ptr<Answer> MakeMeasuresTable(const Question& question, std::size_t part_count) {
  std::vector<ColumnSchema> schema{CustomerIdColumn(question.snapshot)};
  for (std::size_t m = 0; m < question.model.named_measure_count; ++m) {
    schema.push_back(NumberColumn(question.model.measures[m].name));
  }
  return std::make_unique<RowTable>(
      "measures", std::move(schema), part_count,
      [&question](RowTable& table) { return std::make_unique<MeasuresWriter>(table, question); });
}

}  // namespace kenko
