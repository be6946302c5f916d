// Streams that break the specification get an error that names table and column, never a crash.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "arrow/read_rows.h"
#include "arrow/stream_maker.h"

namespace kenko::testing {
namespace {

using ::testing::HasSubstr;

// What is told of a stream of one batch, column x: [1, 2, 3], that `spoil` has changed.
std::string Tell(const std::function<void(StreamMaker&, MadeArray&)>& spoil,
                 StatusCode code = StatusCode::kInvalidArgument) {
  StreamMaker maker;
  MadeArray& array = maker.Add<std::int64_t>("x", "l", {1, 2, 3});
  spoil(maker, array);
  Status status;
  ReadCells(maker.Give(), &status);
  EXPECT_EQ(status.code(), code) << status.message();
  EXPECT_EQ(status.location().table, "activities");
  EXPECT_EQ(maker.alive, 0);
  return status.message();
}

std::string TellTexts(const std::vector<std::int32_t>& offsets) {
  StreamMaker maker;
  MadeArray& array = maker.Add("x", "u", static_cast<std::int64_t>(offsets.size()) - 1);
  array.AddNoBuffer();
  array.AddBuffer(offsets);
  array.AddBytes("abcd", 4);
  Status status;
  ReadCells(maker.Give(), &status);
  return status.message();
}

TEST(ArrowHostileTest, Extents) {
  const auto column = [](std::int64_t MadeArray::*field, std::int64_t value) {
    return Tell([&](StreamMaker&, MadeArray& array) { array.*field = value; });
  };
  EXPECT_EQ(column(&MadeArray::length, -1),
            "activities, column x: Arrow array: its length is negative: -1");
  EXPECT_THAT(column(&MadeArray::length, 2), HasSubstr("has 2 rows where the batch needs 3"));
  EXPECT_THAT(column(&MadeArray::offset, -1), HasSubstr("offset is negative"));
  EXPECT_THAT(column(&MadeArray::offset, INT64_MAX), HasSubstr("beyond any memory"));
  EXPECT_THAT(column(&MadeArray::null_count, 4), HasSubstr("null_count 4"));
  EXPECT_THAT(column(&MadeArray::null_count, -2), HasSubstr("null_count -2"));
  EXPECT_THAT(column(&MadeArray::null_count, 1), HasSubstr("no validity bitmap"));

  const auto batch = [](std::int64_t MadeBatch::*field, std::int64_t value) {
    return Tell([&](StreamMaker& maker, MadeArray&) { maker.batches[0].*field = value; });
  };
  EXPECT_THAT(batch(&MadeBatch::length, -1), HasSubstr("length is negative"));
  EXPECT_THAT(batch(&MadeBatch::length, INT64_MAX), HasSubstr("beyond any memory"));
  EXPECT_THAT(batch(&MadeBatch::length, 4), HasSubstr("needs 4"));
  EXPECT_THAT(batch(&MadeBatch::offset, 1), HasSubstr("needs 4"));
  EXPECT_THAT(batch(&MadeBatch::offset, -1), HasSubstr("offset is negative"));
  EXPECT_THAT(batch(&MadeBatch::child_count, 0), HasSubstr("0 columns where the schema has 1"));
  EXPECT_THAT(batch(&MadeBatch::child_count, INT64_MAX), HasSubstr("columns where"));
}

TEST(ArrowHostileTest, Pointers) {
  EXPECT_THAT(Tell([](StreamMaker& maker, MadeArray&) { maker.batches[0].columns[0].reset(); }),
              HasSubstr("column 0 is missing"));
  EXPECT_THAT(Tell([](StreamMaker&, MadeArray& array) { array.buffers[1].given = false; }),
              HasSubstr("values are missing"));
  EXPECT_THAT(Tell([](StreamMaker&, MadeArray& array) { array.buffers.pop_back(); }),
              HasSubstr("1 buffers"));
  EXPECT_THAT(Tell([](StreamMaker&, MadeArray& array) { array.AddNoBuffer(); }),
              HasSubstr("3 buffers"));
  EXPECT_THAT(
      Tell([](StreamMaker& maker, MadeArray&) { maker.columns[0].dictionary_format = "u"; }),
      HasSubstr("dictionary is missing"));
}

TEST(ArrowHostileTest, Schemas) {
  EXPECT_THAT(Tell([](StreamMaker& maker, MadeArray&) { maker.format = "l"; }),
              HasSubstr("its format is 'l', not '+s'"));
  EXPECT_THAT(Tell([](StreamMaker& maker, MadeArray&) { maker.columns[0].name = "\xff"; }),
              HasSubstr("name is not valid UTF-8"));
  EXPECT_THAT(
      Tell([](StreamMaker& maker, MadeArray&) { maker.columns[0].dictionary_format = "l"; }),
      HasSubstr("values of Arrow format 'l'"));
  EXPECT_THAT(Tell([](StreamMaker& maker, MadeArray&) {
                maker.columns[0].format = "g";
                maker.columns[0].dictionary_format = "u";
              }),
              HasSubstr("codes are not integers"));
}

TEST(ArrowHostileTest, NullRows) {
  const auto spoil = [](StreamMaker& maker, MadeArray&) {
    maker.batches[0].validity = {5};
    maker.batches[0].null_count = -1;
  };
  EXPECT_EQ(Tell(spoil), "activities, row 1: Arrow record batch: the whole row is null");
  StreamMaker fine;
  fine.Add<std::int64_t>("x", "l", {1, 2, 3});
  fine.batches[0].validity = {7};
  fine.batches[0].null_count = -1;
  Status status;
  ReadCells(fine.Give(), &status);
  EXPECT_TRUE(status.ok()) << status.message();
}

TEST(ArrowHostileTest, Offsets) {
  EXPECT_EQ(TellTexts({0, 3, 2, 4}), "activities, row 1, column x: its offsets go backwards");
  EXPECT_THAT(TellTexts({-1, 0}), HasSubstr("offsets are negative"));
  EXPECT_THAT(TellTexts({0, INT32_MIN}), HasSubstr("backwards"));
}

TEST(ArrowHostileTest, Views) {
  const auto tell = [](const std::vector<std::int32_t>& view) {
    StreamMaker maker;
    MadeArray& array = maker.Add("x", "vu", 1);
    array.AddNoBuffer();
    array.AddBuffer(view);
    array.AddBytes("twenty bytes of text", 20);
    array.AddBuffer<std::int64_t>({20});
    Status status;
    ReadCells(maker.Give(), &status);
    return status.message();
  };
  EXPECT_EQ(tell({20, 0, 0, 0}), "");
  EXPECT_THAT(tell({-1, 0, 0, 0}), HasSubstr("size is negative"));
  EXPECT_THAT(tell({20, 0, 1, 0}), HasSubstr("data buffer 1 of 1"));
  EXPECT_THAT(tell({20, 0, -1, 0}), HasSubstr("data buffer -1"));
  EXPECT_THAT(tell({20, 0, 0, 1}), HasSubstr("beyond its data buffer"));
  EXPECT_THAT(tell({20, 0, 0, -1}), HasSubstr("beyond its data buffer"));
  EXPECT_THAT(tell({INT32_MAX, 0, 0, INT32_MAX}), HasSubstr("beyond its data buffer"));
}

TEST(ArrowHostileTest, Codes) {
  const auto tell = [](std::int32_t code, std::int64_t size) {
    StreamMaker maker;
    maker.Add<std::int32_t>("x", "i", {0, code}).dictionary = std::make_shared<MadeArray>();
    MadeArray& dictionary = *maker.batches[0].columns[0]->dictionary;
    StreamMaker::FillTexts<std::int32_t>(dictionary, {"a", "b"});
    dictionary.length = size;
    maker.columns[0].dictionary_format = "u";
    Status status;
    ReadCells(maker.Give(), &status);
    return status.message();
  };
  EXPECT_EQ(tell(1, 2), "");
  EXPECT_EQ(tell(2, 2), "activities, row 1, column x: code 2 is not in its dictionary of 2 values");
  EXPECT_THAT(tell(-1, 2), HasSubstr("code -1"));
  EXPECT_THAT(tell(0, 0), HasSubstr("dictionary of 0"));
  EXPECT_THAT(tell(0, -1), HasSubstr("dictionary: its length is negative"));
  EXPECT_THAT(tell(0, INT64_MAX), HasSubstr("beyond any memory"));
}

TEST(ArrowHostileTest, ProducersThatFail) {
  EXPECT_EQ(Tell([](StreamMaker& maker, MadeArray&) {
              maker.end_error = EIO;
              maker.last_error = "the disk is on fire";
            }),
            "activities: the Arrow stream's producer says: the disk is on fire");
  EXPECT_THAT(Tell([](StreamMaker& maker, MadeArray&) { maker.schema_error = EIO; }),
              HasSubstr("get_schema failed with error 5"));
  EXPECT_THAT(Tell([](StreamMaker& maker, MadeArray&) {
                maker.end_error = EIO;
                maker.last_error = "\xff";
              }),
              HasSubstr("get_next failed with error 5"));
  Tell([](StreamMaker& maker, MadeArray&) { maker.end_error = ECANCELED; }, StatusCode::kCancelled);
  Tell([](StreamMaker& maker, MadeArray&) { maker.end_error = ENOMEM; },
       StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace kenko::testing
