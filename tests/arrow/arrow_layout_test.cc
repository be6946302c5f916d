// Slices, blocks, batches, dictionaries: the same cells however they lie in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "arrow/read_rows.h"
#include "arrow/stream_maker.h"

namespace kenko::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

TEST(ArrowLayoutTest, OffsetsOfArraysAndOfTheBatchAddUp) {
  StreamMaker maker;
  const std::vector<unsigned char> valid{0xEF};  // the fifth is missing
  maker.Add<double>("g", "g", {0, 1, 2, 3, 4, 5}, valid);
  maker.Add<std::int32_t>("i", "i", {0, 1, 2, 3, 4, 5}, valid);
  maker.AddTexts("u", {"0", "1", "2", "3", "4", "5"}, valid);
  MadeArray& flags = maker.Add("b", "b", 6);
  flags.AddNoBuffer();
  flags.AddBuffer<unsigned char>({0x28});
  for (const auto& column : maker.batches[0].columns) {
    column->offset = 1;
    column->length = 5;
  }
  maker.batches[0].offset = 2;
  maker.batches[0].length = 3;
  Status status;
  const CellTexts cells = ReadCells(maker.Give(), &status);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_THAT(cells.at("g"), ElementsAre("n3", "-", "n5"));
  EXPECT_THAT(cells.at("i"), ElementsAre("i3", "-", "i5"));
  EXPECT_THAT(cells.at("u"), ElementsAre("t3", "-", "t5"));
  EXPECT_THAT(cells.at("b"), ElementsAre("true", "false", "true"));
}

TEST(ArrowLayoutTest, LongBatchesComeInBlocks) {
  constexpr int kRows = 40'000;
  std::vector<double> numbers;
  std::vector<std::string> texts;
  std::vector<unsigned char> valid(kRows / 8, 0xFF);
  valid[30'001 / 8] &= static_cast<unsigned char>(~(1 << 30'001 % 8));
  for (int i = 0; i < kRows; ++i) {
    numbers.push_back(i);
    texts.push_back(std::to_string(i));
  }
  StreamMaker maker;
  maker.Add("g", "g", numbers, valid);
  maker.AddTexts("u", texts, valid);
  Status status;
  std::vector<std::int64_t> sizes;
  const CellTexts cells = ReadCells(maker.Give(), &status, &sizes);
  EXPECT_THAT(sizes, ElementsAre(16'384, 16'384, 40'000 - 2 * 16'384));
  for (int i = 0; i < kRows; ++i) {
    const bool missing = i == 30'001;
    ASSERT_EQ(cells.at("g")[static_cast<std::size_t>(i)], missing ? "-" : "n" + std::to_string(i));
    ASSERT_EQ(cells.at("u")[static_cast<std::size_t>(i)], missing ? "-" : "t" + std::to_string(i));
  }
}

TEST(ArrowLayoutTest, EmptyBatchesAndNoBatches) {
  StreamMaker maker;
  MadeArray& array = maker.Add("u", "u", 0);
  array.AddNoBuffer();
  array.AddNoBuffer();  // no offsets: allowed where there is nothing
  array.AddNoBuffer();
  MadeBatch full;
  full.length = 1;
  full.columns.push_back(std::make_shared<MadeArray>());
  StreamMaker::FillTexts<std::int32_t>(*full.columns[0], {"a"});
  maker.batches.push_back(std::move(full));
  maker.batches.push_back(MadeBatch{});
  maker.batches[2].columns.push_back(maker.batches[0].columns[0]);
  Status status;
  std::vector<std::int64_t> sizes;
  EXPECT_THAT(ReadCells(maker.Give(), &status, &sizes).at("u"), ElementsAre("ta"));
  EXPECT_TRUE(status.ok()) << status.message();
  EXPECT_THAT(sizes, ElementsAre(1));

  StreamMaker none;
  none.columns.push_back({"u", "u", ""});
  EXPECT_TRUE(ReadCells(none.Give(), &status).empty());
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(none.alive, 0);
}

TEST(ArrowLayoutTest, MisalignedValues) {
  StreamMaker maker;
  MadeArray& array = maker.Add("x", "l", 2);
  array.AddNoBuffer();
  array.AddNoBuffer();
  std::vector<unsigned char> bytes(17);
  const std::int64_t values[2] = {-5, 6};
  std::memcpy(bytes.data() + 1, values, 16);
  array.AddBuffer(bytes);
  ArrowArrayStream stream = maker.Give();
  // Moves the values' pointer by a byte on the way.
  static const void* buffers[2];
  stream.get_next = [](ArrowArrayStream* from, ArrowArray* out) {
    auto& self = *static_cast<StreamMaker*>(from->private_data);
    ArrowArrayStream plain = self.Give();
    --self.alive;
    const int code = plain.get_next(from, out);
    if (out->release == nullptr) return code;
    buffers[0] = nullptr;
    buffers[1] = static_cast<const char*>(out->children[0]->buffers[2]) + 1;
    out->children[0]->buffers = buffers;
    out->children[0]->n_buffers = 2;
    return code;
  };
  Status status;
  EXPECT_THAT(ReadCells(stream, &status).at("x"), ElementsAre("i-5", "i6"));
}

std::shared_ptr<MadeArray> Dictionary(const std::vector<std::string>& texts,
                                      const std::vector<unsigned char>& valid = {}) {
  auto dictionary = std::make_shared<MadeArray>();
  StreamMaker::FillTexts<std::int32_t>(*dictionary, texts, valid);
  return dictionary;
}

template <typename T>
std::vector<std::string> ReadCodes(const std::string& format, const std::vector<T>& codes) {
  StreamMaker maker;
  maker.Add("x", format, codes).dictionary = Dictionary({"a", "b"});
  maker.columns[0].dictionary_format = "u";
  Status status;
  CellTexts cells = ReadCells(maker.Give(), &status);
  EXPECT_TRUE(status.ok()) << status.message();
  return cells["x"];
}

TEST(ArrowLayoutTest, CodesOfEveryWidth) {
  EXPECT_THAT(ReadCodes<std::int8_t>("c", {1, 0}), ElementsAre("tb", "ta"));
  EXPECT_THAT(ReadCodes<std::uint8_t>("C", {1, 0}), ElementsAre("tb", "ta"));
  EXPECT_THAT(ReadCodes<std::int16_t>("s", {1, 0}), ElementsAre("tb", "ta"));
  EXPECT_THAT(ReadCodes<std::uint16_t>("S", {1, 0}), ElementsAre("tb", "ta"));
  EXPECT_THAT(ReadCodes<std::int32_t>("i", {1, 0}), ElementsAre("tb", "ta"));
  EXPECT_THAT(ReadCodes<std::uint32_t>("I", {1, 0}), ElementsAre("tb", "ta"));
  EXPECT_THAT(ReadCodes<std::int64_t>("l", {1, 0}), ElementsAre("tb", "ta"));
  EXPECT_THAT(ReadCodes<std::uint64_t>("L", {1, 0}), ElementsAre("tb", "ta"));
}

TEST(ArrowLayoutTest, MissingCodesAndMissingValues) {
  StreamMaker maker;
  maker.Add<std::int32_t>("x", "i", {0, 1, 2, 99}, {7}).dictionary =
      Dictionary({"a", "?", "c"}, {5});
  maker.columns[0].dictionary_format = "u";
  Status status;
  EXPECT_THAT(ReadCells(maker.Give(), &status).at("x"), ElementsAre("ta", "-", "tc", "-"));

  StreamMaker empty;
  empty.Add<std::int8_t>("x", "c", {-1, -1}, {0}).dictionary = std::make_shared<MadeArray>();
  empty.columns[0].dictionary_format = "n";
  empty.batches[0].columns[0]->dictionary->length = 4;
  EXPECT_THAT(ReadCells(empty.Give(), &status).at("x"), ElementsAre("-", "-"));
  EXPECT_TRUE(status.ok()) << status.message();
}

TEST(ArrowLayoutTest, BatchesThatShareADictionaryShareItsId) {
  StreamMaker maker;
  maker.columns.push_back({"x", "i", "u"});
  const auto shared = Dictionary({"a", "b"}), other = Dictionary({"b", "a"});
  for (const auto& dictionary : {shared, shared, other}) {
    MadeBatch& batch = maker.batches.emplace_back();
    batch.length = 1;
    batch.columns.push_back(std::make_shared<MadeArray>());
    batch.columns[0]->length = 1;
    batch.columns[0]->AddNoBuffer();
    batch.columns[0]->AddBuffer<std::int32_t>({0});
    batch.columns[0]->dictionary = dictionary;
  }
  Status status;
  std::vector<std::uint64_t> ids;
  EXPECT_THAT(ReadCells(maker.Give(), &status, nullptr, &ids).at("x"),
              ElementsAre("ta", "ta", "tb"));
  ASSERT_EQ(ids.size(), 3u);
  EXPECT_EQ(ids[0], ids[1]);
  EXPECT_NE(ids[1], ids[2]);
  EXPECT_THAT(ids, Each(::testing::Ne(0u)));
}

}  // namespace
}  // namespace kenko::testing
