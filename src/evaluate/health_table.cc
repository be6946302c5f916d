#include <string>
#include <utility>

#include "evaluate/customer_tables.h"
#include "touch/tier.h"

namespace kenko {
namespace {

std::vector<std::string> BandNames(const ModelData& model) {
  std::vector<std::string> names;
  for (const Band& band : model.bands) names.push_back(band.name);
  names.push_back("UNKNOWN");
  return names;
}

// The reasons that are no rule's, by BandReason, then a reason a rule in the order of
// ReasonOfRule.
std::vector<std::string> BandReasonNames(const ModelData& model) {
  std::vector<std::string> names{"no score", "coverage", "score"};
  const auto add = [&](const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) names.push_back("rule: " + rule.name);
  };
  for (const Scorecard& scorecard : model.scorecards) add(scorecard.rules);
  add(model.rules);
  return names;
}

std::int32_t CodeOfRule(const ModelData& model, const Rule* rule) {
  std::int32_t code = 3;
  const auto find = [&](const std::vector<Rule>& rules) {
    const std::ptrdiff_t place = rule - rules.data();
    const bool found = !rules.empty() && rule >= rules.data() && rule < rules.data() + rules.size();
    code += static_cast<std::int32_t>(found ? place : static_cast<std::ptrdiff_t>(rules.size()));
    return found;
  };
  for (const Scorecard& scorecard : model.scorecards) {
    if (find(scorecard.rules)) return code;
  }
  find(model.rules);
  return code;
}

std::int32_t BandReasonCode(const ModelData& model, const CustomerHealth& health) {
  switch (health.band.reason) {
    case BandReason::kRule:
      return CodeOfRule(model, health.rules.band_rule);
    case BandReason::kNoScore:
      return 0;
    case BandReason::kCoverage:
      return 1;
    case BandReason::kScore:
      return 2;
  }
  return -1;
}

class HealthWriter : public CustomerTableWriter {
 public:
  HealthWriter(const Question& question, const std::vector<ColumnSchema>& schema)
      : CustomerTableWriter(schema), question_(question) {}

  // In the order of HealthTable's schema.
  void Add(Slot slot, const CustomerEvaluator& evaluator) override {
    const CustomerHealth& health = evaluator.health();
    const ModelData& model = question_.model;
    WriteId(writer_, question_.snapshot, slot);
    writer_.Number(health.rules.score);
    const auto band = static_cast<std::int32_t>(health.band.band);
    writer_.Name(band);
    writer_.Name(band);  // raw_band: without stability the band is the plain one
    writer_.Name(BandReasonCode(model, health));
    writer_.Missing();  // band_since
    writer_.Missing();  // previous_band
    const bool has_scorecard = health.scorecard < model.scorecards.size();
    writer_.Name(has_scorecard ? static_cast<std::int32_t>(health.scorecard) : -1);
    writer_.Number(health.evidence.coverage);
    writer_.Number(health.evidence.worst);
    writer_.Number(health.evidence.best);
    writer_.Number(health.trend.points);
    writer_.Name(static_cast<std::int32_t>(health.trend.direction));
    writer_.Name(health.tier.level);
    writer_.Name(health.tier.reason);
    for (int column = 0; column < kColumnsOfLaterSections; ++column) writer_.Missing();
    writer_.Number(health.priority);
    reasons_.clear();
    for (const std::uint32_t row : health.reasons) {
      reasons_.push_back(static_cast<std::int32_t>(health.rows[row].name));
    }
    writer_.Names(reasons_.data(), reasons_.size());
  }

  // Onboarding's seven and success' two.
  static constexpr int kColumnsOfLaterSections = 9;

 private:
  const Question& question_;
  std::vector<std::int32_t> reasons_;
};

class HealthTable : public CustomerTable {
 public:
  explicit HealthTable(const Question& question) : question_(question) {
    const ModelData& model = question.model;
    const NameDictionary bands = MakeDictionary(BandNames(model));
    std::vector<std::string> scorecards, tiers;
    for (const Scorecard& scorecard : model.scorecards) scorecards.push_back(scorecard.name);
    for (const TierLevel& level : model.tiers.levels) tiers.push_back(level.name);
    const NameDictionary nothing_yet = MakeDictionary({});
    const auto number = [](const char* name) {
      return ColumnSchema{name, ColumnType::kNumber, nullptr};
    };
    const auto names = [](const char* name, NameDictionary dictionary) {
      return ColumnSchema{name, ColumnType::kName, std::move(dictionary)};
    };
    schema_ = {
        CustomerIdColumn(question.snapshot.ids_are_integers()),
        number("score"),
        names("band", bands),
        names("raw_band", bands),
        names("band_reason", MakeDictionary(BandReasonNames(model))),
        {"band_since", ColumnType::kTime, nullptr},
        names("previous_band", bands),
        names("scorecard", MakeDictionary(std::move(scorecards))),
        number("coverage"),
        number("worst"),
        number("best"),
        number("trend"),
        names("direction", MakeDictionary(DirectionNames())),
        names("tier", MakeDictionary(std::move(tiers))),
        names("tier_reason", MakeDictionary(TierReasons(model.tiers))),
        names("onboarding_plan", nothing_yet),
        names("onboarding_status", nothing_yet),
        number("onboarding_progress"),
        {"onboarding_late", ColumnType::kCount, nullptr},
        number("onboarding_stalled_days"),
        number("time_to_value_days"),
        names("next_milestone", nothing_yet),
        number("attainment"),
        {"attained", ColumnType::kFlag, nullptr},
        number("priority"),
        {"reasons", ColumnType::kNameList, MakeDictionary(question.names.rows())},
    };
  }

  const std::vector<ColumnSchema>& schema() const override { return schema_; }
  std::unique_ptr<CustomerTableWriter> MakeWriter() const override {
    return std::make_unique<HealthWriter>(question_, schema_);
  }

 private:
  const Question& question_;
  std::vector<ColumnSchema> schema_;
};

}  // namespace

std::unique_ptr<CustomerTable> MakeHealthTable(const Question& question) {
  return std::make_unique<HealthTable>(question);
}

}  // namespace kenko
