// Loads of many rows, on one thread and on several, beside a plain sort.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "portfolio/activity_scratch.h"
#include "portfolio/small_loads.h"

namespace kenko::testing {
namespace {

struct Row {
  std::int64_t customer;
  Instant at;
  std::string kind;
  std::optional<double> value;
  std::optional<std::string> actor;
  std::optional<std::string> region;
};

// What a customer's row must be found as; rows of equal (at, value) come as they were loaded.
using Found = std::tuple<Instant, std::optional<double>, std::string, std::string, std::string>;
Found FoundOf(const Row& row) {
  return {row.at, row.value, row.kind, row.actor.value_or("-"), row.region.value_or("-")};
}

struct Shape {
  std::size_t rows = 30'000;
  std::int64_t customers = 3'000;
  std::int64_t id_step = 1;
  std::int64_t id_jitter = 1;  // ids are up to so much off their step
  Instant time_step = 1;
  std::size_t kinds = 5;
  std::size_t actors = 4;  // of a customer; one in a hundred has a long name
  std::string actor_form;  // what comes before their numbers, which then have eight digits
  double with_value = 0.1;
};

std::vector<Row> MakeRows(const Shape& shape, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < shape.rows; ++i) {
    Row row;
    const auto customer =
        static_cast<std::int64_t>(random() % static_cast<unsigned>(shape.customers));
    row.customer = customer * shape.id_step + customer * customer % shape.id_jitter;
    row.at = static_cast<Instant>(i / 3 + random() % 50) * shape.time_step;
    row.kind = "kind." + std::to_string(random() % shape.kinds);
    if (static_cast<double>(random() % 1000) < 1000 * shape.with_value) {
      row.value = static_cast<double>(random() % 3);
    }
    if (random() % 10 != 0) {
      const std::size_t actor = random() % shape.actors;
      row.actor = std::to_string(actor) + (actor % 100 == 1 ? std::string(400, 'x') : "");
      if (!shape.actor_form.empty() && random() % 20 != 0) {
        row.actor = shape.actor_form + std::to_string(10'000'000 + actor * 89'999);
      }
    }
    if (random() % 4 == 0) row.region = "r" + std::to_string(random() % 3);
    if (random() % 50 == 0) row.region = row.actor;  // they share a customer's codes
    rows.push_back(row);
  }
  return rows;
}

// Gives the texts of every other block as codes of a dictionary, one entry a row.
class EveryOtherCoded : public RowSource {
 public:
  explicit EveryOtherCoded(TableSource& source) : source_(source) {}
  Result<bool> Next(RowBlock* block) override {
    const Result<bool> more = source_.Next(block);
    if (!more.ok() || !*more || ++blocks_ % 2 == 0) return more;
    codes_.clear();
    for (std::uint32_t row = 0; row < block->row_count; ++row) codes_.push_back(row);
    for (ColumnView& column : block->columns) {
      if (column.texts == nullptr) continue;
      column.dictionary = column.texts;
      column.dictionary_size = static_cast<std::uint32_t>(block->row_count);
      column.dictionary_id = ++dictionaries_;
      column.codes = codes_.data();
      column.texts = nullptr;
    }
    return more;
  }

 private:
  TableSource& source_;
  std::vector<std::uint32_t> codes_;
  int blocks_ = 0;
  std::uint64_t dictionaries_ = 0;
};

enum class Ids { kIntegers, kTexts, kNumberedTexts };

std::string TextId(Ids ids, std::int64_t customer) {
  const std::string number = std::to_string(customer);
  if (ids == Ids::kTexts) return "c" + number;
  const bool is_short = customer >= 0 && number.size() < 7;
  const std::size_t zeros = is_short ? 7 - number.size() : 0;
  return "account:" + std::string(zeros, '0') + number;
}

Portfolio Load(const std::vector<Row>& rows, Ids ids, std::size_t block, int threads) {
  TableSource source;
  Texts kinds, actors, regions, text_ids;
  Integers integer_ids;
  Times at;
  Numbers values;
  for (const Row& row : rows) {
    integer_ids.push_back(row.customer);
    text_ids.push_back(TextId(ids, row.customer));
    at.push_back(row.at);
    kinds.push_back(row.kind);
    values.push_back(row.value);
    actors.push_back(row.actor);
    regions.push_back(row.region);
  }
  if (ids == Ids::kIntegers) {
    source.Integers("customer_id", integer_ids);
  } else {
    source.Texts("customer_id", text_ids);
  }
  source.Times("at", at).Texts("kind", kinds).Texts("actor", actors).Numbers("value", values);
  source.Texts("region", regions).InBlocksOf(block);
  EveryOtherCoded coded(source);
  LoadOptions options;
  options.threads = threads;
  Portfolio portfolio;
  const Result<LoadReport> report = portfolio.Load(InputTable::kActivities, coded, options);
  EXPECT_TRUE(report.ok()) << report.status().message();
  return portfolio;
}

void ExpectRows(const Portfolio& portfolio, const std::vector<Row>& rows) {
  std::map<std::string, std::vector<Found>> expected;
  for (const Row& row : rows) expected[std::to_string(row.customer)].push_back(FoundOf(row));
  const Snapshot snapshot = portfolio.TakeSnapshot();
  const SnapshotData& data = snapshot.data();
  ASSERT_EQ(data.slot_count(), expected.size());
  ASSERT_EQ(data.activity_row_count(), static_cast<std::int64_t>(rows.size()));
  ActivityScratch scratch;
  for (Slot slot = 0; slot < data.slot_count(); ++slot) {
    std::string id = IdText(data, slot);
    if (!data.ids_are_integers()) {
      id = std::to_string(std::stoll(id.substr(id.find_first_of("-0123456789"))));
    }
    std::vector<Found>& all = expected.at(id);
    std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
      return std::make_pair(std::get<0>(a), std::get<1>(a)) <
             std::make_pair(std::get<0>(b), std::get<1>(b));
    });
    const ActivityView view = data.Activities(slot, kMaxInstant, scratch);
    const ActivityAttribute* const region = AttributeOf(data, view, "region");
    std::vector<Found> found;
    for (std::size_t i = 0; i < view.size; ++i) {
      const double value = view.value ? view.value[i] : NAN;
      found.emplace_back(view.at[i],
                         std::isnan(value) ? std::nullopt : std::optional<double>(value),
                         data.kind(view.kind[i]), TextAt(view, view.actor, i).value_or("-"),
                         TextAt(view, CodeCells(region->texts), i).value_or("-"));
    }
    ASSERT_EQ(found, all) << "customer " << id;
  }
}

TEST(LargeLoadTest, ThreadsIdsAndBlocksDoNotMatter) {
  const std::vector<Row> rows = MakeRows({}, 1);
  for (const Ids ids : {Ids::kIntegers, Ids::kTexts, Ids::kNumberedTexts}) {
    for (const std::size_t block : {std::size_t{700}, std::size_t{9'000}}) {
      for (const int threads : {1, 2, 5}) {
        SCOPED_TRACE(std::to_string(static_cast<int>(ids)) + " " + std::to_string(block) + " " +
                     std::to_string(threads));
        ExpectRows(Load(rows, ids, block, threads), rows);
      }
    }
  }
}

TEST(LargeLoadTest, IdsFarApart) {
  Shape shape;
  shape.id_step = INT64_C(1'000'000'007'000);
  shape.id_jitter = 1'009;
  const std::vector<Row> rows = MakeRows(shape, 2);
  ExpectRows(Load(rows, Ids::kIntegers, 9'000, 2), rows);
}

TEST(LargeLoadTest, IdsInEqualSteps) {
  Shape shape;
  for (const std::int64_t step :
       {std::int64_t{1}, std::int64_t{7}, std::int64_t{16}, std::int64_t{-60}, INT64_C(1) << 50}) {
    shape.id_step = step;
    const std::vector<Row> rows = MakeRows(shape, 6);
    ExpectRows(Load(rows, Ids::kIntegers, 9'000, 1), rows);
    // Between the steps, before and behind them there are others.
    std::vector<Row> more = rows;
    for (const std::int64_t id : {step / 2 + 1, step * 5'000, step * -3, step * 5'000 + 1}) {
      more.push_back(rows[0]);
      more.back().customer = id;
    }
    ExpectRows(Load(more, Ids::kIntegers, 9'000, 1), more);
    if (step > 0) ExpectRows(Load(more, Ids::kNumberedTexts, 9'000, 1), more);
  }
}

TEST(LargeLoadTest, IdsInEqualStepsAndInOrder) {
  Shape shape;
  shape.rows = 60'000;
  shape.customers = 500;
  for (const std::int64_t step :
       {std::int64_t{1}, std::int64_t{12}, INT64_C(1) << 23, INT64_C(8'607'148), INT64_C(8'607'149),
        INT64_C(1) << 40, -(INT64_C(1) << 40)}) {
    shape.id_step = step;
    std::vector<Row> rows = MakeRows(shape, 7);
    std::stable_sort(rows.begin(), rows.begin() + 10'000,
                     [](const Row& a, const Row& b) { return a.customer < b.customer; });
    // Ids that come later, or lie between the steps, are none of the first ones'.
    for (const std::int64_t id :
         {step * 500, step * 7 + 1, step * -1, step * 3 + (INT64_C(1) << 32)}) {
      rows.push_back(rows[0]);
      rows.back().customer = id;
    }
    ExpectRows(Load(rows, Ids::kIntegers, 10'000, 1), rows);
    if (step > 0) ExpectRows(Load(rows, Ids::kNumberedTexts, 10'000, 1), rows);
  }
}

TEST(LargeLoadTest, InstantsOfManyYears) {
  Shape shape;
  shape.kinds = 300;
  for (const Instant day : {Instant{86'400'000'000}, Instant{-86'400'000'000}}) {
    shape.time_step = day;
    const std::vector<Row> rows = MakeRows(shape, 8);
    for (const int threads : {1, 2}) ExpectRows(Load(rows, Ids::kIntegers, 9'000, threads), rows);
    ExpectRows(Load(rows, Ids::kTexts, 9'000, 1), rows);
  }
}

TEST(LargeLoadTest, ManyPartitions) {
  Shape shape;
  shape.rows = 500'000;
  shape.customers = 300'000;
  const std::vector<Row> rows = MakeRows(shape, 9);
  for (const int threads : {1, 2}) ExpectRows(Load(rows, Ids::kIntegers, 9'000, threads), rows);
}

TEST(LargeLoadTest, FarMoreKindsAndActorsThanOneByteHolds) {
  Shape shape;
  shape.customers = 3;
  shape.kinds = 1'000;
  for (const std::size_t actors : {std::size_t{255}, std::size_t{3'000}, std::size_t{1'000'000}}) {
    shape.rows = actors > 3'000 ? 400'000 : 30'000;
    shape.actors = actors;
    const std::vector<Row> rows = MakeRows(shape, 3);
    ExpectRows(Load(rows, Ids::kIntegers, 9'000, 2), rows);
  }
}

// Some have other names, and every other block's come as codes.
TEST(LargeLoadTest, ActorsThatAreNumbered) {
  Shape shape;
  shape.actors = 1'000;
  for (const char* form : {"u", "user-5", ""}) {
    shape.actor_form = form;
    for (const unsigned seed : {10u, 11u}) {
      const std::vector<Row> rows = MakeRows(shape, seed);
      for (const int threads : {1, 3}) ExpectRows(Load(rows, Ids::kTexts, 7'000, threads), rows);
    }
  }
}

TEST(LargeLoadTest, ValuesOnNoFewMostOrAllRows) {
  Shape shape;
  for (const double share : {0.0, 0.001, 0.49, 0.51, 1.0}) {
    shape.with_value = share;
    const std::vector<Row> rows = MakeRows(shape, 4);
    ExpectRows(Load(rows, Ids::kIntegers, 9'000, 1), rows);
  }
}

TEST(LargeLoadTest, AMissingThreadIsAnError) {
  Portfolio portfolio;
  LoadOptions options;
  options.threads = 0;
  const Status status =
      MustFail(portfolio, InputTable::kActivities, SomeActivities({"a"}, {1}, {"k"}), options);
  EXPECT_EQ(status.message(), "threads is 0; at least 1 is needed");
}

}  // namespace
}  // namespace kenko::testing
