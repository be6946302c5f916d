// Any bytes as a model: it parses, or every error has a place and says something.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "model/model_data.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void RequireSound(const kenko::ModelData& model) {
  Require(!model.bands.empty());
  Require(model.clocks.size() >= 2 && model.clocks.size() <= 257 && model.clocks[0] == 0);
  Require(std::is_sorted(model.clocks.begin(), model.clocks.end()));
  Require(model.clocks[model.trend_clock] == model.trend.over);
  Require(model.measure_order.size() == model.measures.size());
  for (const kenko::Measure& measure : model.measures) {
    Require(measure.slot < model.frame_size);
    if (measure.form == kenko::Measure::Form::kAggregate) {
      Require(measure.aggregate < model.aggregates.size());
    }
    Require(measure.base < model.measures.size());
  }
  for (const kenko::Scorecard& scorecard : model.scorecards) {
    Require(!scorecard.nodes.empty() && !scorecard.nodes[0].children.empty());
    for (const kenko::Node& node : scorecard.nodes) {
      Require(!node.is_signal || !node.cases.empty());
      Require(!node.is_signal || node.input.has_value() != node.formula.has_value());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<kenko::Diagnostic> diagnostics;
  const kenko::Result<kenko::Model> model = kenko::Model::Parse(text, "fuzz.yaml", &diagnostics);
  int errors = 0;
  for (const kenko::Diagnostic& diagnostic : diagnostics) {
    errors += diagnostic.severity == kenko::Diagnostic::Severity::kError ? 1 : 0;
    Require(diagnostic.line >= 1 && diagnostic.column >= 1);
    Require(!diagnostic.message.empty() && kenko::IsUtf8(diagnostic.message));
  }
  Require(model.ok() == (errors == 0));
  if (model.ok()) {
    RequireSound(model->data());
  } else {
    Require(model.status().location().line >= 1);
  }
  return 0;
}
