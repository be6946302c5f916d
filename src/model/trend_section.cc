#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {

void ReadTrendSection(const YamlNode& node, ParseContext* context) {
  SectionReader reader(node, "`trend`", context->sink);
  TrendSection& trend = context->model.trend;
  trend.over = reader.DurationOf("over").value_or(trend.over);
  if (const YamlNode* within = reader.Find("steady_within")) {
    trend.steady_within =
        ReadNumberNotBelow0(*within, "steady_within", context->sink).value_or(trend.steady_within);
  }
  reader.Finish();
}

}  // namespace kenko
