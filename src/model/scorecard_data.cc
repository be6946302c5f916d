#include "model/scorecard_data.h"

#include "model/model_data.h"

namespace kenko {

// Here, where Rule is complete.
Scorecard::Scorecard() = default;
Scorecard::~Scorecard() = default;
Scorecard::Scorecard(Scorecard&&) noexcept = default;
Scorecard& Scorecard::operator=(Scorecard&&) noexcept = default;

void Scorecard::MakeBriefs() {
  briefs.clear();
  for (const Node& node : nodes) {
    const bool is_root = node.parent == kNoNode;
    NodeBrief brief;
    brief.is_signal = node.is_signal;
    brief.always_applies = !node.applies && (is_root || briefs[node.parent].always_applies);
    brief.is_under_sum = !is_root && nodes[node.parent].combine == Combine::kSum;
    brief.is_plain_signal =
        node.is_signal && node.input && node.cases.size() == 1 && !node.cases[0].when;
    brief.has_override = node.override_with.has_value();
    brief.missing = node.missing.form;
    brief.stand_in = node.missing.stand_in;
    brief.weight = node.weight;
    if (brief.is_plain_signal) {
      brief.input = *node.input;
      brief.shape = &node.cases[0].shape;
    }
    briefs.push_back(brief);
    names_subscores = names_subscores || node.subscore_slot;
  }
}

}  // namespace kenko
