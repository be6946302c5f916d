#include "model/measure_graph.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "model/dependency_walk.h"

namespace kenko {
namespace {

constexpr std::size_t kMaxEarlierClocks = 256;

// Different offsets, rising.
using Offsets = std::vector<Duration>;

void Merge(const Offsets& more, Duration shift, Offsets* into) {
  Offsets shifted;
  shifted.reserve(more.size());
  for (const Duration offset : more) shifted.push_back(offset + shift);
  if (std::includes(into->begin(), into->end(), shifted.begin(), shifted.end())) return;
  Offsets merged;
  std::set_union(into->begin(), into->end(), shifted.begin(), shifted.end(),
                 std::back_inserter(merged));
  *into = std::move(merged);
}

}  // namespace

bool OrderMeasures(ParseContext* context) {
  ModelData& model = context->model;
  const auto named = static_cast<std::uint32_t>(model.named_measure_count);
  const std::vector<std::vector<MeasureUse>>& uses = context->measure_uses;
  DependencyWalk walk = WalkDependencies(
      {named, [&](std::uint32_t m) { return uses[m].size(); },
       [&](std::uint32_t m, std::size_t which) { return uses[m][which].measure; },
       [&](std::uint32_t m) -> const std::string& { return model.measures[m].name; }});
  for (const DependencyCircle& circle : walk.circles) {
    context->sink->Error(*context->measure_entries[circle.first]->key,
                         "these measures use each other in a circle: " + circle.names);
  }
  model.measure_order = std::move(walk.order);
  const auto all = static_cast<std::uint32_t>(model.measures.size());
  for (std::uint32_t i = named; i < all; ++i) model.measure_order.push_back(i);
  return walk.circles.empty();
}

void CollectClocks(ParseContext* context) {
  ModelData& model = context->model;
  // Of each measure, the offsets that it is needed at. What uses a measure comes before it here, so
  // its own set is whole when its turn comes; no set is larger than the limit, however the `over`s
  // are nested, and so no sum of them is beyond an instant's range.
  std::vector<Offsets> needed(model.named_measure_count, Offsets{0, model.trend.over});
  Offsets all{0, model.trend.over};
  for (auto it = model.measure_order.rbegin(); it != model.measure_order.rend(); ++it) {
    if (*it >= model.named_measure_count) continue;
    for (const MeasureUse& use : context->measure_uses[*it]) {
      Merge(needed[*it], 0, &needed[use.measure]);
      if (use.over > 0) Merge(needed[*it], use.over, &needed[use.measure]);
      Merge(needed[use.measure], 0, &all);
      if (all.size() > kMaxEarlierClocks + 1) {
        context->sink->Error(
            *context->measure_entries[*it]->key,
            "with this measure the model looks at more than 256 earlier clocks; use "
            "fewer different overs, or nest them less");
        return;
      }
    }
    Offsets().swap(needed[*it]);
  }
  model.trend_clock = static_cast<std::size_t>(
      std::lower_bound(all.begin(), all.end(), model.trend.over) - all.begin());
  model.clocks = std::move(all);
}

}  // namespace kenko
