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

// Gathers blocks of customers that were looked at but not decided, and decides them.
class BlockHealthWriter : public RowTableWriter {
 public:
  BlockHealthWriter(RowTable& table, const Question& question, const HealthColumns& columns,
                    const Wants& wants)
      : RowTableWriter(table), block_(question, wants), columns_(columns) {}

  void Add(Slot slot, CustomerEvaluator& evaluator) override {
    block_.Add(slot, evaluator.moment(), evaluator.facts());
    if (block_.is_full()) EndBlock();
  }
  void EndPart(std::size_t part) override {
    if (block_.rows() > 0) EndBlock();
    RowTableWriter::EndPart(part);
  }

 private:
  void EndBlock() {
    block_.Decide();
    writer_.BeginBlock(block_.rows());
    for (const HealthColumn* const column : columns_) column->write_block(block_, writer_);
    block_.Clear();
  }

  BlockDecider block_;
  const HealthColumns columns_;
};

}  // namespace

std::unique_ptr<Answer> MakeHealthTable(const Question& question, std::size_t part_count,
                                        const HealthColumns& columns, const Wants& wants,
                                        HealthOf of) {
  std::vector<ColumnSchema> schema;
  for (const HealthColumn* const column : columns) {
    schema.push_back(column->schema(column->name, question));
  }
  return std::make_unique<RowTable>(
      of == HealthOf::kSeries ? "series" : "health", std::move(schema), part_count,
      [&question, columns, wants](RowTable& table) -> std::unique_ptr<AnswerWriter> {
        if (wants.in_blocks) {
          return std::make_unique<BlockHealthWriter>(table, question, columns, wants);
        }
        return std::make_unique<HealthWriter>(table, question, columns);
      });
}

}  // namespace kenko
