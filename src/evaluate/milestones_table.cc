#include "evaluate/answer.h"
#include "evaluate/columns.h"
#include "onboarding/onboarding.h"

namespace kenko {
namespace {

class MilestonesWriter : public RowTableWriter {
 public:
  MilestonesWriter(RowTable& table, const Question& question)
      : RowTableWriter(table), question_(question) {}

  // In the order of the schema below.
  void Add(Slot slot, CustomerEvaluator& evaluator) override {
    const OnboardingProgress& onboarding = evaluator.health().decision.onboarding;
    if (onboarding.plan == nullptr) return;
    const auto time = [](const std::optional<Instant>& at) {
      return at ? Value::Time(*at) : Value::Missing();
    };
    for (std::size_t m = 0; m < onboarding.milestones.size(); ++m) {
      const MilestoneProgress& one = onboarding.milestones[m];
      WriteCustomerId(question_.snapshot, slot, writer_);
      writer_.Name(
          static_cast<std::int32_t>(onboarding.plan - question_.model.onboarding.plans.data()));
      writer_.Name(static_cast<std::int32_t>(onboarding.plan->milestones[m].name_number));
      writer_.Name(static_cast<std::int32_t>(one.state));
      writer_.Time(time(one.due_at));
      writer_.Time(time(one.completed_at));
      writer_.Number(Value::Number(one.days_late));
    }
  }

 private:
  const Question& question_;
};

}  // namespace

std::unique_ptr<Answer> MakeMilestonesTable(const Question& question, std::size_t part_count) {
  std::vector<ColumnSchema> schema = {
      CustomerIdColumn(question.snapshot),
      NameColumn("plan", PlanNames(question.model)),
      NameColumn("milestone", MilestoneNames(question.model)),
      NameColumn("state", MakeDictionary(MilestoneStateNames())),
      TimeColumn("due_at"),
      TimeColumn("completed_at"),
      NumberColumn("days_late"),
  };
  return std::make_unique<RowTable>(
      "milestones", std::move(schema), part_count,
      [&question](RowTable& table) { return std::make_unique<MilestonesWriter>(table, question); });
}

}  // namespace kenko
