#include "evaluate/customer_tables.h"

namespace kenko {

void CustomerTableWriter::WriteId(RowWriter& writer, const SnapshotData& snapshot, Slot slot) {
  if (snapshot.ids_are_integers()) {
    writer.Count(snapshot.integer_id(slot));
  } else {
    writer.Text(snapshot.text_id(slot));
  }
}

namespace {

class MeasuresWriter : public CustomerTableWriter {
 public:
  MeasuresWriter(const Question& question, const std::vector<ColumnSchema>& schema)
      : CustomerTableWriter(schema), question_(question) {}

  void Add(Slot slot, const CustomerEvaluator& evaluator) override {
    WriteId(writer_, question_.snapshot, slot);
    for (std::size_t m = 0; m < question_.model.named_measure_count; ++m) {
      writer_.Number(evaluator.facts()[question_.model.measures[m].slot]);
    }
  }

 private:
  const Question& question_;
};

class MeasuresTable : public CustomerTable {
 public:
  explicit MeasuresTable(const Question& question) : question_(question) {
    schema_.push_back(CustomerIdColumn(question.snapshot.ids_are_integers()));
    for (std::size_t m = 0; m < question.model.named_measure_count; ++m) {
      schema_.push_back({question.model.measures[m].name, ColumnType::kNumber, nullptr});
    }
  }

  const std::vector<ColumnSchema>& schema() const override { return schema_; }
  std::unique_ptr<CustomerTableWriter> MakeWriter() const override {
    return std::make_unique<MeasuresWriter>(question_, schema_);
  }

 private:
  const Question& question_;
  std::vector<ColumnSchema> schema_;
};

}  // namespace

std::unique_ptr<CustomerTable> MakeMeasuresTable(const Question& question) {
  return std::make_unique<MeasuresTable>(question);
}

}  // namespace kenko
