#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/attribute_types.h"
#include "model/expression_text.h"
#include "model/section_reader.h"
#include "model/sections.h"

namespace kenko {
namespace {

using Role = std::optional<std::size_t>;

void ReadAttributes(const YamlNode& mapping, const std::string& value_role, ParseContext* context) {
  CustomerSection& customer = context->model.customer;
  for (const DeclaredAttribute& declared :
       ReadAttributeTypes(mapping, /*times_allowed=*/true, context->sink)) {
    const std::string& name = declared.key->text;
    const bool is_value_itself = name == "value" && value_role == name;
    if (NameTable::IsFactName(name) && !is_value_itself) {
      const std::string hint =
          name == "value" ? "; it may be called so only in the role `value` (value: value)" : "";
      context->sink->Error(*declared.key,
                           "an attribute can't be called " + Quoted(name) + ": a fact is" + hint);
      context->names.MarkBroken(name);
      continue;
    }
    // One whose type is wrong stays, so that roles find it.
    const FactSlot slot = context->model.NewSlot();
    const AttributeType type = declared.type.value_or(AttributeType::kText);
    customer.attributes.push_back({name, type, slot});
    if (!is_value_itself) context->names.AddAttribute(name, type, slot);
    if (!declared.type) context->names.MarkBroken(name);
  }
}

// The attribute that a role names.
Role ReadRole(SectionReader* reader, std::string_view key, AttributeType type, bool complete,
              ParseContext* context) {
  const std::optional<std::string> name = reader->Text(key);
  if (!name) return std::nullopt;
  const YamlNode& node = *reader->Find(key);
  std::vector<std::string_view> fitting;
  const std::vector<AttributeFact>& attributes = context->model.customer.attributes;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i].type == type) fitting.push_back(attributes[i].name);
    if (attributes[i].name != *name) continue;
    if (attributes[i].type == type || context->names.IsBroken(*name)) return i;
    context->sink->Error(node, "the role " + Quoted(key) + " takes a " +
                                   std::string(AttributeTypeName(type)) + " attribute, but " +
                                   Quoted(*name) + " is declared as " +
                                   std::string(AttributeTypeName(attributes[i].type)));
    return std::nullopt;
  }
  if (complete && !context->names.IsBroken(*name)) {
    context->sink->Error(node, Quoted(*name) + " is not declared under customer: attributes: (as " +
                                   std::string(AttributeTypeName(type)) + ")" +
                                   context->sink->Suggestion(*name, fitting));
  }
  return std::nullopt;
}

}  // namespace

void ReadCustomerSection(const YamlNode& node, ParseContext* context) {
  SectionReader reader(node, "`customer`", context->sink);
  if (!reader.ok()) {
    context->names.MarkIncomplete();
    return;
  }
  CustomerSection& customer = context->model.customer;
  if (auto id = reader.Text("id")) customer.id_column = *id;
  if (auto valid_from = reader.Text("valid_from")) customer.valid_from_column = *valid_from;
  reader.Forbid("parent", "the role `parent` is reserved; it is not yet supported");

  bool complete = true;
  if (const YamlNode* attributes = reader.Find("attributes")) {
    complete = ExpectMapping(*attributes, "attributes", context->sink);
    if (complete) {
      const YamlNode* value = reader.Find("value");
      ReadAttributes(*attributes, value != nullptr ? value->text : "", context);
    } else {
      context->names.MarkIncomplete();
    }
  }
  const auto role = [&](std::string_view key, AttributeType type) {
    return ReadRole(&reader, key, type, complete, context);
  };
  customer.started_at = role("started_at", AttributeType::kTime);
  customer.ended_at = role("ended_at", AttributeType::kTime);
  customer.renews_at = role("renews_at", AttributeType::kTime);
  customer.value = role("value", AttributeType::kNumber);
  if (customer.ended_at) {
    context->names.MarkFuture(customer.attributes[*customer.ended_at].name);
    for (const char* key : {"started_at", "renews_at"}) {
      const Role& other =
          key == std::string_view("started_at") ? customer.started_at : customer.renews_at;
      if (other != customer.ended_at) continue;
      context->sink->Error(*reader.Find(key),
                           "the attribute in the role `ended_at` can't have the "
                           "role " +
                               Quoted(key) +
                               " too: it knows the "
                               "future");
    }
  }
  reader.Finish();
}

}  // namespace kenko
