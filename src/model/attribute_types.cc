#include "model/attribute_types.h"

#include <string_view>

#include "model/expression_text.h"
#include "model/yaml_values.h"

namespace kenko {
namespace {

std::optional<AttributeType> ReadType(const YamlNode& node, const std::string& attribute,
                                      bool times_allowed, DiagnosticSink* sink) {
  std::vector<std::string_view> known = {"text", "number", "flag"};
  if (times_allowed) known.emplace_back("time");
  const std::optional<std::string> text = ReadText(node, attribute, sink);
  if (!text) return std::nullopt;
  for (const AttributeType type :
       {AttributeType::kText, AttributeType::kNumber, AttributeType::kFlag, AttributeType::kTime}) {
    if (*text != AttributeTypeName(type)) continue;
    if (type != AttributeType::kTime || times_allowed) return type;
    sink->Error(node, "an activity's attribute can't be a time, only " + ListOfNames(known));
    return std::nullopt;
  }
  sink->Error(node, "unknown type " + Quoted(*text) + " of " + Quoted(attribute) + "; a type is " +
                        ListOfNames(known) + sink->Suggestion(*text, known));
  return std::nullopt;
}

}  // namespace

std::vector<DeclaredAttribute> ReadAttributeTypes(const YamlNode& mapping, bool times_allowed,
                                                  DiagnosticSink* sink) {
  std::vector<DeclaredAttribute> attributes;
  for (const YamlEntry& entry : mapping.entries) {
    if (entry.key->text == "meta") continue;
    if (entry.key->text.empty()) {
      sink->Error(*entry.key, "an attribute's name must not be empty");
      continue;
    }
    attributes.push_back({entry.key, ReadType(*entry.value, entry.key->text, times_allowed, sink)});
  }
  return attributes;
}

}  // namespace kenko
