// Things that use one another: an order in which each comes after what it uses, and the circles
// that stand against that.
#ifndef KENKO_MODEL_DEPENDENCY_WALK_H_
#define KENKO_MODEL_DEPENDENCY_WALK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kenko {

// How the things, numbered from 0, use each other. Whatever is pointed to must outlive the walk.
struct Dependencies {
  std::uint32_t count = 0;
  std::function<std::size_t(std::uint32_t thing)> use_count;
  std::function<std::uint32_t(std::uint32_t thing, std::size_t which)> use;
  std::function<const std::string&(std::uint32_t thing)> name;
};

struct DependencyCircle {
  std::uint32_t first;
  std::string names;  // "a → b → a"; where it is long, not all
};

struct DependencyWalk {
  std::vector<std::uint32_t> order;       // in file order but for what is used
  std::vector<DependencyCircle> circles;  // no thing is in two
};

// In time that grows with the number of uses, and without recursion: a chain may be as long as a
// file.
DependencyWalk WalkDependencies(const Dependencies& dependencies);

}  // namespace kenko

#endif  // KENKO_MODEL_DEPENDENCY_WALK_H_
