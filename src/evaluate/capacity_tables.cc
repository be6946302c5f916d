#include "evaluate/answer.h"
#include "evaluate/columns.h"
#include "touch/capacity.h"

namespace kenko {
namespace {

struct Ranked {
  Slot slot = 0;
  CapacityCustomer customer;
};

class CapacityTables : public Answer {
 public:
  CapacityTables(const Question& question, std::size_t part_count)
      : question_(question), records_(part_count) {}

  std::unique_ptr<AnswerWriter> MakeWriter() override {
    const TierSection& tiers = question_.model.tiers;
    return std::make_unique<RecordWriter<Ranked>>(
        records_, [&tiers](Slot slot, CustomerEvaluator& evaluator, std::vector<Ranked>& part) {
          if (!tiers.has_capacity) return;
          Ranked ranked;
          ranked.slot = slot;
          ranked.customer.tier = evaluator.health().decision.tier;
          ranked.customer.rank_by = evaluator.facts()[tiers.rank_by];
          part.push_back(ranked);
        });
  }

  std::vector<std::shared_ptr<Table>> Finish() override {
    std::vector<Slot> slots;
    std::vector<CapacityCustomer> customers;
    for (const Ranked& ranked : records_.Take()) {
      slots.push_back(ranked.slot);
      customers.push_back(ranked.customer);
    }
    std::vector<CapacityLevel> levels;
    if (question_.model.tiers.has_capacity) {
      const auto id_is_less = [&](std::size_t a, std::size_t b) {
        return CustomerIdIsLess(question_.snapshot, slots[a], slots[b]);
      };
      levels = PlanCapacity(question_.model.tiers, id_is_less, customers);
    }
    return {PlanTable(slots, customers), LoadTable(levels)};
  }

 private:
  std::shared_ptr<Table> PlanTable(const std::vector<Slot>& slots,
                                   const std::vector<CapacityCustomer>& customers) const {
    const NameDictionary tiers = TierNames(question_.model);
    const std::vector<ColumnSchema> schema = {
        CustomerIdColumn(question_.snapshot), NameColumn("tier", tiers),
        NameColumn("planned_tier", tiers), CountColumn("rank")};
    RowWriter writer(schema);
    for (std::size_t c = 0; c < customers.size(); ++c) {
      WriteCustomerId(question_.snapshot, slots[c], writer);
      writer.Name(customers[c].tier.level);
      writer.Name(customers[c].planned);
      customers[c].rank > 0 ? writer.Count(customers[c].rank) : writer.Missing();
    }
    return TableOf("tier_plan", schema, writer);
  }

  std::shared_ptr<Table> LoadTable(const std::vector<CapacityLevel>& levels) const {
    const std::vector<ColumnSchema> schema = {NameColumn("tier", TierNames(question_.model)),
                                              CountColumn("customers"),
                                              NumberColumn("hours_needed"),
                                              NumberColumn("hours"),
                                              CountColumn("planned_customers"),
                                              NumberColumn("planned_hours"),
                                              NumberColumn("planned_edge")};
    RowWriter writer(schema);
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const std::optional<TierCapacity>& capacity = question_.model.tiers.levels[l].capacity;
      const auto hours_for = [&](std::int64_t customers) {
        return capacity
                   ? Value::Number(static_cast<double>(customers) * capacity->hours_per_customer)
                   : Value::Missing();
      };
      writer.Name(static_cast<std::int32_t>(l));
      writer.Count(levels[l].customers);
      writer.Number(hours_for(levels[l].customers));
      writer.Number(capacity ? Value::Number(capacity->hours) : Value::Missing());
      writer.Count(levels[l].planned_customers);
      writer.Number(hours_for(levels[l].planned_customers));
      writer.Number(levels[l].planned_edge);
    }
    return TableOf("tier_load", schema, writer);
  }

  const Question& question_;
  Records<Ranked> records_;
};

}  // namespace

std::unique_ptr<Answer> MakeCapacityTables(const Question& question, std::size_t part_count) {
  return std::make_unique<CapacityTables>(question, part_count);
}

}  // namespace kenko
