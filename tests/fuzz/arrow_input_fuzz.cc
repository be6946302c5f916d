// Any bytes as an Arrow stream: buffers are as large as they must be, but formats, counts, offsets,
// codes, views and values are whatever comes. It loads or gives an error, and is released.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "kenko/arrow.h"
#include "tests/arrow/stream_maker.h"

namespace {

using kenko::testing::MadeArray;
using kenko::testing::MadeBatch;
using kenko::testing::StreamMaker;

void Require(bool condition) {
  if (!condition) std::abort();
}

// Hands out the input byte by byte; zeros after its end.
class Bytes {
 public:
  Bytes(const uint8_t* data, size_t size) : data_(data), size_(size) {}
  uint8_t Next() { return at_ < size_ ? data_[at_++] : 0; }
  template <typename T>
  T Take() {
    unsigned char bytes[sizeof(T)];
    for (unsigned char& byte : bytes) byte = Next();
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
  }
  // Mostly 0 to `most`, sometimes what no count may be.
  std::int64_t UpTo(std::int64_t most) {
    constexpr std::int64_t kWrong[] = {-1, INT64_MIN, INT64_MAX};
    const uint8_t byte = Next();
    return byte < 0xFA ? byte % (most + 1) : kWrong[byte % 3];
  }
  // Mostly small, sometimes anything.
  std::int32_t Word(int most) {
    const uint8_t byte = Next();
    return byte < 0xF8 ? byte % (most + 1) : Take<std::int32_t>();
  }

 private:
  const uint8_t* data_;
  size_t size_;
  size_t at_ = 0;
};

constexpr int kMostRows = 24;
constexpr const char* kFormats[] = {"n",   "b",   "c",    "C",     "s",    "S",    "i",     "I",
                                    "l",   "L",   "e",    "f",     "g",    "u",    "U",     "vu",
                                    "tdD", "tdm", "tss:", "tsm:Z", "tsu:", "tsn:", "d:9,2", "d:,,",
                                    "z",   "+l",  "w:2",  "u",     "g",    "tsu:"};
constexpr const char* kNames[] = {
    "customer_id", "at",          "kind",       "value",     "actor",  "id",    "retracted",
    "recorded_at", "valid_until", "valid_from", "milestone", "due_at", "other", "complete_from"};

std::size_t Width(const std::string& format) {
  const char c = format.empty() ? 'l' : format[0];
  if (c == 'c' || c == 'C' || c == 'b') return 1;
  if (c == 's' || c == 'S' || c == 'e') return 2;
  if (c == 'i' || c == 'I' || c == 'f' || format == "tdD" || c == 'u') return 4;
  return c == 'd' || c == 'v' ? 16 : 8;
}

// The offsets never lead beyond the text's bytes: that could not be noticed.
template <typename Offset>
void AddTexts(Bytes& bytes, std::size_t cells, MadeArray& array) {
  std::string text;
  std::vector<Offset> offsets;
  Offset offset = 0;
  for (std::size_t i = 0; i <= cells; ++i) {
    const uint8_t step = bytes.Next();
    offset = static_cast<Offset>(step < 0xF0 ? offset + step % 4 : step - 0xFB);
    offsets.push_back(offset);
  }
  const auto longest = static_cast<std::size_t>(
      std::max<Offset>(0, *std::max_element(offsets.begin(), offsets.end())));
  while (text.size() < longest) text += static_cast<char>(bytes.Next());
  array.AddBuffer(offsets);
  array.AddBytes(text.data(), text.size());
}

void AddViews(Bytes& bytes, std::size_t cells, MadeArray& array) {
  std::vector<std::int32_t> views;
  for (std::size_t i = 0; i < cells; ++i) {
    views.push_back(bytes.Word(16));
    for (int word = 0; word < 3; ++word) views.push_back(bytes.Word(2));
  }
  array.AddBuffer(views);
  array.AddBytes("sixteen bytes or", 16);
  array.AddBuffer<std::int64_t>({16});
}

// Offset and length lie within the `cells` of the buffers, or are wrong in a way that can be seen.
void SetExtent(Bytes& bytes, std::size_t cells, MadeArray& array) {
  const auto most = static_cast<std::int64_t>(cells);
  array.offset = bytes.UpTo(std::min<std::int64_t>(most, 2));
  const std::int64_t room = array.offset >= 0 && array.offset <= most ? most - array.offset : most;
  array.length = bytes.Next() % 4 != 0 ? room : bytes.UpTo(room);
}

void Fill(Bytes& bytes, const std::string& format, std::size_t cells, MadeArray& array) {
  SetExtent(bytes, cells, array);
  if (format == "n") return;
  const bool has_validity = bytes.Next() % 2 != 0;
  if (has_validity) {
    std::vector<unsigned char> validity(cells / 8 + 1);
    for (unsigned char& byte : validity) byte = bytes.Next();
    array.AddBuffer(validity);
    const std::int64_t nulls = bytes.UpTo(3);
    array.null_count = nulls == 3 ? -1 : nulls;
  } else {
    array.AddNoBuffer();
    array.null_count = bytes.Next() == 0xFF ? 1 : 0;
  }
  if (format == "u") return AddTexts<std::int32_t>(bytes, cells, array);
  if (format == "U") return AddTexts<std::int64_t>(bytes, cells, array);
  if (format == "vu") return AddViews(bytes, cells, array);
  std::vector<unsigned char> values(cells * Width(format));
  for (unsigned char& byte : values) byte = bytes.Next();
  // Half of the time small numbers, such as codes must be.
  if (bytes.Next() % 2 == 0) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = i % Width(format) == 0 ? values[i] % 5 : 0;
    }
  }
  array.AddBuffer(values);
  if (bytes.Next() == 0xFF) array.buffers.pop_back();
}

void Make(Bytes& bytes, StreamMaker* maker) {
  const int column_count = bytes.Next() % 8;
  for (int c = 0; c < column_count; ++c) {
    const auto any_of = [&](const auto& choices) {
      return choices[bytes.Next() % std::size(choices)];
    };
    const char* const name = any_of(kNames);
    const char* const format = any_of(kFormats);
    const uint8_t coded = bytes.Next();
    const char* const dictionary = coded < 0xC0 ? "" : any_of(kFormats);
    maker->columns.push_back({name, format, dictionary});
  }
  const int batch_count = bytes.Next() % 4;
  std::map<std::string, std::shared_ptr<MadeArray>> dictionaries;  // the last of each format
  for (int b = 0; b < batch_count; ++b) {
    MadeBatch& batch = maker->batches.emplace_back();
    const std::size_t cells = bytes.Next() % kMostRows + 2;
    batch.length = bytes.UpTo(static_cast<std::int64_t>(cells) - 1);
    batch.offset = bytes.Next() % 8 == 7 ? bytes.UpTo(2) : 0;
    batch.null_count = bytes.Next() % 8 == 7 ? -1 : 0;
    batch.validity.assign((cells + 2) / 8 + 1, bytes.Next());
    for (const auto& column : maker->columns) {
      auto& array = batch.columns.emplace_back(std::make_shared<MadeArray>());
      Fill(bytes, column.format, cells, *array);
      if (column.dictionary_format.empty()) continue;
      std::shared_ptr<MadeArray>& dictionary = dictionaries[column.dictionary_format];
      const uint8_t choice = bytes.Next();
      if (choice >= 0x40 || dictionary == nullptr) {
        dictionary = std::make_shared<MadeArray>();
        Fill(bytes, column.dictionary_format, bytes.Next() % 6, *dictionary);
      }
      if (choice != 0xFF) array->dictionary = dictionary;
    }
    if (bytes.Next() == 0xFF && !batch.columns.empty()) batch.columns[0].reset();
  }
  maker->end_error = bytes.Next() == 0xFF ? 5 : 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Bytes bytes(data, size);
  kenko::Portfolio portfolio;
  const auto table = static_cast<kenko::InputTable>(bytes.Next() % 4);
  kenko::LoadOptions options;
  options.set_aside = bytes.Next() % 2 != 0;
  StreamMaker maker;
  Make(bytes, &maker);
  ArrowArrayStream stream = maker.Give();
  const kenko::Result<kenko::LoadReport> report =
      kenko::LoadArrow(portfolio, table, &stream, options);
  Require(stream.release == nullptr && maker.alive == 0);
  if (!report.ok()) {
    Require(!report.status().message().empty() && kenko::IsUtf8(report.status().message()));
  } else {
    Require(report->rows_loaded >= 0 && report->rows_set_aside >= 0);
  }
  (void)portfolio.TakeSnapshot();
  return 0;
}
