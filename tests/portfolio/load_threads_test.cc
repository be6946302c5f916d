// What several threads take in is what one does, however the rows come and whatever is wrong with
// some.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "portfolio/activity_scratch.h"
#include "portfolio/small_loads.h"

namespace kenko::testing {
namespace {

// Cuts a table into blocks of certain sizes; the last is that of all further ones. Columns that
// lack no cell of a block say so.
class Cut : public RowSource {
 public:
  Cut(TableSource& source, std::vector<std::int64_t> sizes)
      : source_(source), sizes_(std::move(sizes)) {}
  Result<bool> Next(RowBlock* block) override {
    if (all_.row_count == 0) {
      const Result<bool> more = source_.Next(&all_);
      if (!more.ok() || !*more) return more;
    }
    if (next_ == all_.row_count) return false;
    const std::int64_t size = sizes_[std::min(blocks_++, sizes_.size() - 1)];
    block->row_count = std::min(size, all_.row_count - next_);
    block->columns.clear();
    for (const ColumnView& column : all_.columns) {
      block->columns.push_back(Part(column, block->row_count));
    }
    next_ += block->row_count;
    return true;
  }

 private:
  ColumnView Part(ColumnView column, std::int64_t count) const {
    column.valid += next_;
    if (std::find(column.valid, column.valid + count, 0) == column.valid + count) {
      column.valid = nullptr;
    }
    if (column.integers != nullptr) column.integers += next_;
    if (column.numbers != nullptr) column.numbers += next_;
    if (column.texts != nullptr) column.texts += next_;
    if (column.flags != nullptr) column.flags += next_;
    return column;
  }

  TableSource& source_;
  std::vector<std::int64_t> sizes_;
  std::size_t blocks_ = 0;
  RowBlock all_;
  std::int64_t next_ = 0;
};

struct Columns {
  Integers ids;
  Times at, valid_until;
  Texts kinds, actors, own_ids;
  Numbers values;
};

// Many rows of a customer have the same instant and value: their order is that of the load.
Columns MakeColumns(std::size_t count) {
  std::mt19937 random(7);
  Columns c;
  for (std::size_t i = 0; i < count; ++i) {
    c.ids.push_back(static_cast<std::int64_t>(random() % 400));
    // Some are decades away from the others.
    const Instant era = random() % 100 == 0 ? INT64_C(1'000'000'000'000'000) : 0;
    c.at.push_back(era + static_cast<Instant>(i / 4'000));
    c.kinds.push_back("kind." + std::to_string(random() % 300));
    c.actors.push_back(random() % 8 == 0 ? std::nullopt
                                         : std::optional("actor " + std::to_string(random() % 9)));
    c.own_ids.push_back(random() % 2 == 0 ? std::nullopt
                                          : std::optional("id " + std::to_string(i % 20'000)));
    c.valid_until.push_back(random() % 3 == 0 ? std::nullopt : std::optional<Instant>(1'000 + i));
    c.values.push_back(random() % 5 == 0 ? std::nullopt
                                         : std::optional<double>(static_cast<double>(i % 2)));
  }
  return c;
}

TableSource SourceOf(const Columns& c) {
  TableSource source;
  source.Integers("customer_id", c.ids).Times("at", c.at).Texts("kind", c.kinds);
  source.Texts("actor", c.actors).Numbers("value", c.values);
  source.Texts("id", c.own_ids).Times("valid_until", c.valid_until);
  return source;
}

Result<LoadReport> Load(Portfolio& portfolio, const Columns& columns,
                        const std::vector<std::int64_t>& blocks, LoadOptions options) {
  TableSource source = SourceOf(columns);
  Cut cut(source, blocks);
  return portfolio.Load(InputTable::kActivities, cut, options);
}

void ExpectSame(const Portfolio& found, const Portfolio& expected) {
  const Snapshot a = found.TakeSnapshot(), b = expected.TakeSnapshot();
  ASSERT_EQ(a.data().slot_count(), b.data().slot_count());
  ASSERT_EQ(a.data().activity_row_count(), b.data().activity_row_count());
  ActivityScratch scratch;
  for (Slot slot = 0; slot < a.data().slot_count(); ++slot) {
    ASSERT_EQ(IdText(a.data(), slot), IdText(b.data(), slot));
    const auto rows = ReadActivities(a.data(), slot, kMaxInstant, scratch);
    ASSERT_EQ(rows, ReadActivities(b.data(), slot, kMaxInstant, scratch)) << "slot " << slot;
  }
}

TEST(LoadThreadsTest, BlocksOfAnySizesComeInTheirOrder) {
  const Columns columns = MakeColumns(60'000);
  Portfolio one;
  ASSERT_TRUE(Load(one, columns, {16'384}, {}).ok());
  // Small blocks are staged by one thread, before and after those that all share.
  const std::vector<std::vector<std::int64_t>> cuts = {
      {100'000}, {10, 5'000, 3, 20'000, 300, 9'001}, {9'000, 200}, {700}};
  for (const auto& blocks : cuts) {
    for (const int threads : {1, 2, 3, 40}) {
      SCOPED_TRACE(std::to_string(blocks[0]) + " " + std::to_string(threads));
      LoadOptions options;
      options.threads = threads;
      Portfolio portfolio;
      ASSERT_TRUE(Load(portfolio, columns, blocks, options).ok());
      ExpectSame(portfolio, one);
    }
  }
}

TEST(LoadThreadsTest, BadRowsAreToldAlike) {
  Columns columns = MakeColumns(40'000);
  columns.values[9'000] = std::numeric_limits<double>::infinity();
  columns.at[15'999] = kMaxInstant + 1;
  columns.kinds[16'000] = "";
  columns.kinds[16'001] = "\xff";
  columns.at[25'000] = std::nullopt;
  columns.ids[25'000] = std::nullopt;
  columns.actors[31'000] = "\xff";
  columns.values[39'999] = std::numeric_limits<double>::quiet_NaN();
  LoadOptions one, two;
  two.threads = 2;
  for (const std::int64_t block : {std::int64_t{7'000}, std::int64_t{100'000}}) {
    Portfolio refused;
    const Status status = Load(refused, columns, {block}, two).status();
    EXPECT_EQ(status.message(), Load(refused, columns, {block}, one).status().message());
    EXPECT_EQ(status.location().row, 9'000);
    EXPECT_EQ(refused.TakeSnapshot().data().slot_count(), 0u);
  }
  one.set_aside = two.set_aside = true;
  Portfolio expected, found;
  const Result<LoadReport> a = Load(expected, columns, {100'000}, one);
  const Result<LoadReport> b = Load(found, columns, {20'000}, two);
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_EQ(b->rows_set_aside, 7);
  ASSERT_EQ(b->first_bad_rows.size(), a->first_bad_rows.size());
  for (std::size_t i = 0; i < a->first_bad_rows.size(); ++i) {
    EXPECT_EQ(b->first_bad_rows[i].message, a->first_bad_rows[i].message);
  }
  ExpectSame(found, expected);
}

}  // namespace
}  // namespace kenko::testing
