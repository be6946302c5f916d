// Answers in the making: tables that are written while customers are evaluated, part by part, on
// any thread.
#ifndef KENKO_EVALUATE_ANSWER_H_
#define KENKO_EVALUATE_ANSWER_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "evaluate/customer_evaluator.h"
#include "evaluate/health_columns.h"
#include "evaluate/question.h"
#include "evaluate/row_writer.h"
#include "kenko/table.h"

namespace kenko {

// Takes note of customers. One a thread and answer.
class AnswerWriter {
 public:
  virtual ~AnswerWriter() = default;
  // Of the customer and moment that `evaluator` evaluated last.
  virtual void Add(Slot slot, CustomerEvaluator& evaluator) = 0;
  // What was added since the last part is that part.
  virtual void EndPart(std::size_t part) = 0;
};

class Answer {
 public:
  virtual ~Answer() = default;
  virtual std::unique_ptr<AnswerWriter> MakeWriter() = 0;
  // Once all parts have ended.
  virtual std::vector<std::shared_ptr<Table>> Finish() = 0;
};

// A table that shows rows of each customer by itself: a chunk a part.
class RowTable : public Answer {
 public:
  using WriterMaker = std::function<std::unique_ptr<AnswerWriter>(RowTable& table)>;

  RowTable(std::string name, std::vector<ColumnSchema> schema, std::size_t part_count,
           WriterMaker make_writer)
      : name_(std::move(name)),
        schema_(std::move(schema)),
        make_writer_(std::move(make_writer)),
        chunks_(part_count) {}

  const std::vector<ColumnSchema>& schema() const { return schema_; }
  // Different parts may be set by different threads at once.
  void SetPart(std::size_t part, std::shared_ptr<const TableChunk> chunk) {
    chunks_[part] = std::move(chunk);
  }
  std::unique_ptr<AnswerWriter> MakeWriter() override { return make_writer_(*this); }
  std::vector<std::shared_ptr<Table>> Finish() override;

 private:
  std::string name_;
  std::vector<ColumnSchema> schema_;
  WriterMaker make_writer_;
  std::vector<std::shared_ptr<const TableChunk>> chunks_;
};

// The table of what was written; no chunk where that is nothing.
std::shared_ptr<Table> TableOf(const char* name, const std::vector<ColumnSchema>& schema,
                               RowWriter& writer);

// Writes the rows of a RowTable.
class RowTableWriter : public AnswerWriter {
 public:
  explicit RowTableWriter(RowTable& table) : writer_(table.schema()), table_(table) {}
  void EndPart(std::size_t part) override { table_.SetPart(part, writer_.Finish()); }

 protected:
  RowWriter writer_;

 private:
  RowTable& table_;
};

// Records of all customers, in the portfolio's order, for tables that need them together.
template <typename Record>
class Records {
 public:
  explicit Records(std::size_t part_count) : parts_(part_count) {}
  // Different parts may be set by different threads at once.
  void SetPart(std::size_t part, std::vector<Record> records) { parts_[part] = std::move(records); }
  std::vector<Record> Take() {
    std::vector<Record> all;
    for (std::vector<Record>& part : parts_) {
      all.insert(all.end(), part.begin(), part.end());
      part = {};
    }
    return all;
  }

 private:
  std::vector<std::vector<Record>> parts_;
};

// A writer that adds to `records`, which must outlive it, what `note` says of a customer.
template <typename Record>
class RecordWriter : public AnswerWriter {
 public:
  using Note = std::function<void(Slot slot, CustomerEvaluator& evaluator, std::vector<Record>&)>;
  RecordWriter(Records<Record>& records, Note note) : records_(records), note_(std::move(note)) {}

  void Add(Slot slot, CustomerEvaluator& evaluator) override { note_(slot, evaluator, part_); }
  void EndPart(std::size_t part) override {
    records_.SetPart(part, std::move(part_));
    part_ = {};
  }

 private:
  Records<Record>& records_;
  Note note_;
  std::vector<Record> part_;
};

// `question` must outlive what these make.
std::unique_ptr<Answer> MakeHealthTable(const Question& question, std::size_t part_count,
                                        const HealthColumns& columns, const Wants& wants,
                                        HealthOf of = HealthOf::kOneMoment);
std::unique_ptr<Answer> MakeMeasuresTable(const Question& question, std::size_t part_count);
std::unique_ptr<Answer> MakeExplainTable(const Question& question, std::size_t part_count);
std::unique_ptr<Answer> MakeMilestonesTable(const Question& question, std::size_t part_count);
std::unique_ptr<Answer> MakeLeversTable(const Question& question, std::size_t part_count);
std::unique_ptr<Answer> MakeWorklistTable(const Question& question, std::size_t part_count);
// Both tables of capacity planning: tier_plan and tier_load.
std::unique_ptr<Answer> MakeCapacityTables(const Question& question, std::size_t part_count);
// `group` is the slot of the text that customers are grouped by; absent: all are one group.
std::unique_ptr<Answer> MakeSummaryTable(const Question& question, std::size_t part_count,
                                         std::optional<FactSlot> group);

}  // namespace kenko

#endif  // KENKO_EVALUATE_ANSWER_H_
