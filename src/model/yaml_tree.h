// A model file's YAML as a tree of nodes, read within limits that keep every later step cheap.
#ifndef KENKO_MODEL_YAML_TREE_H_
#define KENKO_MODEL_YAML_TREE_H_

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic_sink.h"
#include "model/model_text.h"

namespace kenko {

struct YamlNode;

struct YamlEntry {
  const YamlNode* key;  // a scalar that is not empty
  const YamlNode* value;
};

struct YamlNode {
  enum class Kind : unsigned char { kScalar, kList, kMapping };
  Kind kind = Kind::kScalar;
  std::size_t offset = 0;  // of its first byte in the ModelText
  bool is_text = false;    // a scalar in quotes, a block scalar or `!!str`: never a number or flag
  bool is_null = false;    // an empty plain scalar, `~` or `null`
  bool is_broken = false;  // something is wrong with it that was already told
  std::string text;        // a scalar's
  std::vector<const YamlNode*> items;  // a list's
  std::vector<YamlEntry> entries;      // a mapping's; no key twice

  bool IsScalar() const { return kind == Kind::kScalar; }
  bool IsList() const { return kind == Kind::kList; }
  bool IsMapping() const { return kind == Kind::kMapping; }
};

// An alias makes one node stand in several places; no node stands in itself.
class YamlTree {
 public:
  // Limits of the tree as it is with all aliases written out.
  static constexpr std::size_t kMaxNodes = 200'000;
  static constexpr std::size_t kMaxBytes = 4 << 20;  // of scalars
  static constexpr std::size_t kMaxDepth = 100;

  // Reads `text`, which must hold one document. Tells everything wrong to `sink`; false where
  // nothing can be made of the text.
  bool Read(const ModelText& text, DiagnosticSink* sink);

  // REQUIRES: Read returned true.
  const YamlNode& root() const { return *root_; }

 private:
  friend class YamlTreeBuilder;
  std::deque<YamlNode> nodes_;  // stay in place
  const YamlNode* root_ = nullptr;
};

}  // namespace kenko

#endif  // KENKO_MODEL_YAML_TREE_H_
