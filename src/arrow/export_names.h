// Name dictionaries as Arrow has them: all texts one after another, and where each begins.
#ifndef KENKO_ARROW_EXPORT_NAMES_H_
#define KENKO_ARROW_EXPORT_NAMES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kenko/table.h"

namespace kenko {

struct ArrowNames {
  std::vector<std::int32_t> offsets;
  std::string text;
};

// One a column of the table; null where the column has no names. Columns that share a dictionary
// share its ArrowNames.
std::vector<std::shared_ptr<const ArrowNames>> EncodeNames(const Table& table);

}  // namespace kenko

#endif  // KENKO_ARROW_EXPORT_NAMES_H_
