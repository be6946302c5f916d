#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "onboarding/onboarding_tracker.h"
#include "onboarding/plain_onboarding.h"
#include "portfolio/activity_scratch.h"
#include "support/load_plain.h"
#include "tests/model/parse_data.h"

namespace kenko {
namespace {

using testing::DaysText;
using testing::PlainActivity;
using testing::PlainMilestone;
using testing::PlainOnboarding;
using testing::PlainPortfolio;
using testing::RandomRows;
using testing::TimeText;

// A model of one plan, with a rule that asks whether each step is done.
std::string ModelText(const PlainOnboarding& onboarding) {
  std::string text = "customer: {started_at: signed_on, attributes: {signed_on: time}}\n" +
                     onboarding.Yaml() + "rules:\n";
  for (const auto& step : onboarding.steps) {
    text += "  - {name: " + step.name + ", when: done(\"" + step.name + "\"), add: 0}\n";
  }
  return text;
}

// A tracker and a frame to assess in.
class Tracked {
 public:
  Tracked(const ModelData& model, const SnapshotData& snapshot, Instant known)
      : model_(model),
        snapshot_(snapshot),
        known_(known),
        cut_(known),
        tracker_(model, snapshot, cut_),
        facts_(model.frame_size),
        stack_(model.stack_size + 1) {}

  void Start(Slot slot, std::optional<Instant> start) {
    start_ = start;
    tracker_.Start(slot, snapshot_.Activities(slot, known_, scratch_));
  }

  // As PlainOnboarding::At gives it.
  std::map<std::string, std::string> At(Instant t) {
    facts_.assign(facts_.size(), Value());
    if (start_) {
      facts_[*model_.onboarding.start] = Value::Time(*start_);
      facts_[kFactAgeDays] = Value::Number(InDays(t - *start_));
    }
    tracker_.Assess(t, facts_.data(), stack_.data(), progress_);
    std::map<std::string, std::string> texts;
    const auto add = [&](const std::string& name, FactSlot slot, bool is_number) {
      const Value& value = facts_[slot];
      if (value.present) texts[name] = is_number ? DaysText(value.number) : value.text();
    };
    add("status", kFactOnboardingStatus, false);
    add("plan", kFactOnboardingPlan, false);
    add("next", kFactOnboardingNext, false);
    add("progress", kFactOnboardingProgress, true);
    add("late", kFactOnboardingLate, true);
    add("stalled_days", kFactOnboardingStalledDays, true);
    add("time_to_value_days", kFactTimeToValueDays, true);
    for (std::size_t n = 0; n < model_.onboarding.milestone_names.size(); ++n) {
      const std::optional<FactSlot>& slot = model_.onboarding.done_slots[n];
      if (!slot) continue;  // the model never asks
      const Value& done = facts_[*slot];
      if (done.present) {
        texts["done " + model_.onboarding.milestone_names[n]] = done.flag ? "true" : "false";
      }
    }
    if (progress_.plan == nullptr) return texts;
    for (std::size_t m = 0; m < progress_.milestones.size(); ++m) {
      const MilestoneProgress& one = progress_.milestones[m];
      texts[progress_.plan->milestones[m].name] =
          MilestoneStateNames()[static_cast<std::size_t>(one.state)] + " " + TimeText(one.due_at) +
          " " + TimeText(one.completed_at) + " " + DaysText(one.days_late);
    }
    return texts;
  }

 private:
  const ModelData& model_;
  const SnapshotData& snapshot_;
  Instant known_;
  DataCut cut_;
  OnboardingTracker tracker_;
  std::vector<Value> facts_, stack_;
  ActivityScratch scratch_;
  std::optional<Instant> start_;
  OnboardingProgress progress_;
};

template <typename Rows>
Rows OfCustomer(const Rows& rows, const std::string& id) {
  Rows own;
  for (const auto& row : rows) {
    if (row.customer == id) own.push_back(row);
  }
  return own;
}

TEST(OnboardingTracker, SeesAtManyInstantsWhatThePlainReplaySees) {
  std::map<std::string, int> statuses;
  for (std::uint64_t seed = 1; seed <= 800; ++seed) {
    RandomRows random(seed);
    const PlainOnboarding onboarding = MakeRandomOnboarding(random);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + onboarding.Yaml());
    const auto model = ParseData(ModelText(onboarding));
    testing::RowSpread spread;
    spread.corrected = 0;  // which rows count is the portfolio's affair
    spread.late = 40;
    const PlainPortfolio plain = random.Portfolio(spread);
    Portfolio portfolio;
    testing::LoadPlain(portfolio, plain);
    const Snapshot snapshot = portfolio.TakeSnapshot();
    const Instant known = random.Time(30, 60);
    Tracked tracked(*model, snapshot.data(), known);
    for (Slot slot = 0; slot < snapshot.data().slot_count(); ++slot) {
      const std::string id(snapshot.data().text_id(slot));
      std::vector<PlainActivity> activities;
      for (const PlainActivity& row : OfCustomer(plain.activities, id)) {
        if (row.Recorded() <= known) activities.push_back(row);
      }
      const auto records = OfCustomer(plain.milestones, id);
      const auto start =
          random.Chance(90) ? std::optional<Instant>(random.Time(-5, 40)) : std::nullopt;
      tracked.Start(slot, start);
      for (int i = 0; i < 8; ++i) {
        const Instant t = random.Time(0, 90);
        const auto seen = tracked.At(t);
        ASSERT_EQ(seen, onboarding.At(t, known, start, activities, records)) << id << " at " << t;
        ++statuses[seen.at("status")];
      }
    }
  }
  for (const std::string& status : OnboardingStatusNames()) {
    EXPECT_GT(statuses[status], 300) << status;
  }
}

// One customer; `t` is the time since its start.
class Edges : public ::testing::Test {
 protected:
  std::string StatusAt(const std::string& head, const std::string& milestones, Duration t) {
    return StatusByPlans(head + "  plans: [{name: p, milestones: [" + milestones + "]}]\n", t);
  }
  // Leaves all facts in seen_.
  std::string StatusByPlans(const std::string& rest, Duration t) {
    const auto model = ParseData(
        "customer: {started_at: signed_on, attributes: {signed_on: time}}\nonboarding:\n" + rest +
        "rules: [{name: r, when: done(\"a\"), add: 0}]\n");
    Portfolio portfolio;
    testing::LoadPlain(portfolio, plain_);
    const Snapshot snapshot = portfolio.TakeSnapshot();
    Tracked tracked(*model, snapshot.data(), kMaxInstant);
    tracked.Start(0, testing::kFirstDay);
    seen_ = tracked.At(testing::kFirstDay + t);
    return seen_["status"];
  }
  void SetUp() override { plain_.customers.emplace_back().customer = "c"; }
  void Happens(Duration at, std::optional<Duration> valid_until = std::nullopt) {
    PlainActivity row;
    row.customer = "c";
    row.at = testing::kFirstDay + at;
    row.kind = "done";
    if (valid_until) row.valid_until = testing::kFirstDay + *valid_until;
    plain_.activities.push_back(row);
  }

  PlainPortfolio plain_;
  std::map<std::string, std::string> seen_;
};

TEST_F(Edges, LateBeginsAMicrosecondAfterDue) {
  EXPECT_EQ(StatusAt("", "{name: a, due: 3d}", 3 * kDay - 1), "on_track");
  EXPECT_EQ(StatusAt("", "{name: a, due: 3d}", 3 * kDay), "on_track");
  EXPECT_EQ(StatusAt("", "{name: a, due: 3d}", 3 * kDay + 1), "late");
}

TEST_F(Edges, LapsedBeginsAMicrosecondAfterClosing) {
  const std::string head = "  closes_after: 5d\n  stalled_after: 9d\n";
  EXPECT_EQ(StatusAt(head, "{name: a}", 5 * kDay - 1), "on_track");
  EXPECT_EQ(StatusAt(head, "{name: a}", 5 * kDay), "on_track");
  EXPECT_EQ(StatusAt(head, "{name: a}", 5 * kDay + 1), "lapsed");
}

TEST_F(Edges, StalledBeginsAfterItsDaysWhichAreComparedSnapped) {
  const std::string head = "  stalled_after: 2d\n";
  EXPECT_EQ(StatusAt(head, "{name: a}", 2 * kDay - 1), "on_track");
  EXPECT_EQ(StatusAt(head, "{name: a}", 2 * kDay), "on_track");
  EXPECT_EQ(StatusAt(head, "{name: a}", 2 * kDay + 1), "on_track");  // 1e-11 days
  EXPECT_EQ(StatusAt(head, "{name: a}", 2 * kDay + 100), "stalled");
  // A milestone's completion begins the count anew.
  Happens(kDay);
  EXPECT_EQ(StatusAt(head, "{name: a, done_by: done}, {name: b}", 3 * kDay), "on_track");
  EXPECT_EQ(StatusAt(head, "{name: a, done_by: done}, {name: b}", 3 * kDay + 100), "stalled");
}

TEST_F(Edges, ThePlanBeginsAtTheStartAndCountsWhatHappensThen) {
  Happens(-1);
  Happens(0);
  const std::string once = "{name: a, done_by: done}", twice = "{name: a, done_by: done, times: 2}";
  EXPECT_EQ(StatusAt("", once, -1), "none");
  EXPECT_EQ(seen_.count("done a"), 0u);
  EXPECT_EQ(StatusAt("", once, 0), "complete");
  EXPECT_EQ(StatusAt("", twice, 100), "on_track");
  EXPECT_EQ(seen_["done a"], "false");
}

TEST_F(Edges, WhatExpiresIsUndoneWhenItsTimeIsOver) {
  Happens(kDay, 2 * kDay);
  Happens(kDay + 1);
  const std::string twice = "{name: a, done_by: done, times: 2}";
  EXPECT_EQ(StatusAt("", twice, kDay), "on_track");
  EXPECT_EQ(StatusAt("", twice, kDay + 1), "complete");
  EXPECT_EQ(StatusAt("", twice, 2 * kDay - 1), "complete");
  EXPECT_EQ(StatusAt("", twice, 2 * kDay), "on_track");
}

TEST_F(Edges, TheFirstPlanWhoseWhenIsTrueAppliesAtEachInstant) {
  Happens(0);
  const std::string plans =
      "  plans:\n    - {name: early, when: age_days < 2, milestones: [{name: a, done_by: done}]}\n"
      "    - {name: never, when: days_to_renewal > 0, milestones: [{name: a, done_by: done}]}\n"
      "    - {name: rest, milestones: [{name: b, done_by: done, times: 2}]}\n";
  EXPECT_EQ(StatusByPlans(plans, kDay), "complete");
  EXPECT_EQ(seen_["plan"], "early");
  EXPECT_EQ(seen_["done a"], "true");
  EXPECT_EQ(StatusByPlans(plans, 2 * kDay), "on_track");
  EXPECT_EQ(seen_["plan"], "rest");
  EXPECT_EQ(seen_.count("done a"), 0u);  // missing: that plan has no such milestone
  EXPECT_EQ(seen_["next"], "b");
}

TEST_F(Edges, OfHostAndActivitiesTheEarlierCompletes) {
  Happens(3 * kDay);
  PlainMilestone record;
  record.customer = "c";
  record.milestone = "a";
  record.due_at = testing::kFirstDay + kDay;
  record.completed_at = testing::kFirstDay + 2 * kDay;
  plain_.milestones.push_back(record);
  const std::string once = "{name: a, done_by: done, due: 9d}";
  StatusAt("", once, 2 * kDay - 1);
  EXPECT_EQ(seen_["a"].rfind("late ", 0), 0u);
  StatusAt("", once, 4 * kDay);
  EXPECT_EQ(seen_["a"], "done_late " + TimeText(record.due_at) + " " +
                            TimeText(record.completed_at) + " " + DaysText(1));
}

}  // namespace
}  // namespace kenko
