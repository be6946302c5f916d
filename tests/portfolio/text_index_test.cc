#include "portfolio/text_index.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "portfolio/text_mapper.h"

namespace kenko {
namespace {

TEST(TextIndexTest, NumbersTextsInTheOrderOfTheirFirstComing) {
  TextIndex index;
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_EQ(index.FindOrAdd("text " + std::to_string(i)), static_cast<std::uint32_t>(i));
  }
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_EQ(index.FindOrAdd("text " + std::to_string(i)), static_cast<std::uint32_t>(i));
    ASSERT_EQ(index.text(static_cast<std::uint32_t>(i)), "text " + std::to_string(i));
  }
  EXPECT_EQ(index.Find("another"), NumberTable::kNone);
  EXPECT_EQ(index.FindOrAdd(""), 10'000u);
  EXPECT_EQ(index.FindOrAdd(std::string_view("\0", 1)), 10'001u);
}

TEST(TextIndexTest, RewindsToWhatItHeld) {
  TextIndex index;
  for (int i = 0; i < 100; ++i) index.FindOrAdd("kept " + std::to_string(i));
  for (int round = 0; round < 5; ++round) {
    const TextIndex::Mark mark = index.mark();
    const auto table = index.table();
    for (int i = 0; i < 1000 * round; ++i) index.FindOrAdd("dropped " + std::to_string(i));
    // A reader of before passes over what came since.
    EXPECT_EQ(index.Find(*table, 100, "dropped 0"), NumberTable::kNone);
    index.Rewind(mark);
    ASSERT_EQ(index.size(), 100u);
    ASSERT_EQ(index.Find("dropped 1"), NumberTable::kNone);
    for (int i = 0; i < 100; ++i) {
      ASSERT_EQ(index.Find("kept " + std::to_string(i)), static_cast<std::uint32_t>(i));
    }
  }
}

TEST(TextMapperTest, TakesALargeDictionaryOverOnceManyRowsUseIt) {
  TextIndex index;
  TextMapper mapper(index, TextMapper::Codes::kMayRepeat, 10);
  std::vector<std::string> owned;
  for (int i = 0; i < 100; ++i) owned.push_back("text " + std::to_string(i));
  const std::vector<std::string_view> texts(owned.begin(), owned.end());
  ColumnView column;
  column.type = ColumnView::Type::kText;
  column.dictionary = texts.data();
  column.dictionary_size = 100;
  column.dictionary_id = 1;
  for (std::uint32_t round = 0; round < 10; ++round) {
    const std::uint32_t entries[] = {round * 7, 99 - round, 50};
    const std::uint8_t valid[] = {1, 1, static_cast<std::uint8_t>(round % 2)};
    column.codes = entries;
    column.valid = valid;
    std::uint32_t codes[3];
    mapper.Map(column, 3, codes);
    for (int row = 0; row < 3; ++row) {
      ASSERT_EQ(codes[row] != 0, valid[row] != 0);
      if (codes[row] == 0) continue;
      ASSERT_EQ(index.text(codes[row] - 1), texts[entries[row]]);
    }
    // Few rows look up what they use; the 13th and later ones are worth all 100 entries.
    ASSERT_EQ(index.size() >= 100, round >= 4);
  }
}

TEST(TextMapperTest, FindsRepeatedPlainTextsAgain) {
  TextIndex index;
  TextMapper mapper(index);
  std::vector<std::string> owned;
  for (int i = 0; i < 3'000; ++i) owned.push_back(std::to_string(i % 700 * 100'003 % 997));
  const std::vector<std::string_view> texts(owned.begin(), owned.end());
  ColumnView column;
  column.type = ColumnView::Type::kText;
  column.texts = texts.data();
  std::vector<std::uint32_t> codes(texts.size());
  for (int round = 0; round < 2; ++round) {
    mapper.Map(column, static_cast<std::int64_t>(texts.size()), codes.data());
    for (std::size_t i = 0; i < texts.size(); ++i) ASSERT_EQ(index.text(codes[i] - 1), texts[i]);
  }
}

TEST(IntegerIndexTest, FindsAllIntegersAndRewinds) {
  IntegerIndex index;
  std::vector<std::int64_t> integers;
  for (std::int64_t i = 0; i < 5'000; ++i) integers.push_back(i * 1'000'003 - 7);
  integers.push_back(INT64_MIN);
  integers.push_back(INT64_MAX);
  std::vector<std::uint32_t> numbers(integers.size());
  for (const std::int64_t integer : integers) index.FindOrAdd(integer);
  index.Find(integers.data(), integers.size(), numbers.data());
  for (std::size_t i = 0; i < integers.size(); ++i) {
    ASSERT_EQ(numbers[i], i);
    ASSERT_EQ(index.integer(numbers[i]), integers[i]);
    ASSERT_EQ(index.FindOrAdd(integers[i]), i);
  }
  index.Rewind(3);
  EXPECT_EQ(index.Find(*index.table(), index.size(), integers[2]), 2u);
  EXPECT_EQ(index.Find(*index.table(), index.size(), integers[3]), NumberTable::kNone);
  EXPECT_EQ(index.FindOrAdd(123), 3u);
}

}  // namespace
}  // namespace kenko
