#include <set>
#include <string>
#include <utility>

#include "model/expression_reader.h"
#include "model/expression_text.h"
#include "model/kind_reader.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

// `done_by` within the last `quiet`, as a measure without a name. What feeds vouch for has no say:
// a play that nothing says was done is to be done.
FactSlot AddDoneCount(KindPattern done_by, Duration quiet, ModelData* model) {
  Aggregate aggregate;
  aggregate.op = AggregateOp::kCount;
  aggregate.of = std::move(done_by);
  aggregate.window = quiet;
  aggregate.ignores_gaps = true;
  Measure measure;
  measure.form = Measure::Form::kAggregate;
  measure.slot = model->NewSlot();
  measure.aggregate = static_cast<std::uint32_t>(model->aggregates.size());
  model->aggregates.push_back(std::move(aggregate));
  model->measures.push_back(std::move(measure));
  return model->measures.back().slot;
}

void ReadDoneBy(SectionReader* reader, Play* play, ParseContext* context) {
  std::optional<KindPattern> done_by;
  if (const YamlNode* pattern = reader->RequireWith("quiet", "done_by")) {
    done_by = ReadKindPattern(*pattern, "done_by", KindSets::kAllowed, context);
  }
  std::optional<Duration> quiet;
  if (const YamlNode* duration = reader->RequireWith("done_by", "quiet")) {
    quiet = ReadDuration(*duration, "quiet", ZeroDuration::kRefused, context->sink);
  }
  if (done_by && quiet) {
    play->done_count = AddDoneCount(std::move(*done_by), *quiet, &context->model);
  }
}

Play ReadPlay(const YamlNode& node, std::set<std::string>* names, ParseContext* context) {
  SectionReader reader(node, "a play", context->sink);
  Play play;
  if (auto name = reader.Name()) {
    if (!names->insert(*name).second) {
      context->sink->Error(*reader.Find("name"),
                           "another play is called " + Quoted(*name) + " too");
    }
    play.name = std::move(*name);
  }
  if (const YamlNode* when = reader.Require("when")) {
    auto condition = ReadCondition(*when, "when", Step::kPlays, context);
    if (condition) play.when = std::move(*condition);
  }
  play.channel = reader.Text("channel").value_or("");
  play.within = reader.DurationOf("within", ZeroDuration::kAllowed);
  ReadDoneBy(&reader, &play, context);
  play.says = reader.Text("says").value_or("");
  reader.Finish();
  return play;
}

}  // namespace

void ReadPriority(const YamlNode& node, ParseContext* context) {
  context->model.priority = ReadAmount(node, "priority", Step::kPriority, context);
}

void ReadPlays(const YamlNode& node, ParseContext* context) {
  if (!ExpectList(node, "plays", context->sink)) return;
  std::set<std::string> names;
  for (const YamlNode* item : node.items) {
    context->model.plays.push_back(ReadPlay(*item, &names, context));
  }
}

}  // namespace kenko
