#include "evaluate/health_columns.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/nearest_name.h"
#include "evaluate/band_reason.h"
#include "evaluate/columns.h"
#include "onboarding/onboarding.h"
#include "touch/tier.h"

namespace kenko {
namespace {

ColumnSchema Number(const char* name, const Question&) { return NumberColumn(name); }
ColumnSchema Count(const char* name, const Question&) { return CountColumn(name); }
ColumnSchema Time(const char* name, const Question&) { return TimeColumn(name); }
ColumnSchema Flag(const char* name, const Question&) { return {name, ColumnType::kFlag, nullptr}; }
ColumnSchema BandName(const char* name, const Question& question) {
  return NameColumn(name, BandNames(question.model));
}

std::int32_t CodeOf(std::uint32_t band) { return static_cast<std::int32_t>(band); }

// Writes what `get` says of the plan in force; missing where there is none.
template <typename Write>
void OfPlan(const HealthRow& row, RowWriter& writer, const Write& write) {
  const OnboardingProgress& onboarding = row.decision().onboarding;
  onboarding.plan == nullptr ? writer.Missing() : write(onboarding, *onboarding.plan);
}

template <typename Write>
void ForEachRow(const BlockDecider& block, const Write& write) {
  for (std::size_t i = 0; i < block.rows(); ++i) write(i);
}
void WriteBands(const BlockDecider& block, RowWriter& writer) {
  ForEachRow(block, [&](std::size_t i) { writer.Name(block.bands()[i]); });
}

const HealthColumn kColumns[] = {
    {"customer_id", nullptr,
     [](const char*, const Question& q) { return CustomerIdColumn(q.snapshot); },
     [](const HealthRow& r, RowWriter& w) { WriteCustomerId(r.question.snapshot, r.slot, w); },
     [](const BlockDecider& b, RowWriter& w) {
       ForEachRow(b,
                  [&](std::size_t i) { WriteCustomerId(b.question().snapshot, b.slots()[i], w); });
     }},
    {"as_of", nullptr, Time,
     [](const HealthRow& r, RowWriter& w) { w.Time(Value::Time(r.evaluator.moment())); },
     [](const BlockDecider& b, RowWriter& w) {
       ForEachRow(b, [&](std::size_t i) { w.Time(Value::Time(b.moments()[i])); });
     }},
    {"score", nullptr, Number,
     [](const HealthRow& r, RowWriter& w) { w.Number(r.decision().rules.score); },
     [](const BlockDecider& b, RowWriter& w) {
       ForEachRow(b, [&](std::size_t i) { w.Number(ValueOf(b.scores()[i])); });
     }},
    {"band", &Wants::band, BandName,
     [](const HealthRow& r, RowWriter& w) { w.Name(CodeOf(r.health().band.band)); }, WriteBands},
    {"raw_band", nullptr, BandName,
     [](const HealthRow& r, RowWriter& w) { w.Name(CodeOf(r.decision().plain_band.band)); },
     WriteBands},
    {"band_reason", &Wants::band,
     [](const char* name, const Question& q) {
       return NameColumn(name, MakeDictionary(BandReasonNames(q.model)));
     },
     [](const HealthRow& r, RowWriter& w) {
       w.Name(BandReasonCode(r.question.model, r.health()));
     }},
    {"band_since", &Wants::band, Time,
     [](const HealthRow& r, RowWriter& w) { w.Time(r.health().band.since); }},
    {"previous_band", &Wants::band, BandName,
     [](const HealthRow& r, RowWriter& w) { w.Name(r.health().band.previous); }},
    {"scorecard", nullptr,
     [](const char* name, const Question& q) {
       std::vector<std::string> names;
       for (const Scorecard& scorecard : q.model.scorecards) names.push_back(scorecard.name);
       return NameColumn(name, MakeDictionary(std::move(names)));
     },
     [](const HealthRow& r, RowWriter& w) {
       const std::size_t scorecard = r.decision().scorecard;
       const bool is_there = scorecard < r.question.model.scorecards.size();
       w.Name(is_there ? static_cast<std::int32_t>(scorecard) : -1);
     },
     [](const BlockDecider& b, RowWriter& w) { ForEachRow(b, [&](std::size_t) { w.Name(0); }); }},
    {"coverage", &Wants::evidence, Number,
     [](const HealthRow& r, RowWriter& w) { w.Number(r.decision().evidence.coverage); }},
    {"worst", &Wants::evidence, Number,
     [](const HealthRow& r, RowWriter& w) { w.Number(r.decision().evidence.worst); }},
    {"best", &Wants::evidence, Number,
     [](const HealthRow& r, RowWriter& w) { w.Number(r.decision().evidence.best); }},
    {"trend", &Wants::trend, Number,
     [](const HealthRow& r, RowWriter& w) { w.Number(r.health().trend.points); }},
    {"direction", &Wants::trend,
     [](const char* name, const Question&) {
       return NameColumn(name, MakeDictionary(DirectionNames()));
     },
     [](const HealthRow& r, RowWriter& w) {
       w.Name(static_cast<std::int32_t>(r.health().trend.direction));
     }},
    {"tier", &Wants::tier,
     [](const char* name, const Question& q) { return NameColumn(name, TierNames(q.model)); },
     [](const HealthRow& r, RowWriter& w) { w.Name(r.decision().tier.level); },
     [](const BlockDecider& b, RowWriter& w) {
       ForEachRow(b, [&](std::size_t i) { w.Name(b.tiers()[i].level); });
     }},
    {"tier_reason", &Wants::tier,
     [](const char* name, const Question& q) {
       return NameColumn(name, MakeDictionary(TierReasons(q.model.tiers)));
     },
     [](const HealthRow& r, RowWriter& w) { w.Name(r.decision().tier.reason); },
     [](const BlockDecider& b, RowWriter& w) {
       ForEachRow(b, [&](std::size_t i) { w.Name(b.tiers()[i].reason); });
     }},
    {"onboarding_plan", &Wants::onboarding,
     [](const char* name, const Question& q) { return NameColumn(name, PlanNames(q.model)); },
     [](const HealthRow& r, RowWriter& w) {
       OfPlan(r, w, [&](const OnboardingProgress&, const OnboardingPlan& plan) {
         w.Name(static_cast<std::int32_t>(&plan - r.question.model.onboarding.plans.data()));
       });
     }},
    {"onboarding_status", &Wants::onboarding,
     [](const char* name, const Question&) {
       return NameColumn(name, MakeDictionary(OnboardingStatusNames()));
     },
     [](const HealthRow& r, RowWriter& w) {
       w.Name(static_cast<std::int32_t>(r.decision().onboarding.status));
     }},
    {"onboarding_progress", &Wants::onboarding, Number,
     [](const HealthRow& r, RowWriter& w) {
       OfPlan(r, w, [&](const auto& onboarding, const auto&) { w.Number(onboarding.progress); });
     }},
    {"onboarding_late", &Wants::onboarding, Count,
     [](const HealthRow& r, RowWriter& w) {
       OfPlan(r, w, [&](const auto& onboarding, const auto&) { w.Count(onboarding.late); });
     }},
    {"onboarding_stalled_days", &Wants::onboarding, Number,
     [](const HealthRow& r, RowWriter& w) {
       OfPlan(r, w, [&](const auto& onboarding, const auto&) {
         w.Number(Value::Number(onboarding.stalled_days));
       });
     }},
    {"time_to_value_days", &Wants::onboarding, Number,
     [](const HealthRow& r, RowWriter& w) {
       OfPlan(r, w, [&](const auto& onboarding, const auto&) {
         w.Number(onboarding.time_to_value_days);
       });
     }},
    {"next_milestone", &Wants::onboarding,
     [](const char* name, const Question& q) { return NameColumn(name, MilestoneNames(q.model)); },
     [](const HealthRow& r, RowWriter& w) {
       OfPlan(r, w, [&](const OnboardingProgress& onboarding, const OnboardingPlan& plan) {
         const std::uint32_t next = onboarding.next;
         w.Name(next == kNoMilestone
                    ? -1
                    : static_cast<std::int32_t>(plan.milestones[next].name_number));
       });
     }},
    {"attainment", &Wants::success, Number,
     [](const HealthRow& r, RowWriter& w) { w.Number(r.evaluator.facts()[kFactAttainment]); }},
    {"attained", &Wants::success, Flag,
     [](const HealthRow& r, RowWriter& w) { w.Flag(r.evaluator.facts()[kFactAttained]); }},
    {"priority", &Wants::priority, Number,
     [](const HealthRow& r, RowWriter& w) { w.Number(r.health().priority); }},
    {"reasons", &Wants::reasons,
     [](const char* name, const Question& q) {
       return ColumnSchema{name, ColumnType::kNameList, MakeDictionary(q.names.rows())};
     },
     [](const HealthRow& r, RowWriter& w) {
       const Reasons& reasons = r.health().reasons;
       w.Names(reasons.rows.data(), reasons.count);
     }},
};

// The columns of the table that every row is known by.
bool IsKey(const HealthColumn& column) { return &column < kColumns + 2; }

HealthColumns AllColumns(HealthOf of) {
  HealthColumns all;
  for (const HealthColumn& column : kColumns) {
    if (of == HealthOf::kSeries || std::string_view(column.name) != "as_of") all.push_back(&column);
  }
  return all;
}

Status CheckName(const std::string& name, const HealthColumns& known, HealthOf of) {
  std::vector<std::string_view> names;
  for (const HealthColumn* const column : known) names.push_back(column->name);
  if (std::find(names.begin(), names.end(), name) != names.end()) return {};
  const std::string_view nearest = NearestName(name, names);
  std::string message = of == HealthOf::kSeries ? "the series" : "table 'health'";
  message += " has no column '" + name + "'";
  if (!nearest.empty()) message.append("; did you mean '").append(nearest).append("'?");
  message += nearest.empty() ? "; there are" : " There are";
  for (const std::string_view one : names) {
    message.append(one == names.front() ? " " : ", ").append(one);
  }
  return NotFound(std::move(message));
}

}  // namespace

Result<HealthColumns> ChooseHealthColumns(const std::vector<std::string>& names, HealthOf of) {
  const HealthColumns all = AllColumns(of);
  if (names.empty()) return all;
  for (const std::string& name : names) {
    if (Status status = CheckName(name, all, of); !status.ok()) return status;
    if (std::count(names.begin(), names.end(), name) > 1) {
      return InvalidArgument("column '" + name + "' is asked for twice");
    }
  }
  HealthColumns chosen;
  for (const HealthColumn* const column : all) {
    const bool is_named = std::find(names.begin(), names.end(), column->name) != names.end();
    if (is_named || IsKey(*column)) chosen.push_back(column);
  }
  return chosen;
}

void AddWants(const HealthColumns& columns, Wants& wants) {
  wants.decisions = true;
  for (const HealthColumn* const column : columns) {
    if (column->wants != nullptr) wants.*(column->wants) = true;
  }
}

bool CanDecideInBlocks(const ModelData& model, const HealthColumns& columns, const Wants& wants) {
  return std::all_of(columns.begin(), columns.end(),
                     [](const HealthColumn* column) { return column->write_block != nullptr; }) &&
         BlockDecider::CanDecide(model, wants);
}

}  // namespace kenko
