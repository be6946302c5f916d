// "Did you mean …?": the known name that a mistyped one most likely stands for.
#ifndef KENKO_BASE_NEAREST_NAME_H_
#define KENKO_BASE_NEAREST_NAME_H_

#include <string_view>
#include <vector>

namespace kenko {

// The nearest of `known` (ties: the first) by letters put in, left out, replaced, or swapped with
// their neighbour; letters that differ in case only count as the same. Empty where none is within a
// third of the length of `wanted` (at least one). The work is bounded: of names beyond any that a
// person would have mistyped, nothing is said.
std::string_view NearestName(std::string_view wanted, const std::vector<std::string_view>& known);

}  // namespace kenko

#endif  // KENKO_BASE_NEAREST_NAME_H_
