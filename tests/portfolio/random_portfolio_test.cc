// Thousands of random small portfolios, filled in every way there is, read as of random moments.
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "portfolio/portfolio_reader.h"
#include "portfolio/store.h"
#include "support/table_source.h"

namespace kenko::testing {
namespace {

class RandomPortfolio {
 public:
  explicit RandomPortfolio(unsigned seed)
      : random_(seed), store_(std::make_shared<Store>(Policy())) {}

  void Run() {
    const int steps = Pick(14) + 1;
    for (int i = 0; i < steps; ++i) {
      switch (Pick(6)) {
        case 0:
        case 1:
          ChangeCustomers();
          break;
        case 2:
        case 3:
          LoadActivities(Pick(4) == 0 ? Pick(60) : Pick(8));
          break;
        case 4:
          for (int n = Pick(6); n >= 0; --n) RecordActivity();
          break;
        case 5:
          ChangeMilestones();
          break;
      }
      if (Pick(5) == 0) FailToLoad();
      if (Pick(3) == 0) Remember();
    }
    Remember();
    for (const Moment& moment : moments_) Compare(moment);
  }

 private:
  // A snapshot and what it must hold.
  struct Moment {
    std::shared_ptr<const SnapshotData> data;
    PlainPortfolio plain;
  };

  CompactionPolicy Policy() {
    CompactionPolicy policy;
    policy.least_tail_rows = 1u << Pick(6);
    policy.part_rows_per_tail_row = 1 + Pick(8);
    return policy;
  }

  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  bool Half() { return Pick(2) == 0; }
  template <typename T>
  std::optional<T> Perhaps(T value) {
    return Half() ? std::optional<T>(std::move(value)) : std::nullopt;
  }
  Instant Time() { return (Pick(12) - 3) * kDay; }
  // Spread over several partitions.
  std::string Customer() { return "c" + std::to_string(Pick(4) == 0 ? Pick(400) : Pick(5)); }

  PlainCustomer MakeCustomer() {
    PlainCustomer row;
    row.customer = Customer();
    row.valid_from = Perhaps(Time());
    row.recorded_at = Perhaps(Time());
    row.seats = Perhaps<double>(Pick(100));
    row.plan = Perhaps<std::string>(Half() ? "" : "plan " + std::to_string(Pick(3)));
    row.strategic = Perhaps(Half());
    row.signed_on = Perhaps(Time());
    return row;
  }

  PlainActivity MakeActivity() {
    PlainActivity row;
    row.customer = Customer();
    row.at = Time();
    row.kind = "kind." + std::to_string(Pick(4));
    row.value = Perhaps<double>(Pick(3) - 1);
    row.actor = Perhaps<std::string>(Pick(5) == 0 ? "" : "émile " + std::to_string(Pick(4)));
    if (Pick(3) == 0) row.id = Pick(6) == 0 ? "" : "id" + std::to_string(Pick(4));
    row.recorded_at = Perhaps(Time());
    // Which of rows counts whose precedence is the same is open: let them be the same in all.
    std::hash<std::string> hash;
    const std::size_t rest = row.id ? hash(*row.id) ^ hash(row.kind) ^
                                          static_cast<std::size_t>(row.Recorded() ^ row.at) ^
                                          hash(row.actor.value_or("-")) ^
                                          static_cast<std::size_t>(row.value.value_or(7) + 2)
                                    : random_();
    row.retracted = rest % 5 == 0;
    if (rest % 3 == 0) row.valid_until = row.at + static_cast<Instant>(rest % 7) * kDay;
    if (rest % 4 == 1) row.severity = "s" + std::to_string(rest / 8 % 3);
    if (rest % 4 == 2) row.size = static_cast<double>(rest % 11);
    if (rest % 4 == 3) row.paid = rest % 8 == 3;
    return row;
  }

  void ChangeCustomers() {
    std::vector<PlainCustomer> rows;
    std::set<decltype(PlainCustomer().Key())> keys;
    for (int n = Pick(12); n >= 0; --n) {
      const PlainCustomer row = MakeCustomer();
      if (keys.insert(row.Key()).second) rows.push_back(row);
    }
    TableSource source;
    const bool all_columns = Half();
    std::vector<std::optional<std::string>> ids, plans;
    std::vector<std::optional<Instant>> from, recorded, signed_on;
    std::vector<std::optional<double>> seats;
    std::vector<std::optional<bool>> strategic;
    for (PlainCustomer& row : rows) {
      if (!all_columns) row.seats.reset(), row.strategic.reset();
      ids.push_back(row.customer);
      from.push_back(row.valid_from);
      recorded.push_back(row.recorded_at);
      seats.push_back(row.seats);
      plans.push_back(row.plan);
      strategic.push_back(row.strategic);
      signed_on.push_back(row.signed_on);
    }
    source.Texts("plan", plans).Texts("customer_id", ids).Times("valid_from", from);
    if (all_columns) source.Flags("strategic", strategic).Numbers("seats", seats);
    source.Times("recorded_at", recorded).Times("signed_on", signed_on).InBlocksOf(Pick(5) + 1);
    Expect(store_->Load(InputTable::kCustomers, source, {}));
    for (const PlainCustomer& row : rows) PlainPortfolio::Replace(plain_.customers, row);
  }

  void LoadActivities(int count) {
    std::vector<PlainActivity> rows;
    const bool bare = Pick(3) == 0;  // few columns
    for (; count >= 0; --count) {
      PlainActivity row = MakeActivity();
      if (bare) {
        row.id.reset(), row.valid_until.reset(), row.recorded_at.reset(), row.severity.reset();
        row.size.reset(), row.paid.reset(), row.retracted = false;
      }
      rows.push_back(row);
    }
    std::vector<std::optional<std::string>> customers, kinds, actors, ids, severities;
    std::vector<std::optional<Instant>> at, until, recorded;
    std::vector<std::optional<double>> values, sizes;
    std::vector<std::optional<bool>> retracted, paid;
    for (const PlainActivity& row : rows) {
      customers.push_back(row.customer);
      at.push_back(row.at);
      kinds.push_back(row.kind);
      values.push_back(row.value);
      actors.push_back(row.actor);
      ids.push_back(row.id);
      until.push_back(row.valid_until);
      recorded.push_back(row.recorded_at);
      retracted.push_back(row.retracted || Half() ? std::optional<bool>(row.retracted)
                                                  : std::nullopt);
      severities.push_back(row.severity);
      sizes.push_back(row.size);
      paid.push_back(row.paid);
    }
    TableSource source;
    source.Times("at", at).Texts("customer_id", customers).Texts("kind", kinds);
    source.Numbers("value", values).Texts("actor", actors);
    if (!bare) {
      source.Numbers("size", sizes).Texts("id", ids).Times("valid_until", until);
      source.Times("recorded_at", recorded).Flags("retracted", retracted);
      source.Texts("severity", severities).Flags("paid", paid);
    }
    source.InBlocksOf(Pick(20) + 1);
    Expect(store_->Load(InputTable::kActivities, source, {}));
    plain_.activities.insert(plain_.activities.end(), rows.begin(), rows.end());
  }

  void RecordActivity() {
    const PlainActivity row = MakeActivity();
    ActivityRecord record;
    record.customer_id = std::string_view(row.customer);
    record.at = row.at;
    record.kind = row.kind;
    record.value = row.value;
    if (row.actor) record.actor = *row.actor;
    if (row.id) record.id = *row.id;
    record.valid_until = row.valid_until;
    record.recorded_at = row.recorded_at;
    record.retracted = row.retracted;
    std::vector<Field> attributes;
    const auto add = [&](std::string_view name, Cell cell) {
      Field field;
      field.column = name;
      field.cell = cell;
      attributes.push_back(field);
    };
    if (row.severity) add("severity", std::string_view(*row.severity));
    if (row.size) add("size", *row.size);
    if (row.paid) add("paid", *row.paid);
    record.attributes = attributes.data();
    record.attribute_count = attributes.size();
    const Status status = store_->RecordActivity(record);
    ASSERT_TRUE(status.ok()) << status.message();
    plain_.activities.push_back(row);
  }

  void ChangeMilestones() {
    std::vector<std::optional<std::string>> customers, names;
    std::vector<std::optional<Instant>> due, completed, recorded;
    std::set<decltype(PlainMilestone().Key())> keys;
    std::vector<PlainMilestone> rows;
    for (int n = Pick(6); n >= 0; --n) {
      PlainMilestone row;
      row.customer = Customer();
      row.milestone = "m" + std::to_string(Pick(3));
      row.recorded_at = Perhaps(Time());
      row.due_at = Perhaps(Time());
      row.completed_at = Perhaps(Time());
      if (!keys.insert(row.Key()).second) continue;
      rows.push_back(row);
      customers.push_back(row.customer);
      names.push_back(row.milestone);
      due.push_back(row.due_at);
      completed.push_back(row.completed_at);
      recorded.push_back(row.recorded_at);
    }
    TableSource source;
    source.Texts("customer_id", customers).Texts("milestone", names).Times("due_at", due);
    source.Times("completed_at", completed).Times("recorded_at", recorded);
    Expect(store_->Load(InputTable::kMilestones, source, {}));
    for (const PlainMilestone& row : rows) PlainPortfolio::Replace(plain_.milestones, row);
  }

  // The last row is bad; whatever came before it must leave no trace.
  void FailToLoad() {
    TableSource source;
    source.Texts("customer_id", {{Customer()}, {"new customer"}, {""}});
    source.Times("at", {0, 1, 2}).Texts("kind", {{"kind.9"}, {"kind.0"}, {"kind.1"}});
    source.Texts("actor", {{"a"}, {"b"}, {"c"}}).Numbers("another", {1, 2, 3}).InBlocksOf(2);
    EXPECT_FALSE(store_->Load(InputTable::kActivities, source, {}).ok());
    TableSource customers;
    customers.Texts("customer_id", {{"new customer"}, {Customer()}, std::nullopt});
    customers.Texts("yet another", {{"1"}, {"2"}, {"3"}}).InBlocksOf(1);
    EXPECT_FALSE(store_->Load(InputTable::kCustomers, customers, {}).ok());
  }

  void Remember() { moments_.push_back({SnapshotData::Take(store_), plain_}); }

  static void Expect(const Result<LoadReport>& report) {
    ASSERT_TRUE(report.ok()) << report.status().message();
  }

  void Compare(const Moment& moment) {
    const SnapshotData& data = *moment.data;
    const PlainPortfolio& plain = moment.plain;
    ASSERT_EQ(data.activity_row_count(), static_cast<std::int64_t>(plain.activities.size()));
    ASSERT_EQ(data.customer_row_count(), static_cast<std::int64_t>(plain.customers.size()));
    ASSERT_EQ(data.milestone_row_count(), static_cast<std::int64_t>(plain.milestones.size()));
    const std::vector<std::string> ids = plain.CustomerIds();
    ASSERT_EQ(data.customer_count(), ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      ASSERT_EQ(data.text_id(data.customer_slot(i)), ids[i]);
      ASSERT_EQ(data.FindCustomer(CustomerId(ids[i])), std::optional<std::size_t>(i));
    }
    ASSERT_EQ(data.FindCustomer(CustomerId("new customer")), std::nullopt);
    std::set<std::string> all_ids(ids.begin(), ids.end());
    for (const PlainActivity& row : plain.activities) all_ids.insert(row.customer);
    for (const PlainMilestone& row : plain.milestones) all_ids.insert(row.customer);
    ASSERT_EQ(data.slot_count(), all_ids.size());
    for (Slot slot = 0; slot < data.slot_count(); ++slot) CompareCustomer(data, plain, slot);
  }

  void CompareCustomer(const SnapshotData& data, const PlainPortfolio& plain, Slot slot) {
    const std::string id(data.text_id(slot));
    const Instant known = Time(), t = Time();
    std::int64_t held, superseded;
    const auto expected = plain.Activities(id, known, &held, &superseded);
    auto seen = ReadActivities(data, slot, known, scratch_);
    ASSERT_TRUE(std::is_sorted(seen.begin(), seen.end(), [](const auto& a, const auto& b) {
      return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
    }));
    std::sort(seen.begin(), seen.end());
    ASSERT_EQ(seen, expected) << id << " known " << known;
    const ActivityCounts counts = data.CountActivities(slot, known, scratch_);
    ASSERT_EQ(counts.held, held);
    ASSERT_EQ(counts.superseded, superseded);

    const PlainCustomer* const expected_row = plain.FindRow(id, t, known);
    const CustomerRow* const row = data.FindRow(slot, t, known);
    ASSERT_EQ(row != nullptr, expected_row != nullptr);
    if (row != nullptr) CompareCells(data, *row, *expected_row);

    std::vector<MilestoneRow> milestones;
    data.Milestones(slot, milestones);
    std::vector<decltype(PlainMilestone().Seen())> seen_milestones, expected_milestones;
    for (const MilestoneRow& m : milestones) {
      const auto recorded =
          m.recorded_at == kBeginningOfTime ? std::nullopt : std::optional<Instant>(m.recorded_at);
      seen_milestones.emplace_back(m.milestone, m.due_at, m.completed_at, recorded);
    }
    for (const PlainMilestone& m : plain.milestones) {
      if (m.customer == id) expected_milestones.push_back(m.Seen());
    }
    std::sort(seen_milestones.begin(), seen_milestones.end());
    std::sort(expected_milestones.begin(), expected_milestones.end());
    ASSERT_EQ(seen_milestones, expected_milestones);
  }

  static void CompareCells(const SnapshotData& data, const CustomerRow& row,
                           const PlainCustomer& expected) {
    const Value seats = CellOf(data, row, "seats"), plan = CellOf(data, row, "plan");
    const Value strategic = CellOf(data, row, "strategic"), on = CellOf(data, row, "signed_on");
    ASSERT_EQ(seats.present ? std::optional<double>(seats.number) : std::nullopt, expected.seats);
    ASSERT_EQ(plan.present ? std::optional<std::string>(plan.text()) : std::nullopt, expected.plan);
    ASSERT_EQ(strategic.present ? std::optional<bool>(strategic.flag) : std::nullopt,
              expected.strategic);
    ASSERT_EQ(on.present ? std::optional<Instant>(on.instant) : std::nullopt, expected.signed_on);
  }

  std::mt19937 random_;
  std::shared_ptr<Store> store_;
  PlainPortfolio plain_;
  std::vector<Moment> moments_;
  ActivityScratch scratch_;
};

TEST(RandomPortfolioTest, ReadsAsThePlainPortfolioDoes) {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomPortfolio(seed).Run();
    if (HasFatalFailure() || HasNonfatalFailure()) return;
  }
}

}  // namespace
}  // namespace kenko::testing
