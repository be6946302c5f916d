// The columns of the tables health and series: what each is called, holds, and costs.
#ifndef KENKO_EVALUATE_HEALTH_COLUMNS_H_
#define KENKO_EVALUATE_HEALTH_COLUMNS_H_

#include <string>
#include <vector>

#include "evaluate/block_decider.h"
#include "evaluate/customer_evaluator.h"
#include "evaluate/question.h"
#include "evaluate/row_writer.h"
#include "evaluate/wants.h"
#include "kenko/status.h"
#include "kenko/table.h"

namespace kenko {

// health; or, with the moment in a column `as_of`, the series.
enum class HealthOf { kOneMoment, kSeries };

// What a cell is drawn from.
struct HealthRow {
  const Question& question;
  Slot slot;
  const CustomerEvaluator& evaluator;

  const CustomerHealth& health() const { return evaluator.health(); }
  const Decision& decision() const { return evaluator.health().decision; }
};

struct HealthColumn {
  const char* name;
  bool Wants::*wants;  // what it shows; null: what every decision gives
  ColumnSchema (*schema)(const char* name, const Question& question);
  void (*write)(const HealthRow& row, RowWriter& writer);
  // The cells of a block's rows; null: blocks don't give it.
  void (*write_block)(const BlockDecider& block, RowWriter& writer) = nullptr;
};
using HealthColumns = std::vector<const HealthColumn*>;

// The columns of these names, in the table's order; empty: all. The customer's id, and the moment
// in a series, are always among them. A name that the table does not have, or that comes twice, is
// an error.
Result<HealthColumns> ChooseHealthColumns(const std::vector<std::string>& names, HealthOf of);
// Adds what they show.
void AddWants(const HealthColumns& columns, Wants& wants);
// Whether blocks give them all, and all else that is wanted: `wants`, with what they read.
bool CanDecideInBlocks(const ModelData& model, const HealthColumns& columns, const Wants& wants);

}  // namespace kenko

#endif  // KENKO_EVALUATE_HEALTH_COLUMNS_H_
