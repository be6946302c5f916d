#include "model/yaml_tree_builder.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/number_text.h"
#include "model/expression_text.h"
#include "yaml-cpp/mark.h"

namespace kenko {
namespace {

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

std::size_t OffsetOf(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

bool IsNullText(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

bool IsFlagText(std::string_view text) {
  return text == "true" || text == "True" || text == "TRUE" || text == "false" || text == "False" ||
         text == "FALSE";
}

// Whether the quoted scalar that begins at `start` ends. yaml-cpp takes the end of the file for its
// closing quote where a line break stands before it.
bool IsClosed(std::string_view file, std::size_t start) {
  const char quote = file[start];
  for (std::size_t i = start + 1; i < file.size(); ++i) {
    if (quote == '"' && file[i] == '\\') {
      ++i;
    } else if (file[i] == quote) {
      const bool is_escaped = quote == '\'' && i + 1 < file.size() && file[i + 1] == quote;
      if (!is_escaped) return true;
      ++i;
    }
  }
  return false;
}

}  // namespace

void YamlTreeBuilder::Fail(std::size_t offset, std::string message) {
  if (failed_) return;
  failed_ = true;
  sink_->Error(offset, std::move(message));
  on_failure_();
}

YamlNode* YamlTreeBuilder::NewNode(const YAML::Mark& mark, YamlNode::Kind kind) {
  YamlNode& node = tree_->nodes_.emplace_back();
  node.kind = kind;
  node.offset = OffsetOf(mark);
  return &node;
}

void YamlTreeBuilder::Attach(const YamlNode* node, std::size_t offset, const Extent& extent) {
  nodes_ += extent.nodes;
  bytes_ += extent.bytes;
  if (nodes_ > YamlTree::kMaxNodes || bytes_ > YamlTree::kMaxBytes) {
    Fail(offset, "the file, aliases written out, holds more than 200000 values or 4 MiB of text");
    return;
  }
  if (open_.size() + extent.height > YamlTree::kMaxDepth) {
    Fail(offset, "the file is nested more than 100 levels deep");
    return;
  }
  if (open_.empty()) {
    tree_->root_ = node;
    return;
  }
  Open& parent = open_.back();
  parent.height = std::max(parent.height, extent.height + 1);
  if (parent.node->IsList()) {
    parent.node->items.push_back(node);
  } else if (parent.key == nullptr) {
    parent.key = node;
  } else {
    parent.node->entries.push_back({parent.key, node});
    parent.key = nullptr;
  }
}

void YamlTreeBuilder::Begin(YamlNode* node, YAML::anchor_t anchor) {
  const Open opened{node, anchor, nodes_, bytes_};
  Attach(node, node->offset, {node, 1, 0, 1});
  if (failed_) return;
  open_.push_back(opened);
  if (anchor != 0) anchors_[anchor] = Extent{};
}

void YamlTreeBuilder::Close() {
  if (failed_) return;
  const Open closed = open_.back();
  open_.pop_back();
  if (!open_.empty()) open_.back().height = std::max(open_.back().height, closed.height + 1);
  if (closed.anchor != 0) {
    anchors_[closed.anchor] = {closed.node, nodes_ - closed.nodes_before,
                               bytes_ - closed.bytes_before, closed.height};
  }
}

void YamlTreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  OnScalar(mark, "?", anchor, "");
}

void YamlTreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (failed_) return;
  const Extent extent = anchors_[anchor];
  if (extent.node == nullptr) {
    Fail(OffsetOf(mark), "this alias stands inside of what it is an alias of");
    return;
  }
  Attach(extent.node, OffsetOf(mark), extent);
}

void YamlTreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag,
                               YAML::anchor_t anchor, const std::string& value) {
  if (failed_) return;
  YamlNode* node = NewNode(mark, YamlNode::Kind::kScalar);
  node->text = value;
  const std::string& file = text_->text();
  const char first = node->offset < file.size() ? file[node->offset] : '\0';
  if ((first == '"' || first == '\'') && !IsClosed(file, node->offset)) {
    Fail(node->offset, "the text that begins here has no closing quote");
    return;
  }
  ApplyTag(tag, node);
  // The parser places an empty value where the next thing stands, maybe lines below.
  if (node->is_null && value.empty() && !open_.empty() && open_.back().key != nullptr) {
    node->offset = open_.back().key->offset;
  }
  const Extent extent{node, 1, value.size(), 1};
  Attach(node, node->offset, extent);
  if (anchor != 0) anchors_[anchor] = extent;
}

void YamlTreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                      YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  if (failed_) return;
  YamlNode* node = NewNode(mark, YamlNode::Kind::kList);
  CheckCollectionTag(tag, "seq", node);
  Begin(node, anchor);
}

void YamlTreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag,
                                 YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  if (failed_) return;
  YamlNode* node = NewNode(mark, YamlNode::Kind::kMapping);
  CheckCollectionTag(tag, "map", node);
  Begin(node, anchor);
}

void YamlTreeBuilder::OnMapEnd() {
  if (failed_) return;
  DropBadEntries(open_.back().node);
  Close();
}

void YamlTreeBuilder::DropBadEntries(YamlNode* mapping) {
  std::map<std::string_view, const YamlNode*> seen;
  std::vector<YamlEntry> good;
  for (const YamlEntry& entry : mapping->entries) {
    const YamlNode& key = *entry.key;
    if (key.is_broken) continue;
    if (!key.IsScalar() || key.is_null) {
      sink_->Error(key, "a key must be a text");
      continue;
    }
    if (key.text == "<<" && !key.is_text) {
      sink_->Error(key, "merge keys (<<) are not allowed; write the keys out");
      continue;
    }
    const auto [first, is_new] = seen.emplace(key.text, &key);
    if (!is_new) {
      sink_->Error(key, "the key " + Quoted(key.text) +
                            " stands here a second time; the first is on line " +
                            std::to_string(sink_->LineOf(*first->second)));
      continue;
    }
    good.push_back(entry);
  }
  mapping->entries = std::move(good);
}

// yaml-cpp gives "?" for a plain scalar without a tag and "!" for one in quotes or a block.
void YamlTreeBuilder::ApplyTag(const std::string& tag, YamlNode* scalar) {
  const std::string& text = scalar->text;
  if (tag == "?" || tag.empty()) {
    scalar->is_null = IsNullText(text);
    return;
  }
  if (tag == "!" || tag == std::string(kCoreTag) + "str") {
    scalar->is_text = true;
    return;
  }
  const bool is_core = tag.compare(0, kCoreTag.size(), kCoreTag) == 0;
  const std::string_view type = std::string_view(tag).substr(is_core ? kCoreTag.size() : 0);
  if (is_core && (type == "int" || type == "float")) {
    if (ParseNumber(text)) return;
  } else if (is_core && type == "bool") {
    if (IsFlagText(text)) return;
  } else if (is_core && type == "null") {
    scalar->is_null = IsNullText(text);
    if (scalar->is_null) return;
  } else {
    scalar->is_broken = true;
    sink_->Error(*scalar, "the tag " + Quoted(tag) +
                              " is not one of YAML's core schema; a text that begins with `!` must "
                              "be quoted");
    return;
  }
  scalar->is_broken = true;
  sink_->Error(*scalar, Quoted(text) + " is not what its tag `!!" + std::string(type) + "` says");
}

void YamlTreeBuilder::CheckCollectionTag(const std::string& tag, const char* own, YamlNode* node) {
  if (tag.empty() || tag == "?" || tag == "!" || tag == std::string(kCoreTag) + own) return;
  node->is_broken = true;
  sink_->Error(*node, "the tag " + Quoted(tag) + " is not one of YAML's core schema for a " +
                          (node->IsList() ? "list" : "mapping"));
}

}  // namespace kenko
