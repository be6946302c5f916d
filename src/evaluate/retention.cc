// Retention (MODEL.md 15): what became of the customers of one instant until another.
#include <algorithm>
#include <utility>

#include "base/snap.h"
#include "evaluate/answer.h"
#include "evaluate/columns.h"
#include "evaluate/groups.h"
#include "evaluate/visits.h"
#include "kenko/evaluate.h"

namespace kenko {
namespace {

struct Kept {
  Value group;
  double value_then = 0;
  double value_now = 0;
  bool has_churned = false;
};

struct GroupTotal {
  std::int64_t customers = 0, churned = 0;
  double value_then = 0, value_now = 0, value_kept = 0;

  void Add(const Kept& kept) {
    ++customers;
    churned += kept.has_churned;
    value_then += kept.value_then;
    value_now += kept.value_now;
    value_kept += std::min(kept.value_then, kept.value_now);
  }
};

class RetentionVisitor : public CustomerVisitor {
 public:
  RetentionVisitor(const Question& question, const Timeline& from, const Timeline& to,
                   std::optional<FactSlot> group, Records<Kept>& records)
      : from_(question, from), to_(question, to), group_(group), records_(records) {}

  void Visit(Slot slot) override {
    if (!from_.Start(slot) || !from_.Evaluate(0)) return;
    Kept kept;
    if (group_) kept.group = from_.facts()[*group_];
    kept.value_then = ValueOf(from_);
    kept.has_churned = !to_.Start(slot) || !to_.Evaluate(0);
    if (!kept.has_churned) kept.value_now = ValueOf(to_);
    part_.push_back(kept);
  }
  void EndPart(std::size_t part) override {
    records_.SetPart(part, std::move(part_));
    part_ = {};
  }

 private:
  static double ValueOf(const CustomerEvaluator& evaluator) {
    const Value& value = evaluator.facts()[kFactValue];
    return value.present ? value.number : 0;
  }

  CustomerEvaluator from_, to_;
  const std::optional<FactSlot> group_;
  Records<Kept>& records_;
  std::vector<Kept> part_;
};

std::shared_ptr<Table> MakeTable(const std::vector<Kept>& all) {
  Groups groups;
  std::vector<GroupTotal> totals;
  for (const Kept& kept : all) {
    const std::size_t number = groups.NumberOf(kept.group);
    if (number == totals.size()) totals.emplace_back();
    totals[number].Add(kept);
  }
  const std::vector<ColumnSchema> schema = {
      TextColumn("group"),          CountColumn("customers"),   NumberColumn("value"),
      CountColumn("churned"),       NumberColumn("churn_rate"), NumberColumn("gross_retention"),
      NumberColumn("net_retention")};
  const auto ratio = [](double a, double b) {
    return SnapsToZero(b) ? Value::Missing() : Value::Number(a / b);
  };
  RowWriter writer(schema);
  for (std::size_t g = 0; g < totals.size(); ++g) {
    const GroupTotal& total = totals[g];
    writer.Text(groups.names()[g]);
    writer.Count(total.customers);
    writer.Number(Value::Number(total.value_then));
    writer.Count(total.churned);
    writer.Number(ratio(static_cast<double>(total.churned), static_cast<double>(total.customers)));
    writer.Number(ratio(total.value_kept, total.value_then));
    writer.Number(ratio(total.value_now, total.value_then));
  }
  return TableOf("retention", schema, writer);
}

Status Compare(const ModelData& model, const SnapshotData& snapshot, const PeriodOptions& options,
               const std::string& group_by, std::shared_ptr<Table>& table) {
  Result<std::unique_ptr<const Question>> question = Question::Bind(model, snapshot);
  if (!question.ok()) return question.status();
  Result<std::optional<FactSlot>> group = FindGroupBy(model, group_by);
  if (!group.ok()) return group.status();
  Result<std::vector<Slot>> slots = ChooseCustomers(snapshot, options);
  if (!slots.ok()) return slots.status();

  // A group by an attribute needs nothing but the customers' rows.
  const auto& attributes = model.customer.attributes;
  const bool needs_decisions =
      *group && std::none_of(attributes.begin(), attributes.end(),
                             [&](const AttributeFact& one) { return one.slot == **group; });
  const Wants wants = needs_decisions ? Wants::Outlook() : Wants{};
  const Timeline from(model, snapshot, wants, {options.from}, DataCut(options.from));
  const Timeline to(model, snapshot, Wants{}, {options.to}, DataCut(options.to));
  if (Status status = from.Check(); !status.ok()) return status;
  Records<Kept> records(PartCount(*slots));
  Status status = VisitCustomers(snapshot, *slots, options, [&] {
    return std::make_unique<RetentionVisitor>(**question, from, to, *group, records);
  });
  if (!status.ok()) return status;
  table = MakeTable(records.Take());
  Describe(model, {{"from", options.from}, {"to", options.to}}, *table);
  return {};
}

}  // namespace

Result<std::shared_ptr<const Table>> MeasureRetention(const Model& model, const Snapshot& snapshot,
                                                      const PeriodOptions& options,
                                                      const std::string& group_by) {
  if (Status status = CheckPeriod(options); !status.ok()) return status;
  std::shared_ptr<Table> table;
  Status status =
      RunGuarded([&] { return Compare(model.data(), snapshot.data(), options, group_by, table); });
  if (!status.ok()) return status;
  return std::shared_ptr<const Table>(std::move(table));
}

}  // namespace kenko
