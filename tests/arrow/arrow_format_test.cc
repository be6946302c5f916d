// Every format that is taken, as cells.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "arrow/read_rows.h"
#include "arrow/stream_maker.h"
#include "kenko/time.h"

namespace kenko::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Cells = std::vector<std::string>;

// The cells of a stream's one column.
Cells Read(StreamMaker& maker) {
  Status status;
  CellTexts cells = ReadCells(maker.Give(), &status);
  EXPECT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(maker.alive, 0);
  return cells.empty() ? Cells() : cells.begin()->second;
}

template <typename T>
Cells ReadValues(const std::string& format, const std::vector<T>& values,
                 const std::vector<unsigned char>& valid = {}) {
  StreamMaker maker;
  maker.Add("x", format, values, valid);
  return Read(maker);
}

TEST(ArrowFormatTest, Integers) {
  EXPECT_THAT(ReadValues<std::int8_t>("c", {-128, 127}), ElementsAre("i-128", "i127"));
  EXPECT_THAT(ReadValues<std::uint8_t>("C", {0, 255}), ElementsAre("i0", "i255"));
  EXPECT_THAT(ReadValues<std::int16_t>("s", {-32768, 1}), ElementsAre("i-32768", "i1"));
  EXPECT_THAT(ReadValues<std::uint16_t>("S", {65535}), ElementsAre("i65535"));
  EXPECT_THAT(ReadValues<std::int32_t>("i", {-7, 7}, {2}), ElementsAre("-", "i7"));
  EXPECT_THAT(ReadValues<std::uint32_t>("I", {4294967295u}), ElementsAre("i4294967295"));
  EXPECT_THAT(ReadValues<std::int64_t>("l", {INT64_MIN, 5}, {1}),
              ElementsAre("i-9223372036854775808", "-"));
  EXPECT_THAT(ReadValues<std::uint64_t>("L", {1, 2}), ElementsAre("i1", "i2"));
}

TEST(ArrowFormatTest, UnsignedAboveInt64IsANumberUnlessAnId) {
  EXPECT_THAT(ReadValues<std::uint64_t>("L", {1, UINT64_MAX}),
              ElementsAre("n1", "n1.8446744073709552e+19"));
  EXPECT_THAT(ReadValues<std::uint64_t>("L", {1, UINT64_MAX}, {1}), ElementsAre("i1", "-"));

  StreamMaker maker;
  maker.Add<std::uint64_t>("customer_id", "L", {1, UINT64_MAX});
  Status status;
  ReadCells(maker.Give(), &status);
  EXPECT_THAT(status.message(), HasSubstr("18446744073709551615"));
  EXPECT_EQ(status.location().row, 1);
  EXPECT_EQ(status.location().column, "customer_id");
}

TEST(ArrowFormatTest, Numbers) {
  EXPECT_THAT(ReadValues<double>("g", {0.1, -2}), ElementsAre("n0.10000000000000001", "n-2"));
  EXPECT_THAT(ReadValues<double>("g", {0.5, 2}, {2}), ElementsAre("-", "n2"));
  EXPECT_THAT(ReadValues<float>("f", {0.1f}), ElementsAre("n0.10000000149011612"));
  EXPECT_THAT(
      ReadValues<std::uint16_t>("e", {0x3C00, 0xC000, 0x0001, 0x7BFF, 0x7C00, 0x3555}),
      ElementsAre("n1", "n-2", "n5.9604644775390625e-08", "n65504", "ninf", "n0.333251953125"));
}

TEST(ArrowFormatTest, Decimals) {
  const auto read = [](const std::string& format, std::vector<std::int64_t> words) {
    StreamMaker maker;
    MadeArray& array = maker.Add("x", format, static_cast<std::int64_t>(words.size() / 2));
    array.AddNoBuffer();
    array.AddBuffer(words);  // the low word first
    return Read(maker);
  };
  EXPECT_THAT(read("d:38,2", {1234, 0, -5, -1, 0, 1}),
              ElementsAre("n12.34", "n-0.050000000000000003", "n1.8446744073709552e+17"));
  EXPECT_THAT(read("d:3,-2", {7, 0}), ElementsAre("n700"));
  EXPECT_THAT(read("d:38,38,128", {10, 0}), ElementsAre("n1.0000000000000001e-37"));
  // 2⁵³ + 1, the first integer that is not a double, over ten: rounded once, not twice.
  EXPECT_THAT(read("d:38,1", {9007199254740993, 0}), ElementsAre("n900719925474099.25"));
  EXPECT_THAT(read("d:38,0", {0, INT64_MIN}), ElementsAre("n-1.7014118346046923e+38"));
  EXPECT_THAT(read("d:38,-400", {1, 0}), ElementsAre("ninf"));
  EXPECT_THAT(read("d:38,400", {1, 0}), ElementsAre("n0"));
}

TEST(ArrowFormatTest, Flags) {
  StreamMaker maker;
  MadeArray& array = maker.Add("x", "b", 10);
  array.AddBuffer<unsigned char>({0xFF, 0x02});
  array.AddBuffer<unsigned char>({0x05, 0x03});
  array.null_count = 1;
  EXPECT_THAT(Read(maker), ElementsAre("true", "false", "true", "false", "false", "false", "false",
                                       "false", "-", "true"));
}

TEST(ArrowFormatTest, Instants) {
  EXPECT_THAT(ReadValues<std::int32_t>("tdD", {1, -1}),
              ElementsAre("@86400000000", "@-86400000000"));
  EXPECT_THAT(ReadValues<std::int64_t>("tdm", {86400000}), ElementsAre("@86400000000"));
  EXPECT_THAT(ReadValues<std::int64_t>("tss:", {-3}), ElementsAre("@-3000000"));
  EXPECT_THAT(ReadValues<std::int64_t>("tsm:UTC", {-3}), ElementsAre("@-3000"));
  EXPECT_THAT(ReadValues<std::int64_t>("tsu:+09:00", {-3, 4}), ElementsAre("@-3", "@4"));
  EXPECT_THAT(ReadValues<std::int64_t>("tsn:Asia/Tokyo", {-1, -1000, -1001, 0, 999, 1000}),
              ElementsAre("@-1", "@-1", "@-2", "@0", "@0", "@1"));
}

TEST(ArrowFormatTest, InstantsThatDoNotFitLieOutsideAllYears) {
  const std::string late = "@" + std::to_string(kMaxInstant + 1);
  const std::string early = "@" + std::to_string(kMinInstant - 1);
  EXPECT_THAT(ReadValues<std::int64_t>("tss:", {INT64_MAX, INT64_MIN}), ElementsAre(late, early));
  EXPECT_THAT(ReadValues<std::int64_t>("tsm:", {INT64_MAX, INT64_MIN}), ElementsAre(late, early));
  EXPECT_THAT(ReadValues<std::int32_t>("tdD", {INT32_MAX, INT32_MIN}), ElementsAre(late, early));
  // Nine thousand nine hundred and ninety-nine's last second, and the next.
  EXPECT_THAT(ReadValues<std::int64_t>("tss:", {253402300799, 253402300800}),
              ElementsAre("@253402300799000000", late));
}

TEST(ArrowFormatTest, Texts) {
  StreamMaker small;
  small.AddTexts("x", {"a", "", "健康"}, {6});
  EXPECT_THAT(Read(small), ElementsAre("-", "t", "t健康"));

  StreamMaker large;
  StreamMaker::FillTexts<std::int64_t>(large.Add("x", "U", 2), {"a", "bc"});
  EXPECT_THAT(Read(large), ElementsAre("ta", "tbc"));
}

// A view of 16 bytes: inline, or into a buffer.
void AppendView(const std::string& text, std::int32_t buffer, std::int32_t from,
                std::vector<unsigned char>* views) {
  unsigned char view[16] = {};
  const auto size = static_cast<std::int32_t>(text.size());
  std::memcpy(view, &size, 4);
  std::memcpy(view + 4, text.data(), text.size() <= 12 ? text.size() : 4);
  if (text.size() > 12) {
    std::memcpy(view + 8, &buffer, 4);
    std::memcpy(view + 12, &from, 4);
  }
  views->insert(views->end(), view, view + 16);
}

TEST(ArrowFormatTest, TextViews) {
  StreamMaker maker;
  MadeArray& array = maker.Add("x", "vu", 4);
  std::vector<unsigned char> views;
  AppendView("inline", 0, 0, &views);
  AppendView("", 0, 0, &views);
  AppendView("more than twelve bytes", 1, 2, &views);
  AppendView("missing, and nonsense", 77, -3, &views);
  array.AddBuffer<unsigned char>({7});
  array.null_count = 1;
  array.AddBuffer(views);
  array.AddBuffer<unsigned char>({});
  array.AddBytes("..more than twelve bytes", 24);
  array.AddBuffer<std::int64_t>({0, 24});
  EXPECT_THAT(Read(maker), ElementsAre("tinline", "t", "tmore than twelve bytes", "-"));
}

TEST(ArrowFormatTest, NullsFitAnything) {
  StreamMaker maker;
  maker.Add("x", "n", 2).null_count = 2;
  EXPECT_THAT(Read(maker), ElementsAre("-", "-"));
}

TEST(ArrowFormatTest, OtherFormatsAreRefusedWithAdvice) {
  const auto refuse = [](const std::string& format) {
    StreamMaker maker;
    maker.Add<std::int64_t>("x", format, {1});
    Status status;
    ReadCells(maker.Give(), &status);
    EXPECT_EQ(status.location().column, "x");
    EXPECT_EQ(status.location().table, "activities");
    EXPECT_EQ(maker.alive, 0);
    return status.message();
  };
  EXPECT_EQ(refuse("z"), "activities, column x: Arrow format 'z' is binary; cast it to utf8");
  EXPECT_THAT(refuse("w:4"), HasSubstr("binary of a fixed size"));
  EXPECT_THAT(refuse("d:5,2,256"), HasSubstr("cast it to float64"));
  EXPECT_THAT(refuse("d:5"), HasSubstr("cast it to float64"));
  EXPECT_THAT(refuse("d:x,y"), HasSubstr("cast it to float64"));
  EXPECT_THAT(refuse("ttu"), HasSubstr("time of day"));
  EXPECT_THAT(refuse("tDm"), HasSubstr("duration"));
  EXPECT_THAT(refuse("tiM"), HasSubstr("interval"));
  EXPECT_THAT(refuse("+l"), HasSubstr("nested"));
  EXPECT_THAT(refuse("+r"), HasSubstr("run-end encoded"));
  EXPECT_THAT(refuse(""), HasSubstr("cast it"));
  EXPECT_THAT(refuse("tsx:"), HasSubstr("cast it"));
}

}  // namespace
}  // namespace kenko::testing
