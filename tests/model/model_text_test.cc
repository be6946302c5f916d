// Bytes that are no YAML file, and where things stand in one that is.
#include "model/model_text.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/model/diagnose.h"

namespace kenko {
namespace {

std::vector<std::string> Whole(const std::string& text) {
  return Diagnose(text, Snippets::kWholeFiles);
}

using Told = std::vector<std::string>;

TEST(ModelTextTest, TakesAByteOrderMarkAndAnyLineBreaks) {
  EXPECT_EQ(Whole("\xEF\xBB\xBFkenko: 1\nname: m\n"), Told{});
  EXPECT_EQ(Whole("kenko: 1\r\nname: m\r\nx: 1\r\n"), Told{"3:1: error: a model has no key `x`"});
  EXPECT_EQ(Whole("kenko: 1\rname: m\rx: 1"), Told{"3:1: error: a model has no key `x`"});
  EXPECT_EQ(Whole("\xEF\xBB\xBFx: 1\r\nkenko: 1\nname: m\n"),
            Told{"1:1: error: a model has no key `x`"});
}

TEST(ModelTextTest, CountsColumnsInCharacters) {
  EXPECT_EQ(
      Whole("kenko: 1\nname: m\nmeta: {健康: é}\nkinds: {健康: é, x: \"*y\"}"),
      Told{"4:19: error: `*y` is no kind pattern: `*` stands alone or after the last dot, as in "
           "`session.*`"});
}

TEST(ModelTextTest, RefusesWhatIsNoText) {
  const Told not_utf8 = {"2:8: error: the file is not UTF-8 from here on; save it as UTF-8"};
  EXPECT_EQ(Whole("kenko: 1\nname: m\xFF\n"), not_utf8);
  EXPECT_EQ(Whole("kenko: 1\nname: m\xC3"), not_utf8);
  EXPECT_EQ(Whole("kenko: 1\nname: m\xED\xA0\x80"), not_utf8);  // half of a surrogate pair
  EXPECT_EQ(Whole(std::string("kenko: 1\nname: m\0", 18)),
            Told{"2:8: error: the control character U+0000 can't stand in a model"});
  EXPECT_EQ(Whole("kenko: 1\nname: m\x04\nx: 1"),
            Told{"2:8: error: the control character U+0004 can't stand in a model"});
  EXPECT_EQ(Whole("\xFF\xFEk\0"), Told{"1:1: error: the file is not UTF-8 from here on; save it as "
                                       "UTF-8"});
}

TEST(ModelTextTest, PlacesEveryOffset) {
  const ModelText text("aé\n\nb");
  const auto at = [&text](std::size_t offset) {
    const ModelText::Place place = text.PlaceAt(offset);
    return std::to_string(place.line) + ":" + std::to_string(place.column);
  };
  EXPECT_EQ(at(0), "1:1");
  EXPECT_EQ(at(1), "1:2");
  EXPECT_EQ(at(3), "1:3");
  EXPECT_EQ(at(4), "2:1");
  EXPECT_EQ(at(5), "3:1");
  EXPECT_EQ(at(6), "3:2");
  EXPECT_EQ(at(1000), "3:2");
}

}  // namespace
}  // namespace kenko
