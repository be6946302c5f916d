#include <utility>

#include "evaluate/answer.h"
#include "evaluate/health_columns.h"

namespace kenko {
namespace {

class HealthWriter : public RowTableWriter {
 public:
  HealthWriter(RowTable& table, const Question& question, const HealthColumns& columns)
      : RowTableWriter(table), question_(question), columns_(columns) {}

  void Add(Slot slot, CustomerEvaluator& evaluator) override {
    const HealthRow row{question_, slot, evaluator};
    for (const HealthColumn* const column : columns_) column->write(row, writer_);
  }

 private:
  const Question& question_;
  const HealthColumns columns_;
};

}  // namespace

std::unique_ptr<Answer> MakeHealthTable(const Question& question, std::size_t part_count,
                                        const HealthColumns& columns, HealthOf of) {
  std::vector<ColumnSchema> schema;
  for (const HealthColumn* const column : columns) {
    schema.push_back(column->schema(column->name, question));
  }
  return std::make_unique<RowTable>(
      of == HealthOf::kSeries ? "series" : "health", std::move(schema), part_count,
      [&question, columns](RowTable& table) {
        return std::make_unique<HealthWriter>(table, question, columns);
      });
}

}  // namespace kenko
