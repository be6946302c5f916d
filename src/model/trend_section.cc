#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {

void ReadTrendSection(const YamlNode& node, ParseContext* context) {
  SectionReader reader(node, "`trend`", context->sink);
  TrendSection& trend = context->model.trend;
  trend.over = reader.DurationOf("over").value_or(trend.over);
  if (const auto within = reader.Number("steady_within")) {
    if (*within < 0) {
      context->sink->Error(*reader.Find("steady_within"), "`steady_within` must not be below 0");
    } else {
      trend.steady_within = *within;
    }
  }
  reader.Finish();
}

}  // namespace kenko
