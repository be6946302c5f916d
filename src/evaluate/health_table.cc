#include <string>
#include <utility>

#include "evaluate/answer.h"
#include "evaluate/band_reason.h"
#include "evaluate/columns.h"
#include "onboarding/onboarding.h"
#include "touch/tier.h"

namespace kenko {
namespace {

std::vector<ColumnSchema> HealthSchema(const Question& question, HealthOf of) {
  const ModelData& model = question.model;
  const NameDictionary bands = BandNames(model);
  std::vector<std::string> scorecards;
  for (const Scorecard& scorecard : model.scorecards) scorecards.push_back(scorecard.name);
  std::vector<ColumnSchema> schema = {
      CustomerIdColumn(question.snapshot),
      NumberColumn("score"),
      NameColumn("band", bands),
      NameColumn("raw_band", bands),
      NameColumn("band_reason", MakeDictionary(BandReasonNames(model))),
      TimeColumn("band_since"),
      NameColumn("previous_band", bands),
      NameColumn("scorecard", MakeDictionary(std::move(scorecards))),
      NumberColumn("coverage"),
      NumberColumn("worst"),
      NumberColumn("best"),
      NumberColumn("trend"),
      NameColumn("direction", MakeDictionary(DirectionNames())),
      NameColumn("tier", TierNames(model)),
      NameColumn("tier_reason", MakeDictionary(TierReasons(model.tiers))),
      NameColumn("onboarding_plan", PlanNames(model)),
      NameColumn("onboarding_status", MakeDictionary(OnboardingStatusNames())),
      NumberColumn("onboarding_progress"),
      CountColumn("onboarding_late"),
      NumberColumn("onboarding_stalled_days"),
      NumberColumn("time_to_value_days"),
      NameColumn("next_milestone", MilestoneNames(model)),
      NumberColumn("attainment"),
      {"attained", ColumnType::kFlag, nullptr},
      NumberColumn("priority"),
      {"reasons", ColumnType::kNameList, MakeDictionary(question.names.rows())},
  };
  if (of == HealthOf::kSeries) schema.insert(schema.begin() + 1, TimeColumn("as_of"));
  return schema;
}

class HealthWriter : public RowTableWriter {
 public:
  HealthWriter(RowTable& table, const Question& question, HealthOf of)
      : RowTableWriter(table), question_(question), of_(of) {}

  // In the order of HealthSchema.
  void Add(Slot slot, CustomerEvaluator& evaluator) override {
    const CustomerHealth& health = evaluator.health();
    const Decision& decision = health.decision;
    const ModelData& model = question_.model;
    WriteCustomerId(question_.snapshot, slot, writer_);
    if (of_ == HealthOf::kSeries) writer_.Time(Value::Time(evaluator.moment()));
    writer_.Number(decision.rules.score);
    writer_.Name(static_cast<std::int32_t>(health.band.band));
    writer_.Name(static_cast<std::int32_t>(decision.plain_band.band));
    writer_.Name(BandReasonCode(model, health));
    writer_.Time(health.band.since);
    writer_.Name(health.band.previous);
    const bool has_scorecard = decision.scorecard < model.scorecards.size();
    writer_.Name(has_scorecard ? static_cast<std::int32_t>(decision.scorecard) : -1);
    writer_.Number(decision.evidence.coverage);
    writer_.Number(decision.evidence.worst);
    writer_.Number(decision.evidence.best);
    writer_.Number(health.trend.points);
    writer_.Name(static_cast<std::int32_t>(health.trend.direction));
    writer_.Name(decision.tier.level);
    writer_.Name(decision.tier.reason);
    AddOnboarding(decision.onboarding);
    writer_.Number(evaluator.facts()[kFactAttainment]);
    writer_.Flag(evaluator.facts()[kFactAttained]);
    writer_.Number(health.priority);
    WriteReasons(health.rows, health.reasons, writer_);
  }

 private:
  void AddOnboarding(const OnboardingProgress& onboarding) {
    const OnboardingPlan* const plan = onboarding.plan;
    const auto status = static_cast<std::int32_t>(onboarding.status);
    if (plan == nullptr) {
      writer_.Missing();
      writer_.Name(status);
      for (int column = 0; column < 5; ++column) writer_.Missing();
      return;
    }
    writer_.Name(static_cast<std::int32_t>(plan - question_.model.onboarding.plans.data()));
    writer_.Name(status);
    writer_.Number(onboarding.progress);
    writer_.Count(onboarding.late);
    writer_.Number(Value::Number(onboarding.stalled_days));
    writer_.Number(onboarding.time_to_value_days);
    writer_.Name(onboarding.next == kNoMilestone
                     ? -1
                     : static_cast<std::int32_t>(plan->milestones[onboarding.next].name_number));
  }

  const Question& question_;
  const HealthOf of_;
};

}  // namespace

std::unique_ptr<Answer> MakeHealthTable(const Question& question, std::size_t part_count,
                                        HealthOf of) {
  return std::make_unique<RowTable>(of == HealthOf::kSeries ? "series" : "health",
                                    HealthSchema(question, of), part_count,
                                    [&question, of](RowTable& table) {
                                      return std::make_unique<HealthWriter>(table, question, of);
                                    });
}

}  // namespace kenko
