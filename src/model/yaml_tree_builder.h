// Builds a YamlTree from the parser's events.
#ifndef KENKO_MODEL_YAML_TREE_BUILDER_H_
#define KENKO_MODEL_YAML_TREE_BUILDER_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/diagnostic_sink.h"
#include "model/yaml_tree.h"
#include "yaml-cpp/eventhandler.h"

namespace kenko {

class YamlTreeBuilder : public YAML::EventHandler {
 public:
  // `on_failure` is called once a limit is passed, after which all events are left alone.
  YamlTreeBuilder(const ModelText* text, YamlTree* tree, DiagnosticSink* sink,
                  std::function<void()> on_failure)
      : text_(text), tree_(tree), sink_(sink), on_failure_(std::move(on_failure)) {}

  bool failed() const { return failed_; }
  void Fail(std::size_t offset, std::string message);

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

 private:
  // What an alias of a node stands for, written out.
  struct Extent {
    const YamlNode* node = nullptr;  // null while the node is being read
    std::size_t nodes = 0;
    std::size_t bytes = 0;  // of scalars
    std::size_t height = 0;
  };
  struct Open {
    YamlNode* node;
    YAML::anchor_t anchor;
    std::size_t nodes_before, bytes_before;
    std::size_t height = 1;
    const YamlNode* key = nullptr;  // a mapping's, waiting for its value
  };

  YamlNode* NewNode(const YAML::Mark& mark, YamlNode::Kind kind);
  // Puts a node into the one that is open; `offset` is where it, or an alias of it, stands.
  void Attach(const YamlNode* node, std::size_t offset, const Extent& extent);
  void Begin(YamlNode* node, YAML::anchor_t anchor);
  void Close();
  void DropBadEntries(YamlNode* mapping);
  void ApplyTag(const std::string& tag, YamlNode* scalar);
  void CheckCollectionTag(const std::string& tag, const char* own, YamlNode* node);

  const ModelText* text_;
  YamlTree* tree_;
  DiagnosticSink* sink_;
  std::function<void()> on_failure_;
  bool failed_ = false;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Extent> anchors_;
  std::size_t nodes_ = 0, bytes_ = 0;  // so far, aliases written out
};

}  // namespace kenko

#endif  // KENKO_MODEL_YAML_TREE_BUILDER_H_
