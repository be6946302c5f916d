// Tables as Arrow streams: what is in them, and who owns what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrow/read_rows.h"
#include "kenko/arrow.h"

namespace kenko::testing {
namespace {

using ::testing::ElementsAre;

// A column of each type, in two chunks with an empty one between; the second row is missing.
std::shared_ptr<Table> MakeTable() {
  const auto names =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"GOOD", "BAD", ""});
  auto table = std::make_shared<Table>(
      "example", std::vector<ColumnSchema>{{"number", ColumnType::kNumber, nullptr},
                                           {"count", ColumnType::kCount, nullptr},
                                           {"flag", ColumnType::kFlag, nullptr},
                                           {"time", ColumnType::kTime, nullptr},
                                           {"text", ColumnType::kText, nullptr},
                                           {"name", ColumnType::kName, names},
                                           {"list", ColumnType::kNameList, names}});
  table->SetMetadata({{"kenko.model", "健康"}, {"kenko.t", ""}});
  for (const int base : {0, -1, 10}) {
    auto chunk = std::make_shared<TableChunk>();
    chunk->columns.resize(7);
    chunk->columns[4].offsets = {0};
    chunk->columns[6].offsets = {0};
    if (base >= 0) {
      chunk->row_count = 3;
      for (ColumnChunk& column : chunk->columns) {
        column.valid = {5};
        column.missing_count = 1;
      }
      chunk->columns[0].numbers = {base + 0.5, 0, base + 2.5};
      chunk->columns[1].integers = {base, 0, base + 2};
      chunk->columns[2].flag_bits = {4};
      chunk->columns[3].integers = {base + 1000, 0, -1};
      chunk->columns[4].offsets = {0, 2, 2, 3};
      chunk->columns[4].text = "abc";
      chunk->columns[5].codes = {0, 0, 1};
      chunk->columns[6].offsets = {0, 2, 2, 3};
      chunk->columns[6].codes = {1, 0, 2};
    }
    table->AddChunk(std::move(chunk));
  }
  return table;
}

// The table without its list, which can't be read back in.
std::shared_ptr<Table> WithoutList(const Table& table) {
  std::vector<ColumnSchema> schema(table.schema().begin(), table.schema().end() - 1);
  auto shorter = std::make_shared<Table>("shorter", std::move(schema));
  for (const auto& chunk : table.chunks()) {
    auto copy = std::make_shared<TableChunk>(*chunk);
    copy->columns.pop_back();
    shorter->AddChunk(std::move(copy));
  }
  return shorter;
}

TEST(ArrowExportTest, RoundTrip) {
  ArrowArrayStream stream;
  ExportArrow(WithoutList(*MakeTable()), &stream);
  Status status;
  std::vector<std::int64_t> sizes;
  std::vector<std::uint64_t> dictionaries;
  const CellTexts cells = ReadCells(stream, &status, &sizes, &dictionaries);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_THAT(sizes, ElementsAre(3, 3));  // the empty chunk is no batch
  EXPECT_THAT(cells.at("number"), ElementsAre("n0.5", "-", "n2.5", "n10.5", "-", "n12.5"));
  EXPECT_THAT(cells.at("count"), ElementsAre("i0", "-", "i2", "i10", "-", "i12"));
  EXPECT_THAT(cells.at("flag"), ElementsAre("false", "-", "true", "false", "-", "true"));
  EXPECT_THAT(cells.at("time"), ElementsAre("@1000", "-", "@-1", "@1010", "-", "@-1"));
  EXPECT_THAT(cells.at("text"), ElementsAre("tab", "-", "tc", "tab", "-", "tc"));
  EXPECT_THAT(cells.at("name"), ElementsAre("tGOOD", "-", "tBAD", "tGOOD", "-", "tBAD"));
  EXPECT_THAT(dictionaries, ElementsAre(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1));  // batches share it
}

TEST(ArrowExportTest, Schema) {
  ArrowArrayStream stream;
  ExportArrow(MakeTable(), &stream);
  ArrowSchema schema;
  ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
  EXPECT_STREQ(schema.format, "+s");
  std::vector<std::string> formats;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    formats.emplace_back(schema.children[i]->format);
    EXPECT_EQ(schema.children[i]->flags, ARROW_FLAG_NULLABLE);
  }
  EXPECT_THAT(formats, ElementsAre("g", "l", "b", "tsu:UTC", "u", "i", "+l"));
  EXPECT_STREQ(schema.children[5]->dictionary->format, "u");
  ASSERT_EQ(schema.children[6]->n_children, 1);
  EXPECT_STREQ(schema.children[6]->children[0]->format, "i");
  EXPECT_STREQ(schema.children[6]->children[0]->name, "item");
  EXPECT_STREQ(schema.children[6]->children[0]->dictionary->format, "u");

  // Two pairs: sizes as int32, then the bytes.
  std::string wanted;
  const auto add = [&wanted](const std::string& text) {
    const auto size = static_cast<std::int32_t>(text.size());
    wanted.append(reinterpret_cast<const char*>(&size), 4);
    wanted += text;
  };
  const std::int32_t count = 2;
  wanted.append(reinterpret_cast<const char*>(&count), 4);
  add("kenko.model");
  add("健康");
  add("kenko.t");
  add("");
  EXPECT_EQ(std::memcmp(schema.metadata, wanted.data(), wanted.size()), 0);

  schema.release(&schema);
  EXPECT_EQ(schema.release, nullptr);
  stream.release(&stream);
  EXPECT_EQ(stream.release, nullptr);
}

TEST(ArrowExportTest, ListsOfNames) {
  ArrowArrayStream stream;
  ExportArrow(MakeTable(), &stream);
  ArrowArray batch;
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  const ArrowArray& list = *batch.children[6];
  EXPECT_EQ(list.null_count, 1);
  ASSERT_EQ(list.n_children, 1);
  const ArrowArray& items = *list.children[0];
  EXPECT_EQ(items.length, 3);
  const auto* const offsets = static_cast<const std::int32_t*>(list.buffers[1]);
  EXPECT_THAT(std::vector<std::int32_t>(offsets, offsets + 4), ElementsAre(0, 2, 2, 3));
  const auto* const codes = static_cast<const std::int32_t*>(items.buffers[1]);
  EXPECT_THAT(std::vector<std::int32_t>(codes, codes + 3), ElementsAre(1, 0, 2));
  EXPECT_EQ(items.dictionary->length, 3);
  EXPECT_EQ(std::memcmp(items.dictionary->buffers[2], "GOODBAD", 7), 0);
  batch.release(&batch);
  stream.release(&stream);
}

TEST(ArrowExportTest, NumbersAreNotCopied) {
  const std::shared_ptr<Table> table = MakeTable();
  ArrowArrayStream stream;
  ExportArrow(table, &stream);
  ArrowArray batch;
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  EXPECT_EQ(batch.children[0]->buffers[1], table->chunks()[0]->columns[0].numbers.data());
  EXPECT_EQ(batch.children[0]->buffers[0], table->chunks()[0]->columns[0].valid.data());
  batch.release(&batch);
  stream.release(&stream);
}

TEST(ArrowExportTest, PartsOutliveTheWhole) {
  std::shared_ptr<Table> table = MakeTable();
  const std::weak_ptr<Table> watched = table;
  ArrowArrayStream stream;
  ExportArrow(std::move(table), &stream);
  ArrowArray batch;
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  stream.release(&stream);
  ArrowArray names = *batch.children[5];  // moved out, as the specification allows
  batch.children[5]->release = nullptr;
  batch.release(&batch);
  EXPECT_FALSE(watched.expired());
  EXPECT_EQ(std::memcmp(names.dictionary->buffers[2], "GOODBAD", 7), 0);
  names.release(&names);
  EXPECT_TRUE(watched.expired());
}

TEST(ArrowExportTest, EmptyTables) {
  ArrowArrayStream stream;
  ExportArrow(std::make_shared<Table>("empty",
                                      std::vector<ColumnSchema>{{"x", ColumnType::kText, nullptr}}),
              &stream);
  ArrowSchema schema;
  ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
  EXPECT_EQ(schema.n_children, 1);
  EXPECT_EQ(schema.metadata, nullptr);
  schema.release(&schema);
  for (int i = 0; i < 2; ++i) {
    ArrowArray batch;
    ASSERT_EQ(stream.get_next(&stream, &batch), 0);
    EXPECT_EQ(batch.release, nullptr);
  }
  stream.release(&stream);
}

}  // namespace
}  // namespace kenko::testing
