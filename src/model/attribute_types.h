// `attributes: {plan: text, mrr: number}`, of customers and of activities.
#ifndef KENKO_MODEL_ATTRIBUTE_TYPES_H_
#define KENKO_MODEL_ATTRIBUTE_TYPES_H_

#include <optional>
#include <string>
#include <vector>

#include "kenko/model.h"
#include "model/diagnostic_sink.h"
#include "model/yaml_tree.h"

namespace kenko {

struct DeclaredAttribute {
  const YamlNode* key;
  std::optional<AttributeType> type;  // nothing: wrong, and told
};

// In file order. Tells of types that are none, and of times where they are not allowed.
std::vector<DeclaredAttribute> ReadAttributeTypes(const YamlNode& mapping, bool times_allowed,
                                                  DiagnosticSink* sink);

}  // namespace kenko

#endif  // KENKO_MODEL_ATTRIBUTE_TYPES_H_
