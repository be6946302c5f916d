#include "evaluate/customer_tables.h"

namespace kenko {
namespace {

class ExplainWriter : public CustomerTableWriter {
 public:
  ExplainWriter(const Question& question, const std::vector<ColumnSchema>& schema)
      : CustomerTableWriter(schema), question_(question) {}

  // In the order of ExplainTable's schema.
  void Add(Slot slot, const CustomerEvaluator& evaluator) override {
    for (const ExplanationRow& row : evaluator.health().rows) {
      WriteId(writer_, question_.snapshot, slot);
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

class ExplainTable : public CustomerTable {
 public:
  explicit ExplainTable(const Question& question)
      : question_(question),
        schema_{
            CustomerIdColumn(question.snapshot.ids_are_integers()),
            {"row", ColumnType::kName, MakeDictionary(question.names.rows())},
            {"kind", ColumnType::kName, MakeDictionary(RowKindNames())},
            {"value", ColumnType::kNumber, nullptr},
            {"text", ColumnType::kText, nullptr},
            {"subscore", ColumnType::kNumber, nullptr},
            {"weight", ColumnType::kNumber, nullptr},
            {"points", ColumnType::kNumber, nullptr},
            {"lost", ColumnType::kNumber, nullptr},
            {"says", ColumnType::kName, MakeDictionary(question.names.says())},
        } {}

  const std::vector<ColumnSchema>& schema() const override { return schema_; }
  std::unique_ptr<CustomerTableWriter> MakeWriter() const override {
    return std::make_unique<ExplainWriter>(question_, schema_);
  }

 private:
  const Question& question_;
  std::vector<ColumnSchema> schema_;
};

}  // namespace

std::unique_ptr<CustomerTable> MakeExplainTable(const Question& question) {
  return std::make_unique<ExplainTable>(question);
}

}  // namespace kenko
