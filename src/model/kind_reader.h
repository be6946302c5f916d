// Kind patterns where they stand in a model file.
#ifndef KENKO_MODEL_KIND_READER_H_
#define KENKO_MODEL_KIND_READER_H_

#include <optional>
#include <string_view>

#include "model/kind_pattern.h"
#include "model/parse_context.h"
#include "model/yaml_tree.h"

namespace kenko {

// Whether `@set` may stand in a pattern.
enum class KindSets { kRefused, kAllowed };

// A text or a list of texts. Tells what is wrong.
std::optional<KindPattern> ReadKindPattern(const YamlNode& node, std::string_view key,
                                           KindSets sets, ParseContext* context);

}  // namespace kenko

#endif  // KENKO_MODEL_KIND_READER_H_
