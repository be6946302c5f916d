#include "model/dependency_walk.h"

#include <utility>

namespace kenko {
namespace {

constexpr std::size_t kMaxNamesInCircle = 10;

class Walker {
 public:
  explicit Walker(const Dependencies& dependencies)
      : dependencies_(dependencies),
        state_(dependencies.count, State::kNew),
        told_(dependencies.count, false) {}

  // Depth first, with a stack of our own.
  void WalkFrom(std::uint32_t start) {
    if (state_[start] != State::kNew) return;
    Enter(start);
    while (!path_.empty()) {
      Visit& top = path_.back();
      if (top.next_use == dependencies_.use_count(top.thing)) {
        state_[top.thing] = State::kDone;
        walk_.order.push_back(top.thing);
        path_.pop_back();
        continue;
      }
      const std::uint32_t used = dependencies_.use(top.thing, top.next_use++);
      if (state_[used] == State::kNew) {
        Enter(used);
      } else if (state_[used] == State::kOpen) {
        NoteCircle(used);
      }
    }
  }
  DependencyWalk Take() { return std::move(walk_); }

 private:
  enum class State : std::uint8_t { kNew, kOpen, kDone };
  struct Visit {
    std::uint32_t thing;
    std::size_t next_use;
  };

  void Enter(std::uint32_t thing) {
    state_[thing] = State::kOpen;
    path_.push_back({thing, 0});
  }

  // The circle is the path from `first` on. What is in a circle already noted is part of no second
  // one: the first has to be undone anyhow.
  void NoteCircle(std::uint32_t first) {
    auto from = path_.end();
    do {
      --from;
      if (told_[from->thing]) return;
    } while (from->thing != first);
    std::string names;
    for (auto visit = from; visit != path_.end(); ++visit) {
      told_[visit->thing] = true;
      const auto count = static_cast<std::size_t>(visit - from);
      if (count < kMaxNamesInCircle) names += dependencies_.name(visit->thing) + " → ";
      if (count == kMaxNamesInCircle) names += "… → ";
    }
    walk_.circles.push_back({first, names + dependencies_.name(first)});
  }

  const Dependencies& dependencies_;
  DependencyWalk walk_;
  std::vector<State> state_;
  std::vector<bool> told_;
  std::vector<Visit> path_;
};

}  // namespace

DependencyWalk WalkDependencies(const Dependencies& dependencies) {
  Walker walker(dependencies);
  for (std::uint32_t i = 0; i < dependencies.count; ++i) walker.WalkFrom(i);
  return walker.Take();
}

}  // namespace kenko
