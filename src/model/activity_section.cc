#include <string>
#include <string_view>

#include "model/attribute_types.h"
#include "model/expression_text.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

// The columns of activities that have a meaning of their own (MODEL.md 2).
bool IsActivityColumn(std::string_view name) {
  for (const std::string_view column : {"customer_id", "at", "kind", "value", "actor", "id",
                                        "valid_until", "recorded_at", "retracted"}) {
    if (name == column) return true;
  }
  return false;
}

ValueType TypeOf(AttributeType type) {
  if (type == AttributeType::kNumber) return ValueType::kNumber;
  return type == AttributeType::kFlag ? ValueType::kFlag : ValueType::kText;
}

}  // namespace

void ReadActivitySection(const YamlNode& node, ParseContext* context) {
  SectionReader reader(node, "`activity`", context->sink);
  const YamlNode* attributes = reader.Find("attributes");
  if (!reader.ok() ||
      (attributes != nullptr && !ExpectMapping(*attributes, "attributes", context->sink))) {
    context->activity_names_incomplete = true;
    attributes = nullptr;
  }
  reader.Finish();
  if (attributes == nullptr) return;

  for (const DeclaredAttribute& declared :
       ReadAttributeTypes(*attributes, /*times_allowed=*/false, context->sink)) {
    const std::string& name = declared.key->text;
    if (IsActivityColumn(name)) {
      context->sink->Error(*declared.key, Quoted(name) +
                                              " is a column that every activity has; it can't be "
                                              "declared as an attribute");
      context->broken_activity_names.insert(name);
    } else if (!declared.type) {
      context->broken_activity_names.insert(name);
    } else {
      std::vector<AttributeFact>& known = context->model.activity_attributes;
      const auto slot = static_cast<FactSlot>(kFirstActivityAttribute + known.size());
      known.push_back({name, *declared.type, slot});
      context->activity_names[name] = {name, TypeOf(*declared.type), Step::kCustomer, slot};
    }
  }
}

}  // namespace kenko
