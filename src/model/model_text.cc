#include "model/model_text.h"

#include <algorithm>

#include "base/utf8.h"

namespace kenko {
namespace {

// YAML 1.2 allows of the control characters only tab and line breaks. yaml-cpp doesn't check that,
// and takes U+0004 for the end of the file.
bool IsForbidden(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n';
  return (c >= 0x7F && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF;
}

std::string HexCode(char32_t c) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string hex;
  for (int shift = 12; shift >= 0; shift -= 4) hex += kDigits[(c >> shift) & 0xF];
  return hex;
}

}  // namespace

ModelText::ModelText(std::string_view bytes) : line_starts_{0} {
  too_large_ = bytes.size() > kMaxBytes;
  if (too_large_) return;
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  text_.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    char c = bytes[i];
    if (c == '\r') {
      if (i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
      c = '\n';
    }
    text_ += c;
    if (c == '\n') line_starts_.push_back(text_.size());
  }
}

std::optional<ModelText::Problem> ModelText::FindProblem() const {
  if (too_large_) return Problem{0, "the file is larger than 1 MiB, the most that a model may be"};
  for (std::size_t position = 0; position < text_.size();) {
    const std::size_t start = position;
    const char32_t c = DecodeUtf8(text_, &position);
    if (c == kNotUtf8)
      return Problem{start, "the file is not UTF-8 from here on; save it as UTF-8"};
    if (IsForbidden(c)) {
      return Problem{start, "the control character U+" + HexCode(c) + " can't stand in a model"};
    }
  }
  return std::nullopt;
}

ModelText::Place ModelText::PlaceAt(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::size_t line_start = *(next - 1);
  const auto characters =
      std::count_if(text_.begin() + static_cast<std::ptrdiff_t>(line_start),
                    text_.begin() + static_cast<std::ptrdiff_t>(offset),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return {static_cast<int>(next - line_starts_.begin()), static_cast<int>(characters) + 1};
}

}  // namespace kenko
