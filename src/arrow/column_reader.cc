#include "arrow/column_reader.h"

#include <limits>

#include "arrow/cell_layouts.h"
#include "base/prefetch.h"
#include "base/utf8.h"

namespace kenko {
namespace {

constexpr std::int64_t kMicrosecondsADay = 86'400'000'000;

// The vector's memory, grown to `count`.
template <typename T>
T* Room(std::vector<T>& buffer, std::int64_t count) {
  const auto size = static_cast<std::size_t>(count);
  if (buffer.size() < size) buffer.resize(size);
  return buffer.data();
}

// The array's own values where they can be used as they are, else null.
template <typename T>
const T* Borrow(const void* values, std::int64_t first) {
  if (!IsAligned<T>(values)) return nullptr;
  return static_cast<const T*>(values) + first;
}

// REQUIRES: size < 2³¹. Without a comparison, so that the processor takes several codes at a time:
// where a code is below the size, and only there, the code has no sign bit, and code − size has.
bool AllBelow(std::uint32_t size, const std::uint32_t* codes, std::int64_t count) {
  std::uint32_t below = 0xFFFFFFFF;
  ForStretches(codes, static_cast<std::size_t>(count), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) below &= (codes[i] - size) & ~codes[i];
  });
  return below >> 31 != 0;
}

}  // namespace

ArrowProblem ArrowColumnReader::Open(const ArrowSchema& schema, bool is_id,
                                     std::uint64_t* next_dictionary) {
  name_ = schema.name != nullptr ? schema.name : "";
  if (!IsUtf8(name_)) return {"its name is not valid UTF-8"};
  if (schema.format == nullptr) return {"its Arrow format is missing"};
  is_id_ = is_id;
  next_dictionary_ = next_dictionary;
  const auto format = ParseArrowFormat(schema.format);
  if (!format) return {DescribeRefusedFormat(schema.format)};
  format_ = *format;
  if (schema.dictionary == nullptr) return {};

  if (!IsInteger(format_.layout)) return {"its dictionary's codes are not integers"};
  if (schema.dictionary->format == nullptr) return {"its dictionary's format is missing"};
  dictionary_format_ = ParseArrowFormat(schema.dictionary->format);
  const bool taken = dictionary_format_ && (IsText(dictionary_format_->layout) ||
                                            dictionary_format_->layout == ArrowLayout::kNull);
  if (!taken) {
    return {"it is dictionary-encoded with values of Arrow format '" +
            std::string(schema.dictionary->format).substr(0, 40) +
            "'; only text may be; cast the column to its values' type"};
  }
  return {};
}

ArrowProblem ArrowColumnReader::Attach(const ArrowArray& array, std::int64_t skip,
                                       std::int64_t length) {
  if (ArrowProblem problem = CheckArray(array, format_.layout, skip, length, &array_)) {
    return problem;
  }
  if (!dictionary_format_) return {};
  if (array.dictionary == nullptr) return {"its dictionary is missing"};
  if (dictionary_format_->layout == ArrowLayout::kNull) return {};  // nulls, however many
  bool changed = false;
  ArrowProblem problem =
      dictionary_.Attach(*array.dictionary, dictionary_format_->layout, &changed);
  if (problem) return {"dictionary: " + problem.what};
  if (changed) dictionary_id_ = (*next_dictionary_)++;
  return {};
}

ArrowProblem ArrowColumnReader::Read(std::int64_t begin, std::int64_t count, ColumnView* view) {
  *view = ColumnView();
  view->name = name_;
  const std::int64_t first = array_.offset + begin;
  if (array_.validity != nullptr) {
    std::uint8_t* const valid = Room(valid_, count);
    if (ExpandBits(array_.validity, first, count, false, valid)) view->valid = valid;
  }
  if (!dictionary_format_) return ReadCells(first, count, view);
  if (dictionary_format_->layout == ArrowLayout::kNull) return {};
  return ReadCodes(first, count, view);
}

ArrowProblem ArrowColumnReader::ReadCells(std::int64_t first, std::int64_t count,
                                          ColumnView* view) {
  switch (format_.layout) {
    case ArrowLayout::kNull:
      return {};
    case ArrowLayout::kBool:
      view->type = ColumnView::Type::kFlag;
      view->flags = Room(flags_, count);
      ExpandBits(static_cast<const std::uint8_t*>(array_.values), first, count, true,
                 flags_.data());
      return {};
    case ArrowLayout::kInt8:
      return GiveIntegers<std::int8_t>(first, count, view);
    case ArrowLayout::kUInt8:
      return GiveIntegers<std::uint8_t>(first, count, view);
    case ArrowLayout::kInt16:
      return GiveIntegers<std::int16_t>(first, count, view);
    case ArrowLayout::kUInt16:
      return GiveIntegers<std::uint16_t>(first, count, view);
    case ArrowLayout::kInt32:
      return GiveIntegers<std::int32_t>(first, count, view);
    case ArrowLayout::kUInt32:
      return GiveIntegers<std::uint32_t>(first, count, view);
    case ArrowLayout::kInt64:
      view->integers = Borrow<std::int64_t>(array_.values, first);
      if (view->integers == nullptr) return GiveIntegers<std::int64_t>(first, count, view);
      view->type = ColumnView::Type::kInteger;
      return {};
    case ArrowLayout::kUInt64:
      return ReadUnsigned(first, count, view);
    case ArrowLayout::kHalf: {
      view->type = ColumnView::Type::kNumber;
      double* const numbers = Room(numbers_, count);
      for (std::int64_t i = 0; i < count; ++i) {
        numbers[i] = HalfToDouble(LoadCell<std::uint16_t>(array_.values, first + i));
      }
      view->numbers = numbers;
      return {};
    }
    case ArrowLayout::kFloat:
      return GiveNumbers<float>(first, count, view);
    case ArrowLayout::kDouble:
      view->numbers = Borrow<double>(array_.values, first);
      if (view->numbers == nullptr) return GiveNumbers<double>(first, count, view);
      view->type = ColumnView::Type::kNumber;
      return {};
    case ArrowLayout::kDecimal128: {
      view->type = ColumnView::Type::kNumber;
      double* const numbers = Room(numbers_, count);
      for (std::int64_t i = 0; i < count; ++i) {
        numbers[i] = DecimalToDouble(LoadCell<std::uint64_t>(array_.values, 2 * (first + i)),
                                     LoadCell<std::int64_t>(array_.values, 2 * (first + i) + 1),
                                     format_.scale);
      }
      view->numbers = numbers;
      return {};
    }
    case ArrowLayout::kText:
    case ArrowLayout::kLargeText:
    case ArrowLayout::kTextView:
      view->type = ColumnView::Type::kText;
      view->texts = Room(texts_, count);
      return ReadTexts(array_, format_.layout, first - array_.offset, count, view->valid,
                       texts_.data());
    case ArrowLayout::kDays:
      return GiveTimes<std::int32_t>(
          first, count, [](auto days) { return TicksToInstant(days, kMicrosecondsADay); }, view);
    case ArrowLayout::kSeconds:
      return GiveTimes<std::int64_t>(
          first, count, [](auto s) { return TicksToInstant(s, 1'000'000); }, view);
    case ArrowLayout::kMilliseconds:
      return GiveTimes<std::int64_t>(
          first, count, [](auto ms) { return TicksToInstant(ms, 1'000); }, view);
    case ArrowLayout::kMicroseconds:
      view->integers = Borrow<std::int64_t>(array_.values, first);
      if (view->integers == nullptr) {
        return GiveTimes<std::int64_t>(
            first, count, [](auto us) { return us; }, view);
      }
      view->type = ColumnView::Type::kTime;
      return {};
    case ArrowLayout::kNanoseconds:
      return GiveTimes<std::int64_t>(first, count, NanosecondsToInstant, view);
  }
  return {"its Arrow layout is not known"};
}

template <typename T>
ArrowProblem ArrowColumnReader::GiveIntegers(std::int64_t first, std::int64_t count,
                                             ColumnView* view) {
  view->type = ColumnView::Type::kInteger;
  std::int64_t* const integers = Room(integers_, count);
  for (std::int64_t i = 0; i < count; ++i) {
    integers[i] = LoadCell<T>(array_.values, first + i);  // NOLINT: an int8's sign is meant
  }
  view->integers = integers;
  return {};
}

template <typename T>
ArrowProblem ArrowColumnReader::GiveNumbers(std::int64_t first, std::int64_t count,
                                            ColumnView* view) {
  view->type = ColumnView::Type::kNumber;
  double* const numbers = Room(numbers_, count);
  for (std::int64_t i = 0; i < count; ++i) {
    numbers[i] = static_cast<double>(LoadCell<T>(array_.values, first + i));
  }
  view->numbers = numbers;
  return {};
}

template <typename T, typename ToInstant>
ArrowProblem ArrowColumnReader::GiveTimes(std::int64_t first, std::int64_t count,
                                          ToInstant to_instant, ColumnView* view) {
  view->type = ColumnView::Type::kTime;
  std::int64_t* const instants = Room(integers_, count);
  for (std::int64_t i = 0; i < count; ++i) {
    instants[i] = to_instant(LoadCell<T>(array_.values, first + i));
  }
  view->integers = instants;
  return {};
}

// Unsigned integers of 64 bits: as they are while they fit the signed ones, else numbers.
ArrowProblem ArrowColumnReader::ReadUnsigned(std::int64_t first, std::int64_t count,
                                             ColumnView* view) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  for (std::int64_t i = 0; i < count; ++i) {
    const auto value = LoadCell<std::uint64_t>(array_.values, first + i);
    if (value <= kMost || (view->valid != nullptr && view->valid[i] == 0)) continue;
    if (!is_id_) return GiveNumbers<std::uint64_t>(first, count, view);
    return {
        "the id " + std::to_string(value) +
            " is above 9223372036854775807; integer ids must fit int64; cast the column to text",
        i};
  }
  return GiveIntegers<std::uint64_t>(first, count, view);
}

ArrowProblem ArrowColumnReader::ReadCodes(std::int64_t first, std::int64_t count,
                                          ColumnView* view) {
  view->type = ColumnView::Type::kText;
  view->dictionary = dictionary_.texts().data();
  view->dictionary_size = static_cast<std::uint32_t>(dictionary_.texts().size());
  view->dictionary_id = dictionary_id_;
  switch (format_.layout) {
    case ArrowLayout::kInt8:
      return ConvertCodes<std::int8_t>(first, count, view);
    case ArrowLayout::kUInt8:
      return ConvertCodes<std::uint8_t>(first, count, view);
    case ArrowLayout::kInt16:
      return ConvertCodes<std::int16_t>(first, count, view);
    case ArrowLayout::kUInt16:
      return ConvertCodes<std::uint16_t>(first, count, view);
    case ArrowLayout::kInt32:
      return ConvertCodes<std::int32_t>(first, count, view);
    case ArrowLayout::kUInt32:
      return ConvertCodes<std::uint32_t>(first, count, view);
    case ArrowLayout::kInt64:
      return ConvertCodes<std::int64_t>(first, count, view);
    default:
      return ConvertCodes<std::uint64_t>(first, count, view);
  }
}

template <typename T>
ArrowProblem ArrowColumnReader::ConvertCodes(std::int64_t first, std::int64_t count,
                                             ColumnView* view) {
  // A negative code becomes one that is beyond any dictionary.
  const auto index_at = [&](std::int64_t i) {
    return static_cast<std::uint64_t>(  // NOLINT: an int8's sign is meant
        LoadCell<T>(array_.values, first + i));
  };
  const std::uint64_t size = view->dictionary_size;
  view->codes = nullptr;
  if constexpr (sizeof(T) == sizeof(std::uint32_t)) {
    const auto* const codes =
        reinterpret_cast<const std::uint32_t*>(Borrow<T>(array_.values, first));
    // Codes that are below the dictionary's size are the same with and without a sign. Nearly
    // always all are, cells that are missing, and may hold anything, included.
    if (codes != nullptr && AllBelow(view->dictionary_size, codes, count)) view->codes = codes;
  }
  if (view->codes == nullptr) {
    std::uint32_t* const codes = Room(codes_, count);
    for (std::int64_t i = 0; i < count; ++i) {
      const std::uint64_t index = index_at(i);
      const bool missing = view->valid != nullptr && view->valid[i] == 0;
      if (index >= size && !missing) {
        return {"code " + std::to_string(LoadCell<T>(array_.values, first + i)) +
                    " is not in its dictionary of " + std::to_string(size) + " values",
                i};
      }
      codes[i] = missing ? 0 : static_cast<std::uint32_t>(index);
    }
    view->codes = codes;
  }

  const std::uint8_t* const value_is_valid = dictionary_.valid();
  if (value_is_valid == nullptr) return {};
  std::uint8_t* const valid = Room(valid_, count);
  for (std::int64_t i = 0; i < count; ++i) {
    const bool present = view->valid == nullptr || view->valid[i] != 0;
    valid[i] = present && value_is_valid[view->codes[i]] != 0 ? 1 : 0;
  }
  view->valid = valid;
  return {};
}

}  // namespace kenko
