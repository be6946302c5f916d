#include <string>
#include <utility>

#include "model/edge_list.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {

void ReadBands(const YamlNode& node, ParseContext* context) {
  if (!ExpectList(node, "bands", context->sink)) return;
  if (node.items.empty()) context->sink->Error(node, "`bands` needs at least one band");
  EdgeList edges("band", {"from", "above"}, context->sink);
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    SectionReader reader(*node.items[i], "a band", context->sink);
    const auto name = reader.Name();
    const std::optional<Edge> edge = edges.Read(&reader, i + 1 == node.items.size());
    if (name) {
      const YamlNode& name_node = *reader.Find("name");
      edges.CheckName(name_node, *name);
      if (*name == "UNKNOWN") {
        context->sink->Error(name_node,
                             "no band can be called `UNKNOWN`, which is the band of a "
                             "customer without a score");
      }
    }
    reader.Finish();
    Band band;
    band.name = name.value_or("");
    if (edge) band.edge = edge->x;
    band.edge_is_outside = edge && edge->key == "above";
    context->model.bands.push_back(std::move(band));
    context->band_nodes.push_back(node.items[i]);
  }
}

void UseDefaultBands(ParseContext* context) {
  context->model.bands = {{"GOOD", 70, false}, {"NORMAL", 40, false}, {"BAD", 0, false}};
}

}  // namespace kenko
