#include "evaluate/answer.h"
#include "evaluate/columns.h"

namespace kenko {
namespace {

class ExplainWriter : public RowTableWriter {
 public:
  ExplainWriter(RowTable& table, const Question& question)
      : RowTableWriter(table), question_(question) {}

  // In the order of the schema below.
  void Add(Slot slot, CustomerEvaluator& evaluator) override {
    for (const ExplanationRow& row : evaluator.health().rows) {
      WriteCustomerId(question_.snapshot, slot, writer_);
      writer_.Name(static_cast<std::int32_t>(row.name));
      writer_.Name(static_cast<std::int32_t>(row.kind));
      writer_.Number(row.value);
      writer_.Text(row.text);
      writer_.Number(row.subscore);
      writer_.Number(row.weight);
      writer_.Number(row.points);
      writer_.Number(row.lost);
      writer_.Name(row.says);
    }
  }

 private:
  const Question& question_;
};

}  // namespace

std::unique_ptr<Answer> MakeExplainTable(const Question& question, std::size_t part_count) {
  std::vector<ColumnSchema> schema = {
      CustomerIdColumn(question.snapshot),
      NameColumn("row", MakeDictionary(question.names.rows())),
      NameColumn("kind", MakeDictionary(RowKindNames())),
      NumberColumn("value"),
      TextColumn("text"),
      NumberColumn("subscore"),
      NumberColumn("weight"),
      NumberColumn("points"),
      NumberColumn("lost"),
      NameColumn("says", MakeDictionary(question.names.says())),
  };
  return std::make_unique<RowTable>(
      "explain", std::move(schema), part_count,
      [&question](RowTable& table) { return std::make_unique<ExplainWriter>(table, question); });
}

}  // namespace kenko
