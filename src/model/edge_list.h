// What tiers and bands have in common: a list, best first, with falling edges and different names;
// the last has no edge.
#ifndef KENKO_MODEL_EDGE_LIST_H_
#define KENKO_MODEL_EDGE_LIST_H_

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic_sink.h"
#include "model/section_reader.h"
#include "model/yaml_tree.h"

namespace kenko {

struct Edge {
  double x;
  std::string_view key;  // "from" or "above"
};

class EdgeList {
 public:
  // `what` is "tier" or "band"; `keys` are those that an edge may have.
  EdgeList(std::string what, std::vector<std::string_view> keys, DiagnosticSink* sink)
      : what_(std::move(what)), keys_(std::move(keys)), sink_(sink) {}

  // The edge of the next item of the list; nothing for the last one, and where it is wrong.
  std::optional<Edge> Read(SectionReader* reader, bool is_last);
  // Tells of a name that an earlier item has.
  void CheckName(const YamlNode& node, const std::string& name);

 private:
  std::string what_;
  std::vector<std::string_view> keys_;
  DiagnosticSink* sink_;
  std::optional<double> previous_;
  std::set<std::string> names_;
};

}  // namespace kenko

#endif  // KENKO_MODEL_EDGE_LIST_H_
