#include "model/kind_pattern.h"

namespace kenko {
namespace {

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

bool KindPatternItem::Matches(std::string_view kind) const {
  return is_prefix ? StartsWith(kind, text) : kind == text;
}

bool KindPatternItem::Overlaps(const KindPatternItem& other) const {
  if (!is_prefix) return other.Matches(text);
  if (!other.is_prefix) return Matches(other.text);
  return StartsWith(text, other.text) || StartsWith(other.text, text);
}

bool KindPattern::Matches(std::string_view kind) const {
  for (const KindPatternItem& item : items) {
    if (item.Matches(kind)) return true;
  }
  return false;
}

bool KindPattern::Overlaps(const KindPatternItem& other) const {
  for (const KindPatternItem& item : items) {
    if (item.Overlaps(other)) return true;
  }
  return false;
}

bool ParseKindPatternItem(std::string_view text, KindPatternItem* item) {
  if (text.empty() || text[0] == '@') return false;
  const std::size_t star = text.find('*');
  if (star != std::string_view::npos) {
    if (star + 1 != text.size()) return false;
    if (star != 0 && text[star - 1] != '.') return false;
  }
  item->is_prefix = star != std::string_view::npos;
  item->text.assign(text.substr(0, star));
  return true;
}

}  // namespace kenko
