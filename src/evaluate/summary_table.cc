#include <algorithm>

#include "base/snap.h"
#include "evaluate/answer.h"
#include "evaluate/columns.h"
#include "evaluate/groups.h"
#include "onboarding/onboarding.h"

namespace kenko {
namespace {

// What the summary takes note of.
struct Seen {
  Value group;
  Value value, score, coverage, time_to_value_days;
  std::uint32_t band = 0;
  OnboardingStatus status = OnboardingStatus::kNone;
};

struct BandTotal {
  std::int64_t customers = 0;
  double value = 0;
};

struct GroupTotal {
  explicit GroupTotal(std::size_t band_count) : bands(band_count) {}

  std::int64_t customers = 0;
  double value = 0;
  double scored_value = 0, value_times_score = 0;
  std::vector<BandTotal> bands;
  double coverage = 0;
  std::int64_t covered = 0;
  std::int64_t by_status[6] = {0, 0, 0, 0, 0, 0};
  std::vector<double> times_to_value;

  void Add(const Seen& seen) {
    const double its_value = seen.value.present ? seen.value.number : 0;
    ++customers;
    value += its_value;
    if (seen.value.present && seen.score.present) {
      scored_value += its_value;
      value_times_score += its_value * seen.score.number;
    }
    ++bands[seen.band].customers;
    bands[seen.band].value += its_value;
    if (seen.coverage.present) {
      coverage += seen.coverage.number;
      ++covered;
    }
    ++by_status[static_cast<std::size_t>(seen.status)];
    if (seen.time_to_value_days.present) {
      times_to_value.push_back(seen.time_to_value_days.number);
    }
  }
  std::int64_t Of(OnboardingStatus status) const {
    return by_status[static_cast<std::size_t>(status)];
  }
};

Value Median(std::vector<double>& numbers) {
  if (numbers.empty()) return Value::Missing();
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 != 0) return Value::Number(numbers[middle]);
  return Value::Number((numbers[middle - 1] + numbers[middle]) / 2);
}

class SummaryTable : public Answer {
 public:
  SummaryTable(const Question& question, std::size_t part_count, std::optional<FactSlot> group)
      : question_(question), group_(group), records_(part_count) {}

  std::unique_ptr<AnswerWriter> MakeWriter() override {
    return std::make_unique<RecordWriter<Seen>>(
        records_, [group = group_](Slot, CustomerEvaluator& evaluator, std::vector<Seen>& part) {
          const CustomerHealth& health = evaluator.health();
          const Value* const facts = evaluator.facts();
          Seen seen;
          if (group) seen.group = facts[*group];
          seen.value = facts[kFactValue];
          seen.score = health.decision.rules.score;
          seen.coverage = health.decision.evidence.coverage;
          seen.time_to_value_days = facts[kFactTimeToValueDays];
          seen.band = health.band.band;
          seen.status = health.decision.onboarding.status;
          part.push_back(seen);
        });
  }

  std::vector<std::shared_ptr<Table>> Finish() override {
    Groups groups;
    std::vector<GroupTotal> totals;
    const std::size_t band_count = question_.model.bands.size() + 1;
    for (const Seen& seen : records_.Take()) {
      const std::size_t number = groups.NumberOf(seen.group);
      if (number == totals.size()) totals.emplace_back(band_count);
      totals[number].Add(seen);
    }
    const std::vector<ColumnSchema> schema = Schema();
    RowWriter writer(schema);
    for (std::size_t g = 0; g < totals.size(); ++g) Write(groups.names()[g], totals[g], writer);
    return {TableOf("summary", schema, writer)};
  }

 private:
  std::vector<ColumnSchema> Schema() const {
    std::vector<ColumnSchema> schema = {TextColumn("group"), CountColumn("customers"),
                                        NumberColumn("value"), NumberColumn("score")};
    const NameDictionary bands = BandNames(question_.model);
    for (const std::string& band : *bands) schema.push_back(CountColumn("customers_" + band));
    for (const std::string& band : *bands) schema.push_back(NumberColumn("value_" + band));
    for (const char* name : {"value_at_risk", "coverage"}) schema.push_back(NumberColumn(name));
    for (const char* name : {"onboarding_on_track", "onboarding_late", "onboarding_stalled",
                             "onboarding_lapsed", "onboarding_complete"}) {
      schema.push_back(CountColumn(name));
    }
    schema.push_back(NumberColumn("median_time_to_value_days"));
    return schema;
  }

  // In the order of Schema().
  static void Write(const Value& group, GroupTotal& total, RowWriter& writer) {
    const auto ratio = [](double a, double b) {
      return SnapsToZero(b) ? Value::Missing() : Value::Number(a / b);
    };
    writer.Text(group);
    writer.Count(total.customers);
    writer.Number(Value::Number(total.value));
    writer.Number(ratio(total.value_times_score, total.scored_value));
    for (const BandTotal& band : total.bands) writer.Count(band.customers);
    for (const BandTotal& band : total.bands) writer.Number(Value::Number(band.value));
    writer.Number(Value::Number(total.bands[total.bands.size() - 2].value));
    writer.Number(ratio(total.coverage, static_cast<double>(total.covered)));
    for (const OnboardingStatus status :
         {OnboardingStatus::kOnTrack, OnboardingStatus::kLate, OnboardingStatus::kStalled,
          OnboardingStatus::kLapsed, OnboardingStatus::kComplete}) {
      writer.Count(total.Of(status));
    }
    writer.Number(Median(total.times_to_value));
  }

  const Question& question_;
  const std::optional<FactSlot> group_;
  Records<Seen> records_;
};

}  // namespace

std::unique_ptr<Answer> MakeSummaryTable(const Question& question, std::size_t part_count,
                                         std::optional<FactSlot> group) {
  return std::make_unique<SummaryTable>(question, part_count, group);
}

}  // namespace kenko
