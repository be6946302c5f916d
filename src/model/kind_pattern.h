// Kind patterns (MODEL.md 4): which kinds of activity a measure or a feed speaks of.
#ifndef KENKO_MODEL_KIND_PATTERN_H_
#define KENKO_MODEL_KIND_PATTERN_H_

#include <string>
#include <string_view>
#include <vector>

namespace kenko {

// One pattern: a kind (`a.b`), every kind that begins so (`a.*` is the prefix "a."), or every kind
// (`*` is the empty prefix).
struct KindPatternItem {
  std::string text;
  bool is_prefix = false;

  bool Matches(std::string_view kind) const;
  // Whether some kind could match both.
  bool Overlaps(const KindPatternItem& other) const;
};

// A list of which any may match; named sets are already put in.
struct KindPattern {
  std::vector<KindPatternItem> items;

  bool empty() const { return items.empty(); }
  bool Matches(std::string_view kind) const;
  bool Overlaps(const KindPatternItem& other) const;
};

// Reads one pattern without `@`; false where a `*` stands elsewhere than alone or after a final
// dot, or the text is empty.
bool ParseKindPatternItem(std::string_view text, KindPatternItem* item);

}  // namespace kenko

#endif  // KENKO_MODEL_KIND_PATTERN_H_
