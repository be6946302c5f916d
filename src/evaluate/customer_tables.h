// The tables with rows of customers: health, measures, explain (MODEL.md 16).
#ifndef KENKO_EVALUATE_CUSTOMER_TABLES_H_
#define KENKO_EVALUATE_CUSTOMER_TABLES_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "evaluate/customer_evaluator.h"
#include "evaluate/question.h"
#include "evaluate/row_writer.h"
#include "kenko/table.h"

namespace kenko {

// Writes what one table shows of each customer. One a thread and table.
class CustomerTableWriter {
 public:
  explicit CustomerTableWriter(const std::vector<ColumnSchema>& schema) : writer_(schema) {}
  virtual ~CustomerTableWriter() = default;

  // Adds the rows of the customer that `evaluator` ran last.
  virtual void Add(Slot slot, const CustomerEvaluator& evaluator) = 0;
  std::shared_ptr<const TableChunk> Finish() { return writer_.Finish(); }

 protected:
  static void WriteId(RowWriter& writer, const SnapshotData& snapshot, Slot slot);

  RowWriter writer_;
};

// A table's columns, and writers for it.
class CustomerTable {
 public:
  virtual ~CustomerTable() = default;
  virtual const std::vector<ColumnSchema>& schema() const = 0;
  virtual std::unique_ptr<CustomerTableWriter> MakeWriter() const = 0;
};

// `question` must outlive what these make.
std::unique_ptr<CustomerTable> MakeHealthTable(const Question& question);
std::unique_ptr<CustomerTable> MakeMeasuresTable(const Question& question);
std::unique_ptr<CustomerTable> MakeExplainTable(const Question& question);

}  // namespace kenko

#endif  // KENKO_EVALUATE_CUSTOMER_TABLES_H_
