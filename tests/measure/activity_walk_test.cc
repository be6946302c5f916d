#include "measure/activity_walk.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "measure/plain_measure.h"
#include "portfolio/activity_scratch.h"
#include "support/load_plain.h"
#include "support/same_cells.h"

namespace kenko {
namespace {

using testing::PlainActivity;
using testing::PlainMeasure;
using testing::PlainPortfolio;
using testing::RandomRows;

std::string ModelText(const std::vector<PlainMeasure>& measures, const std::string& zone) {
  std::string text = "kenko: 1\nname: walk\ntimezone: " + zone +
                     "\nactivity: {attributes: {severity: text, size: number, paid: flag}}\n"
                     "measures:\n";
  for (std::size_t m = 0; m < measures.size(); ++m) {
    text += "  m" + std::to_string(m) + ": " + measures[m].Yaml() + "\n";
  }
  return text;
}

// A plan for all measures at some instants, and a walk by it.
class Walk {
 public:
  Walk(const ModelData& model, const SnapshotData& snapshot, const std::vector<Instant>& instants)
      : model_(model),
        needs_(NeedsOf(model, instants)),
        plan_(model, snapshot, needs_),
        walk_(plan_) {}

  void Run(const ActivityView& activities) { walk_.Run(activities); }
  Value Result(std::uint32_t measure, Instant t) const {
    const std::uint32_t task = plan_.TaskOf(model_.measures[measure].aggregate, needs_.FrameAt(t));
    return task == kNoTask ? Value::Missing() : walk_.Result(task);
  }
  const MeasurePlan& plan() const { return plan_; }

 private:
  static MeasureNeeds NeedsOf(const ModelData& model, const std::vector<Instant>& instants) {
    MeasureNeeds needs(model);
    for (const Instant t : instants) {
      for (std::uint32_t m = 0; m < model.measures.size(); ++m) needs.AddMeasure(m, t);
    }
    needs.Finish();
    return needs;
  }

  const ModelData& model_;
  MeasureNeeds needs_;
  MeasurePlan plan_;
  ActivityWalk walk_;
};

std::string TextOf(const std::optional<double>& number) {
  return number ? std::to_string(*number) : "missing";
}

class WalkTest : public ::testing::Test {
 protected:
  // Random measures on random customers: what many instants together give, what each gives alone
  // and what the plain loop gives must be the same. Few instants: also each of them alone.
  void Compare(RandomRows& random, int measure_count, const std::vector<Instant>& instants,
               const std::string& zone) {
    std::vector<PlainMeasure> measures;
    for (int m = 0; m < measure_count; ++m) measures.push_back(MakeRandomMeasure(random));
    Load(random, measures, zone);
    Walk together(*model_, snapshot_->data(), instants);
    std::vector<std::unique_ptr<Walk>> alone;
    for (const Instant t : instants) {
      alone.push_back(std::make_unique<Walk>(*model_, snapshot_->data(), std::vector<Instant>{t}));
    }
    for (Slot slot = 0; slot < snapshot_->data().slot_count(); ++slot) {
      const ActivityView view = snapshot_->data().Activities(slot, kMaxInstant, scratch_);
      std::vector<PlainActivity> rows = RowsOf(slot);
      together.Run(view);
      for (std::size_t i = 0; i < instants.size(); ++i) {
        if (!alone.empty()) alone[i]->Run(view);
        for (std::uint32_t m = 0; m < measures.size(); ++m) {
          const auto plain = measures[m].Value(rows, instants[i], model_->timezone);
          Expect(together.Result(m, instants[i]), plain, "together, " + measures[m].Yaml());
          if (!alone.empty()) {
            Expect(alone[i]->Result(m, instants[i]), plain, "alone, " + measures[m].Yaml());
          }
          if (HasFailure()) return;
        }
      }
    }
  }

  void Load(RandomRows& random, const std::vector<PlainMeasure>& measures,
            const std::string& zone) {
    const Result<Model> model = Model::Parse(ModelText(measures, zone), "walk.yaml");
    ASSERT_TRUE(model.ok()) << model.status().message();
    model_ = model->shared_data();
    testing::RowSpread spread;
    spread.late = spread.corrected = spread.milestones = 0;
    spread.expiring = random.Chance(50) ? 20 : 0;
    spread.most_activities = most_activities_;
    if (measures.size() > 100) spread.customers = 2;
    plain_ = random.Portfolio(spread);
    Portfolio portfolio;
    testing::LoadPlain(portfolio, plain_);
    snapshot_ = portfolio.TakeSnapshot();
  }

  std::vector<PlainActivity> RowsOf(Slot slot) const {
    std::vector<PlainActivity> rows;
    for (const PlainActivity& row : plain_.activities) {
      if (row.customer == snapshot_->data().text_id(slot)) rows.push_back(row);
    }
    return rows;
  }

  static void Expect(const Value& value, const std::optional<double>& plain,
                     const std::string& what) {
    const bool is_same =
        value.present == plain.has_value() && (!plain || testing::IsNear(value.number, *plain));
    EXPECT_TRUE(is_same) << what << ": "
                         << (value.present ? std::to_string(value.number) : "missing")
                         << " instead of " << TextOf(plain);
  }

  std::shared_ptr<const ModelData> model_;
  PlainPortfolio plain_;
  std::optional<Snapshot> snapshot_;
  ActivityScratch scratch_;
  int most_activities_ = 80;
};

std::vector<Instant> RandomInstants(RandomRows& random) {
  std::set<Instant> instants;
  const bool is_grid = random.Chance(40);
  const Instant step = (1 + random.Pick(5)) * kDay;
  const Instant first = random.Time(-5);
  const int count = random.Chance(30) ? 1 + random.Pick(4) : 5 + random.Pick(25);
  for (int i = 0; i < count; ++i) {
    instants.insert(is_grid ? first + i * step : random.Time(-5, testing::kDays + 20));
  }
  return std::vector<Instant>(instants.begin(), instants.end());
}

TEST_F(WalkTest, ManyInstantsTogetherGiveWhatEachGivesAloneAndThePlainLoop) {
  // The rows lie around the days in autumn 2023 on which clocks are set back or forward.
  const std::vector<std::string> zones = {"UTC", "America/New_York", "Australia/Lord_Howe",
                                          "Asia/Kathmandu"};
  for (std::uint64_t seed = 1; seed <= 250 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRows random(seed);
    const std::vector<Instant> instants = RandomInstants(random);
    Compare(random, 1 + random.Pick(25), instants, zones[seed % 4]);
  }
}

TEST_F(WalkTest, MoreActivitiesThanATallyHoldsGiveTheSame) {
  most_activities_ = 2000;
  for (std::uint64_t seed = 1; seed <= 6 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRows random(5000 + seed);
    const std::vector<Instant> instants = RandomInstants(random);
    Compare(random, 12, instants, "UTC");
  }
}

TEST_F(WalkTest, HundredsOfMeasuresAtHundredsOfInstantsGiveTheSame) {
  RandomRows random(99);
  std::vector<Instant> instants;
  for (int i = 0; i < 400; ++i) instants.push_back(testing::kFirstDay + i * (kDay / 7 + 1));
  Compare(random, 500, instants, "America/New_York");
}

TEST_F(WalkTest, ReusedFromCustomerToCustomerItKeepsNoTrace) {
  for (std::uint64_t seed = 1; seed <= 60 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRows random(1000 + seed);
    std::vector<PlainMeasure> measures;
    for (int m = 0; m < 25; ++m) measures.push_back(MakeRandomMeasure(random));
    const std::vector<Instant> instants = RandomInstants(random);
    Load(random, measures, "America/New_York");
    Walk reused(*model_, snapshot_->data(), instants);
    for (int step = 0; step < 30; ++step) {
      const Slot slot =
          static_cast<Slot>(random.Pick(static_cast<int>(snapshot_->data().slot_count())));
      const ActivityView view = snapshot_->data().Activities(slot, kMaxInstant, scratch_);
      Walk fresh(*model_, snapshot_->data(), instants);
      reused.Run(view);
      fresh.Run(view);
      for (const Instant t : instants) {
        for (std::uint32_t m = 0; m < measures.size(); ++m) {
          const Value a = reused.Result(m, t), b = fresh.Result(m, t);
          ASSERT_TRUE(a.present == b.present && (!a.present || a.number == b.number))
              << measures[m].Yaml();
        }
      }
    }
  }
}

}  // namespace
}  // namespace kenko
