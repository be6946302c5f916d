#include "model/measure_graph.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

namespace kenko {
namespace {

constexpr std::size_t kMaxEarlierClocks = 256;
constexpr std::size_t kMaxNamesInCircle = 10;

class Walker {
 public:
  explicit Walker(ParseContext* context)
      : context_(context), state_(context->measure_uses.size(), State::kNew) {}

  // Depth first with a stack of our own: a chain of measures may be as long as a file.
  void WalkFrom(std::uint32_t start) {
    if (state_[start] != State::kNew) return;
    Enter(start);
    while (!path_.empty()) {
      Visit& top = path_.back();
      const std::vector<MeasureUse>& uses = context_->measure_uses[top.measure];
      if (top.next_use == uses.size()) {
        state_[top.measure] = State::kDone;
        context_->model.measure_order.push_back(top.measure);
        path_.pop_back();
        continue;
      }
      const std::uint32_t used = uses[top.next_use++].measure;
      if (state_[used] == State::kNew) {
        Enter(used);
      } else if (state_[used] == State::kOpen) {
        TellCircle(used);
      }
    }
  }
  bool found_circle() const { return found_circle_; }

 private:
  enum class State : std::uint8_t { kNew, kOpen, kDone };
  struct Visit {
    std::uint32_t measure;
    std::size_t next_use;
  };

  void Enter(std::uint32_t measure) {
    state_[measure] = State::kOpen;
    path_.push_back({measure, 0});
  }

  // The circle is the path from `first` on. A measure of a circle that was told of is part of no
  // second one: the first has to be undone anyhow.
  void TellCircle(std::uint32_t first) {
    found_circle_ = true;
    auto from = path_.end();
    do {
      --from;
      if (told_.size() < state_.size()) told_.resize(state_.size(), false);
      if (told_[from->measure]) return;
    } while (from->measure != first);
    std::string names;
    for (auto visit = from; visit != path_.end(); ++visit) {
      told_[visit->measure] = true;
      const auto count = static_cast<std::size_t>(visit - from);
      if (count < kMaxNamesInCircle) names += NameOf(visit->measure) + " → ";
      if (count == kMaxNamesInCircle) names += "… → ";
    }
    context_->sink->Error(*context_->measure_entries[first]->key,
                          "these measures use each other in a circle: " + names + NameOf(first));
  }

  const std::string& NameOf(std::uint32_t measure) const {
    return context_->model.measures[measure].name;
  }

  ParseContext* context_;
  std::vector<State> state_;
  std::vector<bool> told_;
  std::vector<Visit> path_;
  bool found_circle_ = false;
};

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
  Walker walker(context);
  const auto named = static_cast<std::uint32_t>(model.named_measure_count);
  for (std::uint32_t i = 0; i < named; ++i) walker.WalkFrom(i);
  const auto all = static_cast<std::uint32_t>(model.measures.size());
  for (std::uint32_t i = named; i < all; ++i) model.measure_order.push_back(i);
  return !walker.found_circle();
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
